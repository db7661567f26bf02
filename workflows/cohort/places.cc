#include "workflows/cohort/places.h"

#include "workflows/cohort/errors.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;

bool HoldsPlace(const EnrolmentState& enrolment) {
  switch (enrolment.stage()) {
    case storage::v1::ENROLMENT_STAGE_ACCEPTED:
    case storage::v1::ENROLMENT_STAGE_ACTIVE:
    case storage::v1::ENROLMENT_STAGE_PAUSED:
      return true;
    case storage::v1::ENROLMENT_STAGE_ENDED:
      return enrolment.end_kind() == kasvu::v1::END_KIND_COMPLETED ||
             enrolment.end_kind() == kasvu::v1::END_KIND_INCOMPLETE;
    default:
      return false;
  }
}

}  // namespace

absl::Status PlaceFor(const View& view, int more) {
  const int most = view.program.spec().people().cohort().max();
  if (most == 0 || more == 0) return absl::OkStatus();
  int taken = 0;
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    if (HoldsPlace(enrolment)) ++taken;
  }
  return taken + more <= most ? absl::OkStatus() : CohortFull(most, taken, more);
}

}  // namespace kasvu::workflows
