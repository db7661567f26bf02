#include "services/engine/reads/public_names.h"

#include "absl/strings/str_cat.h"

namespace kasvu::engine {
namespace {

// Debian's absl::string_view is a type of its own.
absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::string CohortName(std::string_view cohort) { return absl::StrCat("cohorts/", View(cohort)); }

std::string GroupName(std::string_view cohort, uint32_t ordinal) {
  return absl::StrCat("cohorts/", View(cohort), "/groups/g", ordinal);
}

std::string LinkName(std::string_view cohort, uint32_t ordinal) {
  return absl::StrCat("cohorts/", View(cohort), "/links/l", ordinal);
}

std::string EnrolmentName(std::string_view cohort, uint32_t ordinal) {
  return absl::StrCat("cohorts/", View(cohort), "/enrolments/e", ordinal);
}

std::string OwnerName(std::string_view cohort, const workflows::OwnerRef& owner) {
  switch (owner.owner) {
    case storage::v1::OWNER_GROUP:
      return GroupName(cohort, owner.ordinal);
    case storage::v1::OWNER_LINK:
      return LinkName(cohort, owner.ordinal);
    case storage::v1::OWNER_ENROLMENT:
      return EnrolmentName(cohort, owner.ordinal);
    default:
      return CohortName(cohort);
  }
}

}  // namespace kasvu::engine
