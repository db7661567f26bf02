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

absl::Status PlanTooLarge(int enrolments) {
  const std::string count = std::to_string(enrolments);
  return Error(absl::StatusCode::kFailedPrecondition, "PLAN_TOO_LARGE",
               "a plan for " + count +
                   " enrolments with so many changes does not fit into one "
                   "answer; migrate the groups one after the other",
               {{"enrolments", count}});
}

absl::Status NotMigrated(const std::string& cohort) {
  return Error(absl::StatusCode::kFailedPrecondition, "NOT_MIGRATED",
               "the cohort " + cohort + " has no migration to take back", {{"cohort", cohort}});
}

}  // namespace kasvu::workflows
