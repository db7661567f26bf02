#include "archives/errors.h"

#include <string>

#include "errors/error.h"

namespace kasvu::archives {

absl::Status ArchiveDamaged(std::string_view why) {
  return Error(absl::StatusCode::kDataLoss, "ARCHIVE_DAMAGED",
               "The archive is not what was written: " + std::string(why) + ".",
               {{"why", std::string(why)}});
}

absl::Status ArchiveTooNew(uint32_t format, uint32_t known) {
  return Error(absl::StatusCode::kFailedPrecondition, "ARCHIVE_TOO_NEW",
               "The archive has format " + std::to_string(format) +
                   "; this program reads formats up to " + std::to_string(known) +
                   ". Take a newer one.",
               {{"format", std::to_string(format)}, {"known", std::to_string(known)}});
}

}  // namespace kasvu::archives
