#include "workflows/cohort/apply.h"
#include "workflows/cohort/apply_migrated.h"
#include "workflows/cohort/apply_step.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::LinkState;

void ApplyConsent(const Event& event, LinkState& link) {
  const auto& consent = event.consent_given();
  for (storage::v1::LinkMember& member : *link.mutable_members()) {
    if (member.enrolment() == consent.enrolment() && member.person() == consent.person()) {
      member.set_consented_at(event.occurred_at());
    }
  }
}

// It ends when somebody in it is back, or with the link.
void EndPause(int64_t at, LinkState& link) {
  if (link.paused_at() == 0) return;
  storage::v1::Pause& pause = *link.add_pauses();
  pause.set_from(link.paused_at());
  pause.set_until(at);
  link.clear_paused_at();
}

void Resume(const Event& event, LinkState& link) {
  EndPause(event.occurred_at(), link);
  for (const auto& move : event.link_resumed().moved()) ApplyMove(move, *link.mutable_steps());
}

}  // namespace

void Apply(LinkState& link, const Event& event) {
  switch (event.kind_case()) {
    case Event::kLinkMade:
      link = event.link_made().link();
      link.set_ordinal(event.ordinal());
      link.set_stage(storage::v1::LINK_STAGE_PROPOSED);
      return link.set_made_at(event.occurred_at());
    case Event::kLinkBound:
      link.set_stage(storage::v1::LINK_STAGE_BOUND);
      return link.set_bound_at(event.occurred_at());
    case Event::kLinkPaused:
      return link.set_paused_at(event.occurred_at());
    case Event::kLinkResumed:
      return Resume(event, link);
    case Event::kLinkEnded:
      EndPause(event.occurred_at(), link);
      link.set_stage(storage::v1::LINK_STAGE_ENDED);
      link.set_reason(event.link_ended().reason());
      return link.set_ended_at(event.occurred_at());
    case Event::kConsentGiven:
      return ApplyConsent(event, link);
    case Event::kMigrated:
      return ApplyMigrated(event, link, {.link = &link});
    default:
      return ApplyToSteps(event, *link.mutable_steps(), *link.mutable_facts());
  }
}

}  // namespace kasvu::workflows
