// Typed tables over the port. A table is its tag, the type of its records (a protobuf message,
// or std::string for bytes stored as they are) and the parts of its keys:
//
//   constexpr Table<Enrolment, std::string, uint32_t> kEnrolmentTable(Tag::kEnrolments);
//   KASVU_RETURN_IF_ERROR(kEnrolmentTable.Insert(transaction, {cohort, 7}, enrolment));
//   kEnrolmentTable.Scan(reader, std::tuple(cohort), [&](const auto& key, const Enrolment& e) {…});
//
// Tables hold no state; make them constants. Errors of the store pass through.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "errors/error.h"
#include "storage/errors.h"
#include "storage/key.h"
#include "storage/kv.h"
#include "storage/record.h"
#include "storage/tags.h"

namespace kasvu::storage {

template <typename Record, typename... Parts>
class Table {
 public:
  using Key = std::tuple<Parts...>;
  using Row = std::pair<Key, Record>;
  // Called for one row; returns whether to go on. Must not write to a transaction being scanned.
  using RowVisitor = absl::FunctionRef<bool(const Key& key, const Record& record)>;

  explicit constexpr Table(Tag tag) : tag_(tag) {}

  // The record at `key`, or nullopt. DATA_LOSS (RECORD_UNREADABLE) when its bytes do not parse.
  absl::StatusOr<std::optional<Record>> Find(const Reader& reader, const Key& key) const {
    KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> bytes, reader.Get(BytesOf(key)));
    if (!bytes.has_value()) return std::nullopt;
    std::optional<Record> record(std::in_place);
    KASVU_RETURN_IF_ERROR(DecodeRecord(tag_, *bytes, *record));
    return record;
  }

  // The record at `key`; NOT_FOUND (RECORD_ABSENT) when there is none.
  absl::StatusOr<Record> Get(const Reader& reader, const Key& key) const {
    KASVU_ASSIGN_OR_RETURN(std::optional<Record> record, Find(reader, key));
    if (!record.has_value()) return RecordAbsent(static_cast<uint16_t>(tag_));
    return *std::move(record);
  }

  // Whether a record lies at `key`, without reading it as one.
  absl::StatusOr<bool> Contains(const Reader& reader, const Key& key) const {
    KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> bytes, reader.Get(BytesOf(key)));
    return bytes.has_value();
  }

  // Writes a record that is new. ALREADY_EXISTS (RECORD_EXISTS) when one lies there.
  absl::Status Insert(Writer& writer, const Key& key, const Record& record) const {
    KASVU_ASSIGN_OR_RETURN(const bool found, Contains(writer, key));
    if (found) return RecordExists(static_cast<uint16_t>(tag_));
    return Upsert(writer, key, record);
  }

  // Writes over a record. NOT_FOUND (RECORD_ABSENT) when none lies there.
  absl::Status Update(Writer& writer, const Key& key, const Record& record) const {
    KASVU_ASSIGN_OR_RETURN(const bool found, Contains(writer, key));
    if (!found) return RecordAbsent(static_cast<uint16_t>(tag_));
    return Upsert(writer, key, record);
  }

  // Writes a record whether or not one lies there, without reading.
  absl::Status Upsert(Writer& writer, const Key& key, const Record& record) const {
    writer.Put(BytesOf(key), EncodeRecord(record));
    return absl::OkStatus();
  }

  // Removes a record; NOT_FOUND (RECORD_ABSENT) when none lies there.
  absl::Status Delete(Writer& writer, const Key& key) const {
    KASVU_ASSIGN_OR_RETURN(const bool found, Contains(writer, key));
    if (!found) return RecordAbsent(static_cast<uint16_t>(tag_));
    writer.Delete(BytesOf(key));
    return absl::OkStatus();
  }

  // Visits the rows whose keys begin with the parts of `prefix`, in key order.
  // std::tuple() is the whole table.
  template <typename... First>
  absl::Status Scan(const Reader& reader, const std::tuple<First...>& prefix,
                    RowVisitor visitor) const {
    return Visit(reader, Range(prefix), visitor, &Reader::Scan);
  }

  // The same in descending order.
  template <typename... First>
  absl::Status ScanReverse(const Reader& reader, const std::tuple<First...>& prefix,
                           RowVisitor visitor) const {
    return Visit(reader, Range(prefix), visitor, &Reader::ScanReverse);
  }

  // Visits those of the rows under `prefix` whose keys come after `key`: how a page or a watch
  // goes on from the last key it saw. `key` need not exist.
  template <typename... First>
  absl::Status ScanAfter(const Reader& reader, const std::tuple<First...>& prefix, const Key& key,
                         RowVisitor visitor) const {
    KeyRange range = Range(prefix);
    // No whole key is a proper prefix of another of its table, so one byte more is enough.
    if (std::string after = BytesOf(key) + '\0'; after > range.start) range.start = after;
    return Visit(reader, range, visitor, &Reader::Scan);
  }

  // The last row under `prefix`, or nullopt when there is none.
  template <typename... First>
  absl::StatusOr<std::optional<Row>> Last(const Reader& reader,
                                          const std::tuple<First...>& prefix) const {
    std::optional<Row> last;
    KASVU_RETURN_IF_ERROR(ScanReverse(reader, prefix, [&](const Key& key, const Record& record) {
      last.emplace(key, record);
      return false;
    }));
    return last;
  }

  // The bytes of `key` in the store: what Transaction::Lock takes.
  std::string BytesOf(const Key& key) const { return EncodeKey(tag_, key); }

  constexpr Tag tag() const { return tag_; }

 private:
  template <typename... First>
  KeyRange Range(const std::tuple<First...>& prefix) const {
    static_assert(sizeof...(First) <= sizeof...(Parts), "the prefix has more parts than the key");
    return RangeOf(prefix, std::index_sequence_for<First...>());
  }

  // Each part is taken as the type that the key has at its place.
  template <typename Prefix, size_t... I>
  KeyRange RangeOf([[maybe_unused]] const Prefix& prefix, std::index_sequence<I...>) const {
    return KeyRange::Prefix(EncodeKey(tag_, std::tuple_element_t<I, Key>(std::get<I>(prefix))...));
  }

  absl::Status Visit(const Reader& reader, const KeyRange& range, RowVisitor visitor,
                     absl::Status (Reader::*scan)(const KeyRange&, Visitor) const) const {
    absl::Status failed;
    KASVU_RETURN_IF_ERROR(
        (reader.*scan)(range, [&](std::string_view bytes, std::string_view value) {
          const absl::StatusOr<Key> key = DecodeKey<Parts...>(tag_, bytes);
          Record record;
          failed = key.ok() ? DecodeRecord(tag_, value, record) : key.status();
          return failed.ok() && visitor(*key, record);
        }));
    return failed;
  }

  Tag tag_;
};

}  // namespace kasvu::storage
