#include "services/engine/reads/work_entry.h"

#include <utility>

#include "services/engine/reads/public_names.h"

namespace kasvu::engine {

using kasvu::v1::StepProgress;
using workflows::OwnerRef;
using workflows::View;

uint32_t Concerned(const View& view, const OwnerRef& owner) {
  if (owner.owner == storage::v1::OWNER_ENROLMENT) return owner.ordinal;
  if (owner.owner != storage::v1::OWNER_LINK) return 0;
  for (const storage::v1::LinkMember& member : view.image.links.at(owner.ordinal).members()) {
    if (member.subject()) return member.enrolment();
  }
  return 0;
}

WorkEntry EntryOf(const View& view, const OwnerRef& owner, StepProgress step, uint32_t enrolment,
                  const std::string& role, const WorkStanding& standing) {
  const std::string& cohort = view.image.cohort.id();
  WorkEntry entry;
  entry.order = {standing.urgency,
                 absl::ToUnixMicros(standing.date),
                 cohort,
                 owner.owner,
                 owner.ordinal,
                 step.step(),
                 role};
  entry.item.set_cohort(CohortName(cohort));
  if (enrolment != 0) {
    entry.item.set_enrolment(EnrolmentName(cohort, enrolment));
    const auto state = view.image.enrolments.find(enrolment);
    if (state != view.image.enrolments.end()) entry.item.set_person(state->second.person());
  }
  entry.item.set_role(role);
  entry.item.set_urgency(standing.urgency);
  entry.item.set_reason(standing.reason);
  *entry.item.mutable_step() = std::move(step);
  return entry;
}

}  // namespace kasvu::engine
