// How the data of one format becomes that of the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/kv.h"
#include "storage/tags.h"

namespace kasvu::storage {

// What one commit of a migration has done.
struct MigratedPart {
  uint64_t rows = 0;                // looked at
  std::optional<std::string> next;  // where the next part begins; none: all is done
};

// Does the part that begins at `from`, a place that the part before has named, empty for the first:
// reads a bounded number of `rows` and adds to `writes` what changes. The same for the same rows,
// wherever and whenever it runs: a part whose commit was lost is done again. An error stops the
// migration where it is.
using MigrationStep = std::function<absl::StatusOr<MigratedPart>(
    const Reader& rows, const std::string& from, Writes& writes)>;

struct FormatMigration {
  std::string brings;  // one sentence, as in docs/storage-format.md
  // Not set when no row changes: older programs could not read what is written from now on.
  MigrationStep step;
};

// All migrations that there have ever been, the first from format 1 to format 2, each of the others
// from where the one before it ends. What stands here stays for good.
std::vector<FormatMigration> AllFormatMigrations();

// What is to be written in the place of the row `key`: nothing at all when it stays as it is.
// Its own key with another value, or keys of another table. An error stops the migration.
using RewriteRow =
    std::function<absl::StatusOr<Writes>(std::string_view key, std::string_view value)>;

inline constexpr size_t kMigratedRowsAtOnce = 1000;
inline constexpr size_t kMigratedBytesAtOnce = 1 << 20;

// A step that rewrites the rows of the table `tag`, each once, at most so many in a commit.
MigrationStep RewriteRows(Tag tag, RewriteRow rewrite, size_t at_once = kMigratedRowsAtOnce);

}  // namespace kasvu::storage
