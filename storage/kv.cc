#include "storage/kv.h"

#include "errors/error.h"

namespace kasvu::storage {

KeyRange KeyRange::Prefix(std::string_view prefix) {
  KeyRange range{std::string(prefix), std::string(prefix)};
  while (!range.end.empty() && range.end.back() == '\xff') range.end.pop_back();
  if (!range.end.empty()) ++range.end.back();
  return range;
}

bool KeyRange::Contains(std::string_view key) const {
  return key >= start && (end.empty() || key < end);
}

absl::StatusOr<std::optional<std::pair<std::string, std::string>>> Reader::Last(
    const KeyRange& range) const {
  std::optional<std::pair<std::string, std::string>> last;
  KASVU_RETURN_IF_ERROR(ScanReverse(range, [&](std::string_view key, std::string_view value) {
    last.emplace(key, value);
    return false;
  }));
  return last;
}

absl::Status Transaction::CommitWith(const Writes& writes) {
  for (const auto& [key, value] : writes) {
    if (value) {
      Put(key, *value);
    } else {
      Delete(key);
    }
  }
  return Commit();
}

}  // namespace kasvu::storage
