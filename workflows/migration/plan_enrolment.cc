#include "workflows/migration/plan_enrolment.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "workflows/cohort/conditions.h"
#include "workflows/cohort/ends.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/transitions.h"
#include "workflows/template/fact_values.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;

bool IsUnsettled(const SlotView& slot) {
  return slot.state == storage::v1::STEP_STATE_OPEN ||
         slot.state == storage::v1::STEP_STATE_PENDING ||
         slot.state == storage::v1::STEP_STATE_SUBMITTED;
}

bool Applies(const SlotView& slot) {
  return slot.state != storage::v1::STEP_STATE_NOT_APPLICABLE &&
         slot.state != storage::v1::STEP_STATE_EXPIRED;
}

bool DidSomething(const SlotView& slot) {
  return slot.record != nullptr && (slot.record->state() == storage::v1::STEP_STATE_DONE ||
                                    slot.record->state() == storage::v1::STEP_STATE_SUBMITTED);
}

// Whether facts or phases keep the step from her altogether.
bool IsShut(Evaluation& evaluation, OwnerRef owner, const ProgramStep& step) {
  const auto fails = [&](const kasvu::v1::Condition& condition) {
    return Evaluate(evaluation, owner, condition).truth == Truth::kFails;
  };
  if (step.step->has_when() && fails(step.step->when())) return true;
  return step.phase != nullptr && step.phase->has_opens() && fails(step.phase->opens());
}

class Comparer {
 public:
  Comparer(Evaluation& before, Evaluation& after, uint32_t enrolment, const Correspondence& same,
           DateRule dates, storage::v1::Carried& carried, std::vector<MigrationChange>& changes)
      : after_(after),
        owner_(EnrolmentOf(enrolment)),
        same_(same),
        dates_(dates),
        carried_(carried),
        changes_(changes),
        was_(SlotsOf(before, owner_)),
        is_(SlotsOf(after, owner_)) {
    const EnrolmentState& state = before.view().image.enrolments.at(enrolment);
    // Her clock stands while she is away.
    running_ = state.paused_at() != 0 ? FromMicros(state.paused_at()) : before.view().now;
  }

  // The first obstacle, or one that refuses; whoever is let past the others has all else carried.
  Obstacle Run() {
    for (const SlotView& slot : was_) {
      const auto key = same_.KeyOf(slot.key);
      if (key) {
        by_key_.emplace(*key, &slot);
      } else {
        Gone(slot);
      }
    }
    Obstacle first;
    for (const SlotView& slot : is_) {
      const auto before = by_key_.find(slot.key);
      Obstacle obstacle = before == by_key_.end() ? Come(slot) : Stayed(*before->second, slot);
      if (obstacle.rule == MigrationRule::kNone) continue;
      if (Refuses(obstacle.rule)) return obstacle;
      if (first.rule == MigrationRule::kNone) first = std::move(obstacle);
    }
    return first;
  }

 private:
  void Say(MigrationChange::Kind kind, std::string key, std::string to = {},
           std::optional<absl::Time> before = {}, std::optional<absl::Time> after = {}) {
    changes_.push_back({kind, std::move(key), std::move(to), before, after});
  }

  // A whole series is told once.
  void SayOnce(MigrationChange::Kind kind, const SlotView& slot, bool whole) {
    const std::string& id = slot.step->step->id();
    if (!whole) return Say(kind, slot.key);
    if (told_.insert({kind, id}).second) Say(kind, id);
  }

  // What was done is told as earlier credit.
  void Gone(const SlotView& slot) {
    if (slot.record != nullptr && IsWork(*slot.record)) return;
    if (!Applies(slot)) return;
    const ProgramStep* now = same_.StepOf(*slot.step);
    if (now != nullptr && slot.step->up_to) return;
    SayOnce(MigrationChange::kStepRemoved, slot, now == nullptr);
  }

  Obstacle Come(const SlotView& slot) {
    if (slot.record != nullptr && IsDeed(*slot.record)) return {};
    const bool whole = same_.IsNew(*slot.step);
    if (!Applies(slot) || (slot.step->up_to && !whole)) return {};
    SayOnce(MigrationChange::kStepAdded, slot, whole);
    if (!IsUnsettled(slot) || !slot.close || *slot.close > running_) return {};
    storage::v1::StepRecord& waived = *carried_.add_put();
    waived.set_key(slot.key);
    waived.set_state(storage::v1::STEP_STATE_WAIVED);
    waived.set_occurred_at(ToMicros(after_.view().now));
    waived.set_reason("migrated");
    Say(MigrationChange::kWaived, slot.key);
    return {};
  }

