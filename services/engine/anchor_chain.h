// Anchors: where the cohorts' histories ended at some moments. A history whose end was cut off, or
// that is gone as a whole, agrees with itself; with its anchors it does not.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/kv.h"

namespace kasvu::engine {

// How many heads one anchor names at most, so that looking at it never takes long.
inline constexpr int kHeadsPerAnchor = 1024;

// Anchors the heads of `cohorts` as they stand, each anchor in a commit of its own. Nothing for
// none, and those that have been purged are left out.
absl::Status AnchorHeads(storage::Store& store, const std::set<std::string>& cohorts,
                         absl::Time now);

// Whether an anchor names the end that the history of `cohort` has now.
absl::StatusOr<bool> EndIsAnchored(const storage::Reader& reader, const std::string& cohort);

// The positions of the anchors that name `cohort`, up to the first that names the end of its
// history: whatever is anchored later says the same once more.
absl::StatusOr<std::vector<uint64_t>> AnchorsUpToEnd(const storage::Reader& reader,
                                                     const std::string& cohort);

// The cohorts whose histories have grown since they were last anchored: of those, whose heads were
// written since about the time of the last anchor. It looks at every head.
absl::StatusOr<std::set<std::string>> GrownSinceLastAnchor(const storage::Reader& reader);

// Whether every history that the last anchor names reaches as far as it says, by way of the record
// that it names. DATA_LOSS (HISTORY_BROKEN). Takes no longer with more data.
absl::Status CheckLastAnchor(const storage::Reader& reader);

// The same for all anchors of one cohort, with the hashes that hold each in the chain. Returns how
// many there are: for a cohort that is not there, more than none is HISTORY_BROKEN.
absl::StatusOr<uint64_t> CheckAnchorsOf(const storage::Reader& reader, const std::string& cohort);

// The same without the chain: for a store that has only those anchors that name the cohort.
absl::StatusOr<uint64_t> CheckAnchoredHeads(const storage::Reader& reader,
                                            const std::string& cohort);

}  // namespace kasvu::engine
