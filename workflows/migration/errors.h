// The errors of migrations, each by name.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace kasvu::workflows {

// `to` is neither another version of the same template nor of one that it was adapted or derived
// from, or that was from it.
absl::Status OtherProgramme(const std::string& from, const std::string& to);

// What a plan for `enrolments` says is more than one answer holds.
absl::Status PlanTooLarge(int enrolments);

// There is no migration to take back.
absl::Status NotMigrated(const std::string& cohort);

}  // namespace kasvu::workflows
