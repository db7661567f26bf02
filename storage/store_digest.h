#pragma once

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "storage/kv.h"

namespace kasvu::storage {

// The keys that belong to whoever uses a store: all but storage's own.
KeyRange AllRows();

struct StoreDigest {
  uint64_t rows = 0;
  std::string hash;  // BLAKE2b-256 over the rows, each with its sizes, in the order of their keys
  bool operator==(const StoreDigest&) const = default;
};

// The same for the same rows, whatever backend they lie in. `seen` is told now and then how many
// rows there were so far.
absl::StatusOr<StoreDigest> DigestOf(const Reader& reader, absl::FunctionRef<void(uint64_t)> seen);

}  // namespace kasvu::storage
