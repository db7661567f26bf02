#include "workflows/migration/errors.h"

#include "errors/error.h"

namespace kasvu::workflows {

absl::Status OtherProgramme(const std::string& from, const std::string& to) {
  return Error(
      absl::StatusCode::kFailedPrecondition, "OTHER_PROGRAMME",
      to + " is another programme than " + from +
          "; a cohort migrates between versions of one template, its overlays and variants",
      {{"from", from}, {"to", to}});
}

absl::Status NotMigrated(const std::string& cohort) {
  return Error(absl::StatusCode::kFailedPrecondition, "NOT_MIGRATED",
               "the cohort " + cohort + " has no migration to take back", {{"cohort", cohort}});
}

}  // namespace kasvu::workflows
