#include "services/admin/backup_set.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/common/digest.h"

namespace kasvu::admin {
namespace {

constexpr char kFirstLine[] = "kasvu-backup 1";

std::string TimeText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d%ET%H:%M:%SZ", time, absl::UTCTimeZone());
}

bool ReadLine(const std::vector<std::string>& words, BackupSet& set) {
  if (words.size() == 2 && words[0] == "number") {
    return absl::SimpleAtoi(words[1], &set.number);
  }
  if (words.size() == 2 && words[0] == "made") {
    std::string fault;
    return absl::ParseTime(absl::RFC3339_sec, words[1], &set.made_at, &fault);
  }
  if (words.size() == 4 && words[0] == "store") {
    StoreBackup& store = set.stores.emplace_back();
    store.store = words[1];
    store.contents_hash = words[3];
    return absl::SimpleAtoi(words[2], &store.number);
  }
  if (words.size() == 3 && words[0] == "erased") {
    set.erased_hash = words[2];
    return absl::SimpleAtoi(words[1], &set.erased_bytes);
  }
  return words.size() == 2 && words[0] == "end";
}

}  // namespace

const StoreBackup* BackupSet::Find(std::string_view store) const {
  const auto found = std::find_if(stores.begin(), stores.end(),
                                  [&](const StoreBackup& one) { return one.store == store; });
  return found == stores.end() ? nullptr : &*found;
}

std::string PrintSet(const BackupSet& set) {
  std::string text = std::string(kFirstLine) + "\nnumber " + std::to_string(set.number) +
                     "\nmade " + TimeText(set.made_at) + "\n";
  for (const StoreBackup& store : set.stores) {
    text += "store " + store.store + " " + std::to_string(store.number) + " " +
            store.contents_hash + "\n";
  }
  if (!set.erased_hash.empty()) {
    text += "erased " + std::to_string(set.erased_bytes) + " " + set.erased_hash + "\n";
  }
  return text + "end " + absl::BytesToHexString(services::Blake2b(text, 32)) + "\n";
}

std::optional<BackupSet> ParseSet(const std::string& text) {
  BackupSet set;
  bool first = true;
  const std::vector<std::string> lines = absl::StrSplit(text, '\n', absl::SkipEmpty());
  for (const std::string& line : lines) {
    if (!std::exchange(first, false) && !ReadLine(absl::StrSplit(line, ' '), set)) {
      return std::nullopt;
    }
  }
  // Whatever was changed, cut off or added prints otherwise, or has another hash.
  if (PrintSet(set) != text) return std::nullopt;
  return set;
}

}  // namespace kasvu::admin
