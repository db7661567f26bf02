#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/frame.h"
#include "kasvu/v1/archive.pb.h"

namespace kasvu::cli {

// An archive that lies in a file.
struct ArchiveFile {
  std::string path;
  std::string digest;  // lower-case hex
  int64_t bytes = 0;
  bool was_there = false;  // with the same content
};

// The archive of a cohort that was purged when it had `digest`, if it is kept as `to` (as below).
// Synced, for whoever made it may not have done so. FILE_NOT_WRITTEN.
absl::StatusOr<std::optional<ArchiveFile>> FindArchive(const std::string& cohort,
                                                       const std::string& digest,
                                                       const std::string& to);

// Fetches the archive of `cohort` (cohorts/…) part by part, calling `fetched` with how many bytes
// there are so far, and keeps it as `to`: a file, or in the folder `to` one that is named after the
// cohort and the archive's digest. The file is written under another name, synced, read again and
// checked before it gets its own, and only its owner may read it. Nothing is ever written over:
// FILE_EXISTS when a file of that name holds something else. FILE_NOT_WRITTEN, ARCHIVE_DAMAGED;
// errors of the server.
absl::StatusOr<ArchiveFile> FetchArchive(Frame& frame, const std::string& cohort,
                                         const std::string& to,
                                         const std::function<void(uint64_t)>& fetched);

}  // namespace kasvu::cli
