#include "services/admin/check_unwalked.h"

#include <string>
#include <string_view>

#include "absl/strings/escaping.h"
#include "services/common/row_check.h"
#include "storage/key.h"

namespace kasvu::admin {

void CheckUnwalked(const storage::Reader& reader, const std::set<storage::Tag>& walked,
                   services::Faults& faults) {
  std::set<storage::Tag> known = walked;
  known.insert(storage::Tag::kFormat);
  int told = 0;
  const auto tell = [&](std::string_view key, std::string_view) {
    storage::Tag tag{};
    std::string_view rest = key;
    const bool tagged = storage::TakePart(rest, tag).ok();
    faults.Add({"TABLE_UNKNOWN", tagged ? services::TableName(tag) : "",
                absl::BytesToHexString({key.data(), key.size()}),
                "no row: this program keeps no such table here", "a row"});
    return ++told < kUnknownRowsTold;
  };
  storage::KeyRange gap;
  for (const storage::Tag tag : known) {
    const storage::KeyRange table = storage::KeyRange::Prefix(storage::EncodeKey(tag));
    gap.end = table.start;
    if (gap.start < gap.end && told < kUnknownRowsTold) {
      const absl::Status scanned = reader.Scan(gap, tell);
      if (!scanned.ok()) services::TellUnread(scanned, tag, faults);
    }
    gap.start = table.end;
  }
  gap.end.clear();
  if (told < kUnknownRowsTold) {
    const absl::Status scanned = reader.Scan(gap, tell);
    if (!scanned.ok()) services::TellUnread(scanned, *known.rbegin(), faults);
  }
}

}  // namespace kasvu::admin
