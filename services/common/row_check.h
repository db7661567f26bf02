// Walking a table so that what cannot be read is told of and passed by.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "services/common/faults.h"
#include "services/common/row_words.h"
#include "storage/key.h"
#include "storage/kv.h"
#include "storage/record.h"
#include "storage/table.h"

namespace kasvu::services {

// A store that could not be read is told of as one fault of the table that was being read, so that
// the others are looked at all the same.
void TellUnread(const absl::Status& status, storage::Tag tag, Faults& faults);

// One fault about the row at `key` of `table`.
template <typename Record, typename... Parts>
void Tell(Faults& faults, std::string reason, const storage::Table<Record, Parts...>& table,
          const std::tuple<Parts...>& key, std::string expected, std::string found) {
  faults.Add({std::move(reason), TableName(table.tag()), KeyWords(table.tag(), key),
              std::move(expected), std::move(found)});
}

// Calls `visit(key, record)` for every row of `table` under `prefix` that can be read, in order;
// KEY_MALFORMED or RECORD_UNREADABLE for each of the others.
template <typename Record, typename... Parts, typename Visit, typename... First>
void ForEachRow(const storage::Reader& reader, const storage::Table<Record, Parts...>& table,
                Faults& faults, Visit visit, const First&... prefix) {
  const storage::Tag tag = table.tag();
  faults.Walks(tag);
  const storage::KeyRange range = storage::KeyRange::Prefix(storage::EncodeKey(tag, prefix...));
  const absl::Status scanned =
      reader.Scan(range, [&](std::string_view bytes, std::string_view value) {
        faults.Looked(1);
        const auto key = storage::DecodeKey<Parts...>(tag, bytes);
        if (!key.ok()) {
          faults.Add({"KEY_MALFORMED", TableName(tag),
                      absl::BytesToHexString({bytes.data(), bytes.size()}), "a key of this table",
                      "bytes that are none"});
          return true;
        }
        Record record;
        if (storage::DecodeRecord(tag, value, record).ok()) {
          visit(*key, record);
        } else {
          Tell(faults, "RECORD_UNREADABLE", table, *key, "a record", "bytes that do not parse");
        }
        return true;
      });
  if (!scanned.ok()) TellUnread(scanned, tag, faults);
}

// The record at `key`; nothing also for one that cannot be read, which its own table tells of.
template <typename Record, typename... Parts>
std::optional<Record> Readable(const storage::Reader& reader,
                               const storage::Table<Record, Parts...>& table,
                               const std::tuple<Parts...>& key) {
  auto found = table.Find(reader, key);
  return found.ok() ? *std::move(found) : std::nullopt;
}

// Whether something lies at `key`, or might: what cannot be read its own table tells of.
template <typename Record, typename... Parts>
bool IsThere(const storage::Reader& reader, const storage::Table<Record, Parts...>& table,
             const std::tuple<Parts...>& key) {
  const auto found = table.Contains(reader, key);
  return !found.ok() || *found;
}

// An index looked at as the table that it is, whose rows are empty.
template <typename... Parts>
using Lines = storage::Table<std::string, Parts...>;

// INDEX_LINE_MISSING unless the line is there; `of` says what it should lead to.
template <typename... Parts>
void CheckLine(const storage::Reader& reader, const Lines<Parts...>& index,
               const std::tuple<Parts...>& key, std::string of, Faults& faults) {
  if (!IsThere(reader, index, key)) {
    Tell(faults, "INDEX_LINE_MISSING", index, key, std::move(of), "no line");
  }
}

}  // namespace kasvu::services
