// Exact counters, written in the commit of what they count.
#pragma once

#include <cstdint>
#include <tuple>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/table.h"

namespace kasvu::storage {

// The bytes of a counter's value: eight, big-endian, sign bit flipped.
std::string EncodeCount(int64_t count);
// DATA_LOSS (RECORD_UNREADABLE) when `bytes` are not eight.
absl::StatusOr<int64_t> DecodeCount(Tag tag, std::string_view bytes);
// OUT_OF_RANGE (COUNTER_OVERFLOW) when the sum does not fit.
absl::StatusOr<int64_t> AddCounts(int64_t count, int64_t change);

// Counters by key. One that has never been written, or has come back to zero, is not stored.
// Changing a counter reads it first: hold a lock that covers it, or be the only one who writes it.
template <typename... Parts>
class Counter {
 public:
  using Key = std::tuple<Parts...>;
  using CountVisitor = absl::FunctionRef<bool(const Key& key, int64_t count)>;

  explicit constexpr Counter(Tag tag) : table_(tag) {}

  // The count at `key`; zero when it is not stored.
  absl::StatusOr<int64_t> Get(const Reader& reader, const Key& key) const {
    KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> bytes, table_.Find(reader, key));
    if (!bytes.has_value()) return 0;
    return DecodeCount(table_.tag(), *bytes);
  }

  // Adds `change`, which may be negative, and returns the new count.
  absl::StatusOr<int64_t> Add(Writer& writer, const Key& key, int64_t change) const {
    KASVU_ASSIGN_OR_RETURN(const int64_t before, Get(writer, key));
    KASVU_ASSIGN_OR_RETURN(const int64_t count, AddCounts(before, change));
    if (count == 0) {
      writer.Delete(table_.BytesOf(key));
    } else {
      KASVU_RETURN_IF_ERROR(table_.Upsert(writer, key, EncodeCount(count)));
    }
    return count;
  }

  // Visits the counters that are not zero under `prefix`, in key order.
  template <typename... First>
  absl::Status Scan(const Reader& reader, const std::tuple<First...>& prefix,
                    CountVisitor visitor) const {
    absl::Status failed;
    KASVU_RETURN_IF_ERROR(
        table_.Scan(reader, prefix, [&](const Key& key, const std::string& bytes) {
          const absl::StatusOr<int64_t> count = DecodeCount(table_.tag(), bytes);
          failed = count.status();
          return failed.ok() && visitor(key, *count);
        }));
    return failed;
  }

 private:
  Table<std::string, Parts...> table_;
};

}  // namespace kasvu::storage
