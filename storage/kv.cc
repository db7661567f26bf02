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

absl::StatusOr<Writes> Transaction::LockAndGet(const std::set<std::string>& locks,
                                               const std::set<std::string>& keys) {
  for (const std::string& lock : locks) KASVU_RETURN_IF_ERROR(Lock(lock));
  Writes found;
  for (const std::string& key : keys) {
    KASVU_ASSIGN_OR_RETURN(found[key], Get(key));
  }
  return found;
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
