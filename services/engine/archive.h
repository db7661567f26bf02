// Archives of finished cohorts, as archives/frames.h says, made from what is stored.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/state.pb.h"
#include "storage/kv.h"

namespace kasvu::engine {

// Whether nothing under the cohort can change any more but by a correction: it is closed, its
// aftercare over, or cancelled.
bool IsFinished(const kasvu::storage::v1::CohortState& cohort);

// COHORT_NOT_FOUND, COHORT_PURGED or COHORT_NOT_FINISHED unless it is.
absl::Status CheckFinished(const storage::Reader& reader, const std::string& cohort);

// Makes sure that the end of the cohort's history is anchored, so that its archive can show that
// nothing was cut off.
absl::Status AnchorEnd(storage::Store& store, const std::string& cohort, absl::Time now);

struct ArchivePart {
  std::string content;
  std::string place;   // where the next part begins, for ReadArchive; empty after the last
  std::string digest;  // of the whole, of the last part
};

// The part of the cohort's archive that begins at `place`: empty for the first, otherwise what the
// part before it answered. No part is much larger than 1 MiB. COHORT_NOT_FOUND, COHORT_PURGED,
// COHORT_NOT_FINISHED, ARCHIVE_OUTDATED; PAGE_TOKEN_INVALID for another place.
absl::StatusOr<ArchivePart> ReadArchive(const storage::Reader& reader, const std::string& cohort,
                                        const std::string& place);

// The digest that the cohort's archive has. Errors as of ReadArchive.
absl::StatusOr<std::string> ArchiveDigest(const storage::Reader& reader, const std::string& cohort);

}  // namespace kasvu::engine
