// Where a slot stands, by the order of what decides: what is stored, the session itself, the end,
// the facts, what it waits for, its date.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/applicants.h"
#include "workflows/cohort/boards.h"
#include "workflows/cohort/condition_rules.h"
#include "workflows/cohort/conditions.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/moments.h"
#include "workflows/cohort/slot_items.h"
#include "workflows/cohort/targets.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Occurrence;
using storage::v1::StepState;

class Decider {
 public:
  Decider(Boards& boards, Board& board, const ProgramStep& step, Cell& cell)
      : boards_(boards), board_(board), step_(step), cell_(cell), standing_(cell.standing) {}

  void Run() {
    if (IsStored() || IsOfSession() || IsOver() || IsSubmitted() || IsMadeUpFor() || IsAhead() ||
        DoesNotApply() || Waits()) {
      return;
    }
    standing_.open = OpenOf(boards_, board_, step_, cell_);
    const bool unknown = !standing_.open && HasOpening(step_, cell_);
    if (unknown || (standing_.open && *standing_.open > boards_.now())) return WaitFor("date");
    standing_.state = storage::v1::STEP_STATE_OPEN;
  }

 private:
  void Settle(StepState state, absl::Time at) {
    standing_.state = state;
    standing_.settled_at = at;
    standing_.waits_for.clear();
  }

  // What never applied did so from when its owner came into being.
  void NotApplicable(absl::Time since) {
    Settle(storage::v1::STEP_STATE_NOT_APPLICABLE, std::max(since, Beginning()));
  }

  absl::Time Beginning() const {
    return FromMicros(board_.enrolment != nullptr ? board_.enrolment->applied_at()
                      : board_.link != nullptr    ? board_.link->made_at()
                      : board_.owner.owner == storage::v1::OWNER_GROUP
                          ? board_.group->formed_at()
                          : board_.cohort->created_at());
  }

  void WaitFor(std::string what) {
    standing_.state = storage::v1::STEP_STATE_PENDING;
    standing_.waits_for.push_back(std::move(what));
  }

  bool IsSubmitted() {
    if (cell_.record == nullptr || cell_.record->state() != storage::v1::STEP_STATE_SUBMITTED) {
      return false;
    }
    standing_.state = storage::v1::STEP_STATE_SUBMITTED;
    return true;
  }

  bool IsStored() {
    if (cell_.record == nullptr || !IsSettled(cell_.record->state())) return false;
    Settle(cell_.record->state(), FromMicros(cell_.record->occurred_at()));
    return true;
  }

  // An enrolment that nobody marked as present was absent, unless it had ended before; whoever owns
  // the session itself has held it when every group has.
  bool IsOfSession() {
    if (!step_.step->has_session()) return false;
    bool held = false, cancelled = false, ahead = false;
    absl::Time at = absl::InfinitePast();
    for (const auto* sessions : board_.sessions) {
      const Occurrence* occurrence = sessions->Find(step_, *cell_.slot);
      if (occurrence != nullptr && occurrence->state() == storage::v1::OCCURRENCE_STATE_HELD) {
        held = true;
        at = std::max(at, FromMicros(occurrence->held_at()));
      } else if (occurrence != nullptr &&
                 occurrence->state() == storage::v1::OCCURRENCE_STATE_CANCELLED) {
        cancelled = true;
        const int64_t since = occurrence->held_at();
        at = std::max(at, FromMicros(since != 0 ? since : occurrence->starts_at()));
      } else {
        ahead = true;
      }
    }
    if (ahead || !(held || cancelled)) return false;
    const auto ended =
        board_.enrolment == nullptr ? std::nullopt : InstantIn(board_.enrolment->ended_at());
    if (ended && at > *ended) return false;
    const StepState there =
        board_.enrolment != nullptr ? storage::v1::STEP_STATE_MISSED : storage::v1::STEP_STATE_DONE;
    Settle(held ? there : storage::v1::STEP_STATE_WAIVED, at);
    return true;
  }

  // The end of the enrolment or link, or the close of the cohort. Aftercare lives on after the ends
  // that it is for, and waits for them until then.
  bool IsOver() {
    const auto& after = step_.step->on_end();
    if (board_.enrolment != nullptr && !after.empty()) {
      if (board_.enrolment->ended_at() == 0) {
        WaitFor("end");
        return true;
      }
      if (std::find(after.begin(), after.end(), board_.enrolment->end_kind()) != after.end()) {
        return false;
      }
      NotApplicable(FromMicros(board_.enrolment->ended_at()));
      return true;
    }
    const int64_t over = board_.enrolment != nullptr ? board_.enrolment->ended_at()
                         : board_.link != nullptr && board_.link->ended_at() != 0
                             ? board_.link->ended_at()
                             : board_.cohort->closed_at();
    if (over == 0) return false;
    Settle(storage::v1::STEP_STATE_EXPIRED, FromMicros(over));
    return true;
  }

