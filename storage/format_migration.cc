#include "storage/format_migration.h"

#include <utility>

#include "errors/error.h"
#include "storage/key.h"

namespace kasvu::storage {

std::vector<FormatMigration> AllFormatMigrations() {
  return {
      {"What stays of cohorts that were archived and purged.", nullptr},
  };
}

MigrationStep RewriteRows(Tag tag, RewriteRow rewrite, size_t at_once) {
  return
      [tag, rewrite = std::move(rewrite), at_once](const Reader& rows, const std::string& from,
                                                   Writes& writes) -> absl::StatusOr<MigratedPart> {
        KeyRange range = KeyRange::Prefix(EncodeKey(tag));
        if (!from.empty()) range.start = from;
        MigratedPart part;
        size_t bytes = 0;
        absl::Status failed;
        KASVU_RETURN_IF_ERROR(rows.Scan(range, [&](std::string_view key, std::string_view value) {
          if (part.rows == at_once || bytes >= kMigratedBytesAtOnce) {
            part.next = key;
            return false;
          }
          absl::StatusOr<Writes> rewritten = rewrite(key, value);
          failed = rewritten.status();
          if (!failed.ok()) return false;
          for (auto& [place, bytes_there] : *rewritten) {
            writes.insert_or_assign(place, std::move(bytes_there));
          }
          ++part.rows;
          bytes += key.size() + value.size();
          return true;
        }));
        KASVU_RETURN_IF_ERROR(failed);
        return part;
      };
}

}  // namespace kasvu::storage
