// What an existing link comes to: agreed by one of its people, or ended.
#include <algorithm>

#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_link.h"
#include "workflows/cohort/link_pauses.h"
#include "workflows/cohort/link_rules.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::LinkMember;
using storage::v1::LinkState;

// The person behind a member; empty when the image does not have the enrolment.
std::string PersonOf(const View& view, const LinkMember& member) {
  if (member.enrolment() == 0) return member.person();
  const auto found = view.image.enrolments.find(member.enrolment());
  return found == view.image.enrolments.end() ? "" : found->second.person();
}

bool IsIn(const View& view, const LinkState& link, const Doer& doer) {
  return std::any_of(link.members().begin(), link.members().end(), [&](const LinkMember& member) {
    return !doer.person.empty() && PersonOf(view, member) == doer.person;
  });
}

// The link, still going on. LINK_NOT_FOUND also for those who have no part in it.
absl::StatusOr<const LinkState*> GoingOn(const View& view, uint32_t ordinal, const Doer& doer) {
  const auto found = view.image.links.find(ordinal);
  if (found == view.image.links.end()) return LinkNotFound(ordinal);
  const LinkState& link = found->second;
  if (!Coordinates(doer) && !IsIn(view, link, doer)) return LinkNotFound(ordinal);
  if (link.stage() == storage::v1::LINK_STAGE_ENDED) return LinkEndedBefore(ordinal);
  return &link;
}

// On whose behalf `command` agrees: somebody named, or whoever asks.
const LinkMember* Agreeing(const View& view, const LinkState& link, const ConsentToLink& command,
                           const Doer& doer) {
  for (const LinkMember& member : link.members()) {
    const std::string person = PersonOf(view, member);
    if (!Coordinates(doer) && person != doer.person) continue;
    if (command.enrolment.has_value() ? member.enrolment() == *command.enrolment
        : !command.person.empty()     ? person == command.person
                                      : person == doer.person && !person.empty()) {
      return &member;
    }
  }
  return nullptr;
}

}  // namespace

Decided DecideOn(const View& view, const EndLink& command, const Doer& doer) {
  KASVU_ASSIGN_OR_RETURN(const LinkState* link, GoingOn(view, command.link, doer));
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  return Decision{EndingOf(view, *link, command.reason), {}};
}

Decided DecideOn(const View& view, const ConsentToLink& command, const Doer& doer) {
  KASVU_ASSIGN_OR_RETURN(const LinkState* link, GoingOn(view, command.link, doer));
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  KASVU_ASSIGN_OR_RETURN(const kasvu::v1::Link* rule, FindLink(view.program, link->link()));
  const LinkMember* member = Agreeing(view, *link, command, doer);
  if (member == nullptr) return NotInLink(command.link);
  Decision decision;
  if (link->stage() == storage::v1::LINK_STAGE_BOUND || member->consented_at() != 0) {
    return decision;
  }
  decision.events.push_back(EventOf(LinkOf(command.link), view.now));
  auto& consent = *decision.events.back().mutable_consent_given();
  consent.set_enrolment(member->enrolment());
  consent.set_person(member->person());
  const bool last =
      std::all_of(link->members().begin(), link->members().end(), [&](const LinkMember& other) {
        return &other == member || other.consented_at() != 0 || !MustAgree(*rule, other);
      });
  if (last) {
    decision.events.push_back(EventOf(LinkOf(command.link), view.now));
    decision.events.back().mutable_link_bound();
    for (storage::v1::Event& event : PausedWhenBound(view, *link, view.now)) {
      decision.events.push_back(std::move(event));
    }
  }
  return decision;
}

}  // namespace kasvu::workflows
