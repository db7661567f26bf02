// Formats that never were, for tests of how one becomes the next.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>

#include "storage/format.h"
#include "storage/kv.h"

namespace kasvu::storage {

// Ten rows in the format that this program writes.
inline constexpr uint64_t kScriptedRows = 10;
absl::Status FillOldest(Store& store);

// Three formats more than there are: the first step writes every row of a table anew, three in a
// commit; the next changes no row; the last moves the rows to another table, four in a commit.
// `rewritten` counts the rows that the first and the last step were asked for.
KnownFormats ScriptedFormats(std::atomic<int>* rewritten = nullptr);
// How many commits that takes.
inline constexpr int kScriptedCommits = 4 + 1 + 3;

// What the rows are in the end.
std::map<std::string, std::string> NewestRows();
// All rows but the mark of the format.
std::map<std::string, std::string> RowsOf(Store& store);

}  // namespace kasvu::storage
