// Secondary indexes: tables whose keys say everything.
#pragma once

#include <string>
#include <tuple>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/table.h"

namespace kasvu::storage {

// A set of keys, written in the commit of the records that they point to.
template <typename... Parts>
class Index {
 public:
  using Key = std::tuple<Parts...>;
  using KeyVisitor = absl::FunctionRef<bool(const Key& key)>;

  explicit constexpr Index(Tag tag) : table_(tag) {}

  // Adds `key`; adding what is there changes nothing.
  absl::Status Add(Writer& writer, const Key& key) const {
    return table_.Upsert(writer, key, std::string());
  }

  // Removes `key`; NOT_FOUND (RECORD_ABSENT) when it is not there.
  absl::Status Remove(Writer& writer, const Key& key) const { return table_.Delete(writer, key); }

  absl::StatusOr<bool> Contains(const Reader& reader, const Key& key) const {
    return table_.Contains(reader, key);
  }

  // Visits the keys that begin with the parts of `prefix`, in order, until told to stop.
  template <typename... First>
  absl::Status Scan(const Reader& reader, const std::tuple<First...>& prefix,
                    KeyVisitor visitor) const {
    return table_.Scan(reader, prefix,
                       [&](const Key& key, const std::string&) { return visitor(key); });
  }

  // Those of them that come after `key`, which need not exist.
  template <typename... First>
  absl::Status ScanAfter(const Reader& reader, const std::tuple<First...>& prefix, const Key& key,
                         KeyVisitor visitor) const {
    return table_.ScanAfter(reader, prefix, key,
                            [&](const Key& found, const std::string&) { return visitor(found); });
  }

 private:
  Table<std::string, Parts...> table_;
};

}  // namespace kasvu::storage
