// Why an archive is refused.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"

namespace kasvu::archives {

// DATA_LOSS ARCHIVE_DAMAGED: its bytes are not those that were written.
absl::Status ArchiveDamaged(std::string_view why);

// FAILED_PRECONDITION ARCHIVE_TOO_NEW: a newer program wrote it.
absl::Status ArchiveTooNew(uint32_t format, uint32_t known);

}  // namespace kasvu::archives
