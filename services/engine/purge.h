// How an archived cohort goes: at once from sight, then row by row from the store.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kasvu/storage/v1/purge.pb.h"
#include "storage/kv.h"
#include "storage/vault.h"

namespace kasvu::engine {

// How many rows go in one commit at most.
inline constexpr size_t kPurgedAtOnce = 500;

// What is to stay of `cohort`; who purges it, and when, is not filled in. COHORT_NOT_FOUND,
// COHORT_PURGED, COHORT_NOT_FINISHED; PURGE_NOT_ARCHIVED unless `digest` is that of its archive.
absl::StatusOr<kasvu::storage::v1::PurgedCohort> PreparePurge(const storage::Reader& reader,
                                                              const std::string& cohort,
                                                              const std::string& digest);

// Writes what stays, and removes what every reader and writer begins with: the cohort's head and
// state. From that commit on it is gone for all of them, and its other rows are nobody's.
absl::Status BeginPurge(storage::Writer& writer, const kasvu::storage::v1::PurgedCohort& purged);

// Goes on with the purge of `cohort` by one commit; whether there was anything left to do. First it
// is kept which words in the archive somebody shares with others, so that who is erased later is
// erased there too; then rows go, each with the lines that lead to it. `after` is the last that
// went, empty at first: passing by many rows that are gone takes long. May be done by several
// servers at once, and begun anew whenever it was broken off.
absl::StatusOr<bool> PurgeSome(storage::Store& store, storage::Vault& vault,
                               const std::string& cohort, std::string& after,
                               size_t at_once = kPurgedAtOnce);

}  // namespace kasvu::engine
