// What was backed up together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

namespace kasvu::admin {

struct StoreBackup {
  std::string store;          // engine, catalogue, directory, keys
  uint32_t number = 0;        // of its backup
  std::string contents_hash;  // BLAKE2b-256 of what that says of itself, in hexadecimal
};

struct BackupSet {
  uint32_t number = 0;
  absl::Time made_at;  // before the first store was looked at, in seconds
  std::vector<StoreBackup> stores;
  // How long the list of erasures was, and the hash of so many bytes of it; empty in sets of before
  // this was kept.
  uint64_t erased_bytes = 0;
  std::string erased_hash;

  // Null when the set has none of that store.
  const StoreBackup* Find(std::string_view store) const;
};

// A text for people too, a line for each store, with a hash of it all in its last.
std::string PrintSet(const BackupSet& set);
// Nothing for a text that is not exactly what PrintSet gives.
std::optional<BackupSet> ParseSet(const std::string& text);

}  // namespace kasvu::admin
