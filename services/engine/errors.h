// The errors of the engine itself, one named constructor each; those of the rules stand in
// workflows/cohort.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace kasvu::engine {

// NOT_FOUND COHORT_NOT_FOUND: there is none of that name, or none that the actor may see.
absl::Status CohortNotFound(std::string_view name);
// FAILED_PRECONDITION COHORT_PURGED: it was archived and purged `at`; `digest` is its archive's.
absl::Status CohortPurged(std::string_view name, absl::Time at, std::string_view digest);
// FAILED_PRECONDITION COHORT_NOT_FINISHED: what may still change is neither archived nor purged.
absl::Status CohortNotFinished(std::string_view name);
// FAILED_PRECONDITION ARCHIVE_OUTDATED: the cohort has changed since its archive was begun.
absl::Status ArchiveOutdated(std::string_view name);
// FAILED_PRECONDITION PURGE_NOT_ARCHIVED: no archive of what is stored now has the digest given.
absl::Status PurgeNotArchived(std::string_view name);
// NOT_FOUND GROUP_NOT_FOUND.
absl::Status GroupNotFound(std::string_view name);
// NOT_FOUND LINK_NOT_FOUND.
absl::Status LinkNotFound(std::string_view name);
// NOT_FOUND ENROLMENT_NOT_FOUND.
absl::Status EnrolmentNotFound(std::string_view name);
// ALREADY_EXISTS COHORT_EXISTS.
absl::Status CohortExists(std::string_view name);
// NOT_FOUND TEMPLATE_NOT_FOUND: the catalogue has no version `name`.
absl::Status TemplateNotFound(std::string_view name);
// UNAVAILABLE CATALOGUE_UNREACHABLE: versions that no cohort here runs on come from there.
absl::Status CatalogueUnreachable();
// FAILED_PRECONDITION VERSION_WITHDRAWN: no new cohort may take it; `successor` may be empty.
absl::Status VersionWithdrawn(std::string_view name, std::string_view successor);
// DATA_LOSS VERSION_DIFFERS: what came under a digest, or lies there, does not have it.
absl::Status VersionDiffers(std::string_view name);
// OUT_OF_RANGE POSITION_GONE: the history ends at `newest`, before the position asked for.
absl::Status PlanOutdated();

absl::Status PositionGone(uint64_t newest);
// DATA_LOSS HISTORY_BROKEN: `position` is the first that does not fit.
absl::Status HistoryBroken(uint64_t position, std::string_view why);
// The same: what was anchored of the history of `cohort` up to `position` is not there any more.
absl::Status HistoryMissing(std::string_view cohort, uint64_t position);

}  // namespace kasvu::engine
