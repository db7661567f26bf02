#include "workflows/cohort/settle_owner.h"

#include <algorithm>
#include <utility>

#include "workflows/cohort/applicants.h"
#include "workflows/cohort/ends.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/session_plan.h"
#include "workflows/cohort/settle_aftercare.h"
#include "workflows/cohort/timetable.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::Event;

bool HasSteps(const Program& program, storage::v1::Owner owner) {
  return std::any_of(program.steps().begin(), program.steps().end(),
                     [&](const ProgramStep& step) { return step.owner == owner; });
}

using Pauses = google::protobuf::RepeatedPtrField<storage::v1::Pause>;

// Nothing settles before `since`, nor in the middle of a pause.
RunningClock ClockSince(int64_t since, const Pauses& pauses) {
  RunningClock clock{FromMicros(since), &pauses};
  for (const auto& pause : pauses) clock.from = std::max(clock.from, FromMicros(pause.until()));
  return clock;
}

// Since somebody is in.
RunningClock ClockOf(const EnrolmentState& enrolment) {
  return ClockSince(enrolment.accepted_at(), enrolment.pauses());
}

// The next close of what `owner` has, of aftercare alone if that is all that is left, unless
// `earliest` comes before it. Nothing closes before its close, so the later ones need no look.
void KeepNextClose(Evaluation& evaluation, OwnerRef owner, const RunningClock& clock,
                   bool only_aftercare, std::optional<Due>& earliest) {
  const Zone& zone = Governing(evaluation.view(), owner).zone();
  const auto wanted = [&](const ProgramStep& step, absl::Time close) {
    if (only_aftercare && step.step->on_end_size() == 0) return false;
    return !earliest || std::max(close, clock.from) < earliest->at;
  };
  VisitSlotsThatClose(evaluation, owner, wanted, [&](const SlotView& slot) {
    KeepEarliest(earliest, ClosingOf(slot, zone, clock));
  });
}

// A cohort starts on its date; one that was created later, at once.
std::optional<Due> StartOfCohort(const View& view) {
  const storage::v1::CohortState& cohort = view.image.cohort;
  if (!MayFollow(cohort.stage(), storage::v1::COHORT_STAGE_RUNNING)) return std::nullopt;
  const absl::Time at = std::max(StartOf(view.program, cohort), FromMicros(cohort.created_at()));
  Event event = EventOf(TheCohort(), at);
  event.mutable_cohort_started();
  return Due{at, std::move(event)};
}

std::optional<Due> NextMint(const View& view, uint32_t group) {
  std::optional<Minting> minting =
      NextMinting(Governing(view, GroupOf(group)), view.image.cohort, view.image.groups.at(group));
  if (!minting) return std::nullopt;
  Event event = EventOf(GroupOf(group), minting->at);
  *event.mutable_sessions_planned()->add_occurrences() = std::move(minting->occurrence);
  return Due{minting->at, std::move(event)};
}

std::optional<Due> Joining(const View& view, const EnrolmentState& enrolment) {
  if (view.image.cohort.stage() != storage::v1::COHORT_STAGE_RUNNING) return std::nullopt;
  const absl::Time at =
      std::max(ClockOf(enrolment).from, FromMicros(view.image.cohort.started_at()));
  Event event = EventOf(EnrolmentOf(enrolment.ordinal()), at);
  event.mutable_enrolment_joined();
  return Due{at, std::move(event)};
}

std::optional<Due> Ending(uint32_t enrolment, const std::optional<ReachedEnd>& end) {
  if (!end) return std::nullopt;
  Event event = EventOf(EnrolmentOf(enrolment), end->at);
  event.mutable_enrolment_ended()->set_end(end->id);
  event.mutable_enrolment_ended()->set_kind(end->kind);
  return Due{end->at, std::move(event)};
}

bool IsNotInYet(const EnrolmentState& enrolment) {
  return enrolment.stage() == storage::v1::ENROLMENT_STAGE_APPLIED ||
         enrolment.stage() == storage::v1::ENROLMENT_STAGE_WAITLISTED ||
         enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACCEPTED;
}

bool Runs(const EnrolmentState& enrolment) {
  return enrolment.accepted_at() != 0 && enrolment.stage() != storage::v1::ENROLMENT_STAGE_PAUSED;
}

}  // namespace

std::optional<Due> NextOfShared(Evaluation& evaluation, OwnerRef owner) {
  const View& view = evaluation.view();
  if (IsOver(view.image.cohort)) {
    return owner.owner == storage::v1::OWNER_COHORT ? EndOfAftercare(evaluation) : std::nullopt;
  }
  std::optional<Due> earliest;
  RunningClock clock;
  if (owner.owner == storage::v1::OWNER_COHORT) {
    earliest = StartOfCohort(view);
  } else if (owner.owner == storage::v1::OWNER_GROUP) {
    earliest = NextMint(view, owner.ordinal);
  } else {
    const auto link = view.image.links.find(owner.ordinal);
    const bool runs = link != view.image.links.end() &&
                      link->second.stage() == storage::v1::LINK_STAGE_BOUND &&
                      link->second.paused_at() == 0;
    if (!runs) return std::nullopt;
    clock = ClockSince(link->second.bound_at(), link->second.pauses());
  }
  if (HasSteps(Governing(view, owner), owner.owner)) {
    KeepNextClose(evaluation, owner, clock, false, earliest);
  }
  return earliest;
}

std::optional<Due> NextOfEnrolment(Evaluation& evaluation, uint32_t enrolment) {
  const View& view = evaluation.view();
  const EnrolmentState& state = view.image.enrolments.at(enrolment);
  std::optional<Due> earliest;
  if (IsNotInYet(state)) earliest = Ending(enrolment, DeclineOf(evaluation, enrolment));
  if (!Runs(state)) return earliest;
  if (state.stage() == storage::v1::ENROLMENT_STAGE_ACCEPTED) {
    KeepEarliest(earliest, Joining(view, state));
  }
  const bool ended = state.stage() == storage::v1::ENROLMENT_STAGE_ENDED;
  KeepNextClose(evaluation, EnrolmentOf(enrolment), ClockOf(state), ended, earliest);
  if (state.stage() == storage::v1::ENROLMENT_STAGE_ACTIVE) {
    KeepEarliest(earliest, Ending(enrolment, EndOf(evaluation, enrolment, false)));
  }
  return earliest;
}

}  // namespace kasvu::workflows
