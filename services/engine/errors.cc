#include "services/engine/errors.h"

#include <string>

#include "errors/error.h"

namespace kasvu::engine {
namespace {

absl::Status NotFound(std::string_view reason, std::string_view kind, std::string_view name) {
  return Error(absl::StatusCode::kNotFound, reason,
               "There is no " + std::string(kind) + " " + std::string(name) + ".",
               {{"name", std::string(name)}});
}

}  // namespace

absl::Status CohortNotFound(std::string_view name) {
  return NotFound("COHORT_NOT_FOUND", "cohort", name);
}

absl::Status CohortPurged(std::string_view name, absl::Time at, std::string_view digest) {
  const std::string day = absl::FormatTime("%Y-%m-%d", at, absl::UTCTimeZone());
  return Error(absl::StatusCode::kFailedPrecondition, "COHORT_PURGED",
               "The cohort " + std::string(name) + " was archived and purged on " + day +
                   ". What it held is in its archive alone, whose digest is " +
                   std::string(digest) + ".",
               {{"name", std::string(name)}, {"date", day}, {"digest", std::string(digest)}});
}

absl::Status CohortNotFinished(std::string_view name) {
  return Error(absl::StatusCode::kFailedPrecondition, "COHORT_NOT_FINISHED",
               "The cohort " + std::string(name) +
                   " still goes on, its aftercare perhaps. Close it, or wait until it is over.",
               {{"name", std::string(name)}});
}

absl::Status ArchiveOutdated(std::string_view name) {
  return Error(absl::StatusCode::kFailedPrecondition, "ARCHIVE_OUTDATED",
               "The cohort " + std::string(name) +
                   " has changed since its archive was begun. Archive it again.",
               {{"name", std::string(name)}});
}

absl::Status PurgeNotArchived(std::string_view name) {
  return Error(absl::StatusCode::kFailedPrecondition, "PURGE_NOT_ARCHIVED",
               "No archive of " + std::string(name) +
                   " as it is now has this digest. Archive it, and quote that archive's digest.",
               {{"name", std::string(name)}});
}

absl::Status GroupNotFound(std::string_view name) {
  return NotFound("GROUP_NOT_FOUND", "group", name);
}

absl::Status LinkNotFound(std::string_view name) {
  return NotFound("LINK_NOT_FOUND", "link", name);
}

absl::Status EnrolmentNotFound(std::string_view name) {
  return NotFound("ENROLMENT_NOT_FOUND", "enrolment", name);
}

absl::Status CohortExists(std::string_view name) {
  return Error(absl::StatusCode::kAlreadyExists, "COHORT_EXISTS",
               "There is a cohort " + std::string(name) + " already. Choose another id.",
               {{"name", std::string(name)}});
}

absl::Status TemplateNotFound(std::string_view name) {
  return Error(absl::StatusCode::kNotFound, "TEMPLATE_NOT_FOUND",
               "The catalogue has no template " + std::string(name) +
                   ". A version is named publisher/id@number.",
               {{"name", std::string(name)}});
}

absl::Status CatalogueUnreachable() {
  return Error(absl::StatusCode::kUnavailable, "CATALOGUE_UNREACHABLE",
               "The catalogue cannot be reached, and no cohort here runs on that version yet. "
               "Try again when it is back.");
}

absl::Status VersionWithdrawn(std::string_view name, std::string_view successor) {
  std::string sentence = std::string(name) + " has been withdrawn by its publisher; ";
  sentence += successor.empty() ? "take another version" : "take " + std::string(successor);
  return Error(absl::StatusCode::kFailedPrecondition, "VERSION_WITHDRAWN", sentence + " instead.",
               {{"name", std::string(name)}, {"successor", std::string(successor)}});
}

absl::Status VersionDiffers(std::string_view name) {
  return Error(absl::StatusCode::kDataLoss, "VERSION_DIFFERS",
               "The contents of " + std::string(name) + " do not have the digest they came under.",
               {{"name", std::string(name)}});
}

absl::Status PlanOutdated() {
  return Error(
      absl::StatusCode::kFailedPrecondition, "PLAN_OUTDATED",
      "This is not the plan of the cohort as it is now: something has changed since, or the "
      "migration was asked for in another way. Look at the plan again and quote its digest.");
}

absl::Status PositionGone(uint64_t newest) {
  return Error(absl::StatusCode::kOutOfRange, "POSITION_GONE",
               "The history ends at " + std::to_string(newest) +
                   ", before the position asked for. Begin again from there.",
               {{"newest", std::to_string(newest)}});
}

absl::Status HistoryBroken(uint64_t position, std::string_view why) {
  return Error(absl::StatusCode::kDataLoss, "HISTORY_BROKEN",
               "The history does not hold at position " + std::to_string(position) + ": " +
                   std::string(why) + ".",
               {{"position", std::to_string(position)}, {"why", std::string(why)}});
}

absl::Status HistoryMissing(std::string_view cohort, uint64_t position) {
  const std::string why =
      "the history of " + std::string(cohort) + " once reached as far and does not any more";
  return HistoryBroken(position, why);
}

}  // namespace kasvu::engine
