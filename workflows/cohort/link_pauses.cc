#include "workflows/cohort/link_pauses.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "workflows/cohort/instants.h"
#include "workflows/cohort/pauses.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::Event;
using storage::v1::LinkState;

// The participants in `link`, one of them as `after` says when it is not null.
std::vector<const EnrolmentState*> ParticipantsIn(const View& view, const LinkState& link,
                                                  const EnrolmentState* after) {
  std::vector<const EnrolmentState*> participants;
  for (const auto& member : link.members()) {
    if (member.enrolment() == 0) continue;
    const auto found = view.image.enrolments.find(member.enrolment());
    if (after != nullptr && after->ordinal() == member.enrolment()) {
      participants.push_back(after);
    } else if (found != view.image.enrolments.end()) {
      participants.push_back(&found->second);
    }
  }
  return participants;
}

bool LeftByHerself(const EnrolmentState& enrolment) {
  return enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED &&
         (enrolment.end_kind() == kasvu::v1::END_KIND_WITHDRAWN ||
          enrolment.end_kind() == kasvu::v1::END_KIND_CANCELLED);
}

bool StandsStill(const std::vector<const EnrolmentState*>& participants) {
  const auto paused = [](const EnrolmentState* one) {
    return one->stage() == storage::v1::ENROLMENT_STAGE_PAUSED;
  };
  const auto left = [](const EnrolmentState* one) { return LeftByHerself(*one); };
  return std::any_of(participants.begin(), participants.end(), paused) ||
         (!participants.empty() && std::all_of(participants.begin(), participants.end(), left));
}

// No link stands still twice at the same time, nor before it was bound.
absl::Time PauseOf(const LinkState& link, absl::Time occurred) {
  absl::Time from = std::max(occurred, FromMicros(link.bound_at()));
  for (const auto& pause : link.pauses()) from = std::max(from, FromMicros(pause.until()));
  return from;
}

// Told of in another order than they ended, the last pause that ended counts.
absl::Time EndOfPause(const LinkState& link, const std::vector<const EnrolmentState*>& participants,
                      absl::Time occurred) {
  absl::Time until = std::max(occurred, FromMicros(link.paused_at()));
  for (const EnrolmentState* one : participants) {
    for (const auto& pause : one->pauses()) until = std::max(until, FromMicros(pause.until()));
  }
  return until;
}

std::vector<Event> Paused(const View& view, const LinkState& link, absl::Time from) {
  const OwnerRef owner = LinkOf(link.ordinal());
  std::vector<Event> events = ClosesUndone(view, owner, from, "paused");
  events.insert(events.begin(), EventOf(owner, from));
  events.front().mutable_link_paused();
  return events;
}

std::vector<Event> Resumed(const View& view, const LinkState& link, absl::Time until) {
  const OwnerRef owner = LinkOf(link.ordinal());
  std::vector<Event> events = {EventOf(owner, until)};
  auto& resumed = *events.front().mutable_link_resumed();
  for (auto& move : DatesAfterPause(view, owner, FromMicros(link.paused_at()), until)) {
    *resumed.add_moved() = std::move(move);
  }
  return events;
}

}  // namespace

std::vector<Event> LinksAfter(const View& view, const EnrolmentState& after, absl::Time occurred) {
  std::vector<Event> events;
  for (const auto& ref : after.links()) {
    const auto found = view.image.links.find(ref.ordinal());
    if (!ref.live() || found == view.image.links.end()) continue;
    const LinkState& link = found->second;
    if (link.stage() != storage::v1::LINK_STAGE_BOUND) continue;
    const auto participants = ParticipantsIn(view, link, &after);
    const bool stood = link.paused_at() != 0;
    std::vector<Event> changes;
    if (!StandsStill(participants)) {
      if (stood) changes = Resumed(view, link, EndOfPause(link, participants, occurred));
    } else if (const absl::Time from = PauseOf(link, occurred);
               !stood || from < FromMicros(link.paused_at())) {
      changes = Paused(view, link, from);
    }
    events.insert(events.end(), std::make_move_iterator(changes.begin()),
                  std::make_move_iterator(changes.end()));
  }
  return events;
}

std::vector<Event> PausedWhenBound(const View& view, const LinkState& link, absl::Time occurred) {
  if (!StandsStill(ParticipantsIn(view, link, nullptr))) return {};
  std::vector<Event> events = {EventOf(LinkOf(link.ordinal()), occurred)};
  events.front().mutable_link_paused();
  return events;
}

}  // namespace kasvu::workflows