  Obstacle Stayed(const SlotView& was, const SlotView& is) {
    if (was.step->step->id() != is.step->step->id()) {
      if (told_.insert({MigrationChange::kStepRenamed, is.step->step->id()}).second) {
        Say(MigrationChange::kStepRenamed, was.step->step->id(), is.step->step->id());
      }
    } else if (was.key != is.key) {
      Say(MigrationChange::kStepRenamed, was.key, is.key);
    }
    if (DidSomething(is) && same_.GateChanged(*was.step) && IsShut(after_, owner_, *is.step)) {
      return {MigrationRule::kDoesNotApply, was.key};
    }
    if (!IsUnsettled(was) || !IsUnsettled(is)) return {};
    return Dated(was, is);
  }

  Obstacle Dated(const SlotView& was, const SlotView& is) {
    std::optional<absl::Time> close = is.close;
    if (!is.step->step->has_session()) {
      storage::v1::StepDates kept;
      const auto keep = [&](const auto& before, const auto& now) {
        return dates_ == DateRule::kKeep && before && before != now;
      };
      if (keep(was.due, is.due)) {
        kept.set_due_at(ToMicros(*was.due));
      } else if (was.due != is.due) {
        Say(MigrationChange::kDueMoved, is.key, "", was.due, is.due);
      }
      if (keep(was.close, is.close)) {
        kept.set_close_at(ToMicros(*was.close));
        close = was.close;
      } else if (was.close != is.close) {
        Say(MigrationChange::kCloseMoved, is.key, "", was.close, is.close);
      }
      if (kept.due_at() != 0 || kept.close_at() != 0) Keep(is, std::move(kept));
    }
    const bool closed_before = was.close && *was.close <= running_;
    if (close && *close <= running_ && !closed_before) {
      return {MigrationRule::kClosesAtOnce, is.key};
    }
    return {};
  }

  // What somebody has moved already stays moved.
  void Keep(const SlotView& slot, storage::v1::StepDates kept) {
    kept.set_key(slot.key);
    if (slot.record != nullptr) {
      kept.set_open_at(slot.record->open_at());
      if (kept.due_at() == 0) kept.set_due_at(slot.record->due_at());
      if (kept.close_at() == 0) kept.set_close_at(slot.record->close_at());
    }
    *carried_.add_dates() = std::move(kept);
  }

  Evaluation& after_;
  const OwnerRef owner_;
  const Correspondence& same_;
  const DateRule dates_;
  storage::v1::Carried& carried_;
  std::vector<MigrationChange>& changes_;
  const std::vector<SlotView> was_;
  const std::vector<SlotView> is_;
  absl::Time running_;
  std::map<std::string, const SlotView*> by_key_;  // as they are called now
  std::set<std::pair<MigrationChange::Kind, std::string>> told_;
};

}  // namespace

Obstacle ObstacleIn(const EnrolmentState& enrolment, const Correspondence& same) {
  const kasvu::v1::TemplateSpec& to = same.to().spec();
  const auto& tracks = to.people().tracks();
  if (!enrolment.track().empty() && !tracks.contains(enrolment.track())) {
    return {MigrationRule::kTrackGone, enrolment.track()};
  }
  for (const auto& record : enrolment.facts()) {
    const auto fact = to.facts().find(record.fact());
    if (fact == to.facts().end()) continue;
    const std::vector<std::string> values = ValuesOf(fact->second);
    if (!values.empty() &&
        std::find(values.begin(), values.end(), record.value()) == values.end()) {
      return {MigrationRule::kFactValue, record.fact()};
    }
  }
  for (const auto& ref : enrolment.links()) {
    if (ref.live() && !to.links().contains(ref.link()))
      return {MigrationRule::kLinkGone, ref.link()};
  }
  return {};
}

Obstacle CarryEnrolment(const EnrolmentState& enrolment, const Correspondence& same,
                        const MigrationOptions& options, storage::v1::Carried& carried,
                        std::vector<MigrationChange>& changes) {
  CarryFacts(same, enrolment.facts(), carried);
  CarryLinkItems(same, enrolment.links(), carried);
  return CarrySteps(same, enrolment.steps(), options.credits, storage::v1::OWNER_ENROLMENT, carried,
                    changes);
}

Obstacle CompareSlots(Evaluation& before, Evaluation& after, uint32_t enrolment,
                      const Correspondence& same, DateRule dates, storage::v1::Carried& carried,
                      std::vector<MigrationChange>& changes) {
  return Comparer(before, after, enrolment, same, dates, carried, changes).Run();
}

Obstacle EndsAtOnce(Evaluation& after, uint32_t enrolment) {
  const EnrolmentState& state = after.view().image.enrolments.at(enrolment);
  if (state.stage() != storage::v1::ENROLMENT_STAGE_ACTIVE) return {};
  const std::optional<ReachedEnd> end = EndOf(after, enrolment, false);
  if (!end) return {};
  return {MigrationRule::kEndsAtOnce, end->id};
}

}  // namespace kasvu::workflows
