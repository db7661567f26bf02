#include "services/engine/reads/funnel.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::Funnel;
using storage::v1::EnrolmentState;

bool IsStillIn(const EnrolmentState& enrolment) {
  return enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACTIVE ||
         enrolment.stage() == storage::v1::ENROLMENT_STAGE_PAUSED;
}

void CountEnd(kasvu::v1::EndKind kind, Funnel& funnel) {
  switch (kind) {
    case kasvu::v1::END_KIND_COMPLETED:
      return funnel.set_completed(funnel.completed() + 1);
    case kasvu::v1::END_KIND_WITHDRAWN:
      return funnel.set_withdrawn(funnel.withdrawn() + 1);
    case kasvu::v1::END_KIND_CANCELLED:
      return funnel.set_cancelled(funnel.cancelled() + 1);
    default:
      return funnel.set_other_ends(funnel.other_ends() + 1);
  }
}

}  // namespace

Funnel FunnelOf(const workflows::CohortImage& image) {
  Funnel funnel;
  for (const auto& [ordinal, enrolment] : image.enrolments) {
    funnel.set_applied(funnel.applied() + 1);
    if (enrolment.accepted_at() != 0) funnel.set_accepted(funnel.accepted() + 1);
    if (enrolment.joined_at() != 0) funnel.set_joined(funnel.joined() + 1);
    if (IsStillIn(enrolment)) funnel.set_active(funnel.active() + 1);
    if (enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED) {
      CountEnd(enrolment.end_kind(), funnel);
    }
  }
  return funnel;
}

}  // namespace kasvu::engine
