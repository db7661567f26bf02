// The file with the key that wraps all other keys.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "storage/randomness.h"
#include "storage/sealing.h"

namespace kasvu::storage {

// Reads the 32 bytes in `file`. FAILED_PRECONDITION: MASTER_KEY_MISSING, MASTER_KEY_PERMISSIONS
// (anybody but the owner has any right to it), MASTER_KEY_SIZE or MASTER_KEY_UNREADABLE.
absl::StatusOr<SecretKey> ReadMasterKey(const std::string& file);

// Makes a random key and writes it to `file` with mode 0600, durably and whole or not at all; its
// folder must exist. Never writes over a file. FAILED_PRECONDITION (MASTER_KEY_UNREADABLE) when
// that fails.
absl::StatusOr<SecretKey> CreateMasterKey(const std::string& file, Randomness& randomness);

}  // namespace kasvu::storage