  // A replacement is for whoever missed the item.
  bool IsMadeUpFor() {
    const ProgramStep* base = BaseOf(boards_.program(), step_);
    if (base == nullptr || step_.step->makes_up().empty()) return false;
    bool decided = false, found = false;
    VisitTargets(boards_, board_, &step_, cell_.slot->item, step_.step->makes_up(),
                 [&](Board& board, const ProgramStep& step, Cell& cell) {
                   found = true;
                   const Standing& missed = StandingOf(boards_, board, step, cell);
                   if (!HasSettled(missed, boards_.now())) {
                     WaitFor(cell.slot->key);
                     decided = true;
                   } else if (missed.state != storage::v1::STEP_STATE_MISSED) {
                     NotApplicable(*missed.settled_at);
                     decided = true;
                   }
                 });
    if (!found) NotApplicable(absl::InfinitePast());
    return decided || !found;
  }

  // Before being accepted one is asked for what that is decided by alone, and no two for anything
  // before they are matched.
  bool IsAhead() {
    if (board_.enrolment != nullptr && !AsksApplicants(step_) &&
        (board_.enrolment->stage() == storage::v1::ENROLMENT_STAGE_APPLIED ||
         board_.enrolment->stage() == storage::v1::ENROLMENT_STAGE_WAITLISTED)) {
      WaitFor("accepted");
    } else if (board_.link != nullptr && board_.link->bound_at() == 0) {
      WaitFor(absl::StrCat("match:", board_.link->link()));
    }
    return !standing_.waits_for.empty();
  }

  bool DoesNotApply() {
    std::optional<absl::Time> fails;
    std::vector<std::string> waits;
    const auto read = [&](const kasvu::v1::Condition& condition, bool may_wait) {
      ConditionView view = Evaluate(boards_, board_, condition);
      if (view.truth == Truth::kFails && (!fails || view.since < *fails)) fails = view.since;
      if (!may_wait) return;
      for (std::string& fact : view.waits_for) waits.push_back(std::move(fact));
    };
    if (step_.step->has_when()) read(step_.step->when(), true);
    // A phase is a room for what happens during the programme: its aftercare waits for it no more.
    const bool during = step_.step->on_end().empty();
    if (step_.phase != nullptr && step_.phase->has_opens()) read(step_.phase->opens(), during);
    if (fails) {
      NotApplicable(*fails);
      return true;
    }
    for (std::string& fact : waits) WaitFor(std::move(fact));
    return !standing_.waits_for.empty();
  }

  bool Waits() {
    const auto all = [&](const auto& references, bool must_satisfy) {
      for (const std::string& reference : references) Wait(reference, must_satisfy);
    };
    all(step_.step->needs(), true);
    all(step_.step->after(), false);
    if (cell_.slot->overrides != nullptr) {
      all(cell_.slot->overrides->needs(), true);
      all(cell_.slot->overrides->after(), false);
    }
    if (step_.phase != nullptr && step_.step->on_end().empty()) all(step_.phase->needs(), true);
    return !standing_.waits_for.empty();
  }

  void Wait(const std::string& reference, bool must_satisfy) {
    const bool there = VisitTargets(boards_, board_, &step_, cell_.slot->item, reference,
                                    [&](Board& board, const ProgramStep& step, Cell& cell) {
                                      if (&cell == &cell_) return;
                                      const Standing& other =
                                          StandingOf(boards_, board, step, cell);
                                      const bool enough = HasSettled(other, boards_.now()) &&
                                                          (!must_satisfy || Satisfies(other.state));
                                      if (!enough) WaitFor(cell.slot->key);
                                    });
    if (!there) WaitFor(reference);
  }

  Boards& boards_;
  Board& board_;
  const ProgramStep& step_;
  Cell& cell_;
  Standing& standing_;
};

}  // namespace

const Standing& StandingOf(Boards& boards, Board& board, const ProgramStep& step, Cell& cell) {
  // A version that is checked has no cycle; of any other the first look stays pending.
  if (cell.progress != Cell::kNew) return cell.standing;
  cell.progress = Cell::kWorking;
  Decider(boards, board, step, cell).Run();
  cell.progress = Cell::kKnown;
  return cell.standing;
}

}  // namespace kasvu::workflows
