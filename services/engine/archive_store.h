#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "archives/open_archive.h"
#include "storage/kv.h"

namespace kasvu::engine {

// Writes the rows of an archive to an empty store, with the indexes that follow from them.
// ARCHIVE_DAMAGED, ARCHIVE_TOO_NEW: nothing was written then.
absl::StatusOr<archives::OpenedArchive> Unpack(std::string_view bytes, storage::Store& store);

}  // namespace kasvu::engine
