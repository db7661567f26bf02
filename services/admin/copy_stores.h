#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "services/admin/place.h"
#include "storage/store_digest.h"

namespace kasvu::admin {

struct CopiedStore {
  std::string store;
  storage::StoreDigest digest;  // of both
};

// What is being done, and how far it is: rows of how many.
using CopyNews = absl::FunctionRef<void(std::string_view store, uint64_t rows, uint64_t of_rows)>;

// Copies every store of `from`, which no server works on, to `to`, where there is nothing but what
// an earlier copy of the same that was broken off has left: it goes on there. Both are read again:
// COPY_DIFFERS when they are not the same. Only then the mark of the master key is written, without
// which no server starts. NO_DATA_THERE, COPY_TARGET_TAKEN,
// COPY_UNFINISHED (of `from`), STORE_IN_USE and the other errors of the stores.
absl::StatusOr<std::vector<CopiedStore>> CopyStores(const Place& from, const Place& to,
                                                    CopyNews news);

}  // namespace kasvu::admin
