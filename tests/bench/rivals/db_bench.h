// RocksDB's own benchmark, of Debian's package rocksdb-tools.
#pragma once

#include <optional>
#include <string>

namespace kasvu::bench {

// What one commit holds.
struct Commits {
  int keys = 1000;  // of each
  int key_bytes = 16;
  int value_bytes = 100;
};

// Keys for each second that `db_bench fillseq` writes to an empty store in `folder`, `total` of
// them, each commit synced, with the settings of our stores. Nothing where it is not installed.
std::optional<double> FillInBatches(const std::string& folder, const Commits& commits, int total);

}  // namespace kasvu::bench
