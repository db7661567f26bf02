// Work on one step, and what follows from it in the same commit.
#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/decision_rules.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/session_leaders.h"
#include "workflows/cohort/signers.h"
#include "workflows/cohort/step_access.h"
#include "workflows/cohort/step_effects.h"
#include "workflows/cohort/step_key.h"
#include "workflows/cohort/work_rules.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::StepState;
using storage::v1::Work;

// One command on one slot that can be recorded.
class Recording {
 public:
  Recording(const View& view, const RecordStep& command, const Doer& doer, SlotView slot,
            absl::Time occurred)
      : view_(view), command_(command), doer_(doer), slot_(std::move(slot)), occurred_(occurred) {}

  absl::StatusOr<Decision> Decide() {
    KASVU_RETURN_IF_ERROR(CheckKind(slot_, command_.kind));
    KASVU_RETURN_IF_ERROR(command_.kind == WorkKind::kReview ? Review() : Record());
    return Decision{std::move(events_), {}};
  }

 private:
  const kasvu::v1::Step& Step() const { return *slot_.step->step; }

  // The one that the owner is or is in; 0 for none.
  uint32_t Group() const {
    if (slot_.owner.owner == storage::v1::OWNER_GROUP) return slot_.owner.ordinal;
    const auto found = slot_.owner.owner == storage::v1::OWNER_ENROLMENT
                           ? view_.image.enrolments.find(slot_.owner.ordinal)
                           : view_.image.enrolments.end();
    return found == view_.image.enrolments.end() ? 0 : found->second.group();
  }

  Event& Add() {
    events_.push_back(EventOf(slot_.owner, occurred_));
    return events_.back();
  }

  absl::Status Record() {
    // That she will not come anybody says herself, that she was there whoever led the session.
    if (Step().has_session() && command_.kind == WorkKind::kDone) {
      KASVU_RETURN_IF_ERROR(CheckLeads(view_, Group(), slot_.key, doer_));
    }
    KASVU_ASSIGN_OR_RETURN(Act act, ActOf(view_, slot_, doer_, command_.signs_as));
    KASVU_ASSIGN_OR_RETURN(const Work work, CheckedWork(view_, slot_, command_, occurred_));
    if (Step().has_agreement() || NeedsSeveral(view_, slot_)) return Sign(act, work);
    AddRecorded(command_.kind == WorkKind::kAbsent ? storage::v1::STEP_STATE_MISSED
                : IsReviewed(Step())               ? storage::v1::STEP_STATE_SUBMITTED
                                                   : storage::v1::STEP_STATE_DONE,
                &work);
    if (command_.kind == WorkKind::kAbsent || IsReviewed(Step())) return absl::OkStatus();
    AddAggregates(view_, slot_, nullptr, &work, occurred_, events_);
    return Finish(work);
  }

  void AddRecorded(StepState state, const Work* work) {
    storage::v1::StepRecorded& recorded = *Add().mutable_step_recorded();
    recorded.set_key(slot_.key);
    recorded.set_state(state);
    recorded.set_via(storage::v1::VIA_WORK);
    if (work != nullptr) *recorded.mutable_work() = *work;
  }

  absl::Status Sign(Act& act, const Work& work) {
    act.signature.set_at(absl::ToUnixMicros(occurred_));
    storage::v1::StepSigned& step_signed = *Add().mutable_step_signed();
    step_signed.set_key(slot_.key);
    *step_signed.mutable_signature() = act.signature;
    step_signed.set_complete(act.complete);
    if (work.ByteSizeLong() > 0) *step_signed.mutable_work() = work;
    // Each answers for himself, so each answer counts in the mean.
    AddAggregates(view_, slot_, nullptr, &work, occurred_, events_);
    return act.complete ? Finish(work) : absl::OkStatus();
  }

  // Approves what is there, or sends it back for more.
  absl::Status Review() {
    const bool submitted = slot_.state == storage::v1::STEP_STATE_SUBMITTED && IsReviewed(Step());
    if (submitted) return ReviewSubmitted();
    KASVU_ASSIGN_OR_RETURN(Act act, ActOf(view_, slot_, doer_, command_.signs_as));
    if (command_.work.returned()) return SendBack();
    if (Step().has_decision()) return WrongWork(slot_.key, KindOf(Step()), "decision");
    KASVU_ASSIGN_OR_RETURN(const Work review, CheckedWork(view_, slot_, command_, occurred_));
    if (NeedsSeveral(view_, slot_)) return Sign(act, review);
    AddRecorded(storage::v1::STEP_STATE_DONE, &review);
    return Finish(review);
  }

  absl::Status ReviewSubmitted() {
    if (!MayReview(view_, slot_, doer_)) {
      return NotYoursToDo("whoever did the work does not review it");
    }
    if (command_.work.returned()) return SendBack();
    AddRecorded(storage::v1::STEP_STATE_DONE, nullptr);
    AddAggregates(view_, slot_, nullptr, &slot_.record->work(), occurred_, events_);
    return Finish(slot_.record->work());
  }

  absl::Status SendBack() {
    const int returned = slot_.record == nullptr ? 0 : slot_.record->returned();
    if (returned >= Step().returns()) return ReturnsUsedUp(slot_.key, Step().returns());
    Add().mutable_step_returned()->set_key(slot_.key);
    return absl::OkStatus();
  }

  // What comes with the step's being done.
  absl::Status Finish(const Work& work) {
    AddFacts(view_, slot_, work, occurred_, events_);
    AddMadeUp(view_, slot_, occurred_, events_);
    AddShared(view_, slot_, work, occurred_, events_);
    return AddSessionMove(view_, slot_, work, events_);
  }

  const View& view_;
  const RecordStep& command_;
  const Doer& doer_;
  const SlotView slot_;
  const absl::Time occurred_;
  std::vector<Event> events_;
};

}  // namespace

Decided DecideOn(const View& view, const RecordStep& command, const Doer& doer) {
  KASVU_ASSIGN_OR_RETURN(const absl::Time occurred, OccurredAt(view, command.occurred));
  KASVU_ASSIGN_OR_RETURN(SlotView slot, SlotFor(view, command.owner, command.key));
  KASVU_RETURN_IF_ERROR(CheckRecordable(view, slot, occurred));
  return Recording(view, command, doer, std::move(slot), occurred).Decide();
}

}  // namespace kasvu::workflows
