#include "workflows/cohort/apply_step.h"

#include <algorithm>
#include <string>

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::StepRecord;

StepRecord& RecordOf(StepRecords& steps, const std::string& key) {
  for (StepRecord& step : steps) {
    if (step.key() == key) return step;
  }
  StepRecord& added = *steps.Add();
  added.set_key(key);
  return added;
}

void Settle(StepRecord& step, storage::v1::StepState state, storage::v1::Via via, int64_t at) {
  step.set_state(state);
  step.set_via(via);
  step.set_occurred_at(at);
}

void ApplyCorrection(const Event& event, StepRecord& step) {
  const auto& corrected = event.step_corrected();
  step.clear_work();
  step.clear_signatures();
  if (corrected.has_work()) *step.mutable_work() = corrected.work();
  step.set_reason(corrected.reason());
  Settle(step, corrected.state(), storage::v1::VIA_CORRECTION, event.occurred_at());
}

void ApplySignature(const Event& event, StepRecord& step) {
  const auto& signing = event.step_signed();
  *step.add_signatures() = signing.signature();
  if (signing.has_work()) *step.mutable_work() = signing.work();
  Settle(step,
         signing.complete() ? storage::v1::STEP_STATE_DONE : storage::v1::STEP_STATE_SUBMITTED,
         storage::v1::VIA_WORK, event.occurred_at());
}

void ApplyFact(const Event& event, FactRecords& facts) {
  const auto& written = event.fact_written();
  auto fact = std::find_if(facts.begin(), facts.end(), [&](const auto& known) {
    return known.fact() == written.fact() && known.item() == written.item();
  });
  storage::v1::FactRecord& record = fact == facts.end() ? *facts.Add() : *fact;
  record.set_fact(written.fact());
  record.set_item(written.item());
  record.set_value(written.value());
  record.set_at(event.occurred_at());
}

}  // namespace

const StepRecord* FindStep(const StepRecords& steps, std::string_view key) {
  for (const StepRecord& step : steps) {
    if (step.key() == key) return &step;
  }
  return nullptr;
}

void ApplyMove(const storage::v1::StepRescheduled& move, StepRecords& steps) {
  StepRecord& step = RecordOf(steps, move.key());
  if (move.open_at() != 0) step.set_open_at(move.open_at());
  if (move.due_at() != 0) step.set_due_at(move.due_at());
  if (move.close_at() != 0) step.set_close_at(move.close_at());
}

void ApplyAggregate(const storage::v1::AggregateChanged& change, Aggregates& aggregates) {
  auto known = std::find_if(aggregates.begin(), aggregates.end(),
                            [&](const auto& one) { return one.fact() == change.fact(); });
  storage::v1::Aggregate& aggregate = known == aggregates.end() ? *aggregates.Add() : *known;
  aggregate.set_fact(change.fact());
  aggregate.set_sum(aggregate.sum() + change.sum_delta());
  aggregate.set_count(aggregate.count() + change.count_delta());
}

void ApplyToSteps(const Event& event, StepRecords& steps, FactRecords& facts) {
  const int64_t at = event.occurred_at();
  switch (event.kind_case()) {
    case Event::kStepRecorded: {
      StepRecord& step = RecordOf(steps, event.step_recorded().key());
      if (event.step_recorded().has_work()) *step.mutable_work() = event.step_recorded().work();
      return Settle(step, event.step_recorded().state(), event.step_recorded().via(), at);
    }
    case Event::kStepSigned:
      return ApplySignature(event, RecordOf(steps, event.step_signed().key()));
    case Event::kStepMissed:
      return Settle(RecordOf(steps, event.step_missed().key()), storage::v1::STEP_STATE_MISSED,
                    storage::v1::VIA_TIME, at);
    case Event::kStepWaived: {
      StepRecord& step = RecordOf(steps, event.step_waived().key());
      step.set_reason(event.step_waived().reason());
      return Settle(step, storage::v1::STEP_STATE_WAIVED, storage::v1::VIA_UNSPECIFIED, at);
    }
    case Event::kStepEscalated:
      return RecordOf(steps, event.step_escalated().key()).set_escalated_at(at);
    case Event::kStepCorrected:
      return ApplyCorrection(event, RecordOf(steps, event.step_corrected().key()));
    case Event::kStepMadeUp:
      return Settle(RecordOf(steps, event.step_made_up().key()), storage::v1::STEP_STATE_DONE,
                    storage::v1::VIA_MAKE_UP, at);
    case Event::kStepRescheduled:
      return ApplyMove(event.step_rescheduled(), steps);
    case Event::kStepReturned: {
      StepRecord& step = RecordOf(steps, event.step_returned().key());
      step.set_returned(step.returned() + 1);
      step.clear_signatures();
      return Settle(step, storage::v1::STEP_STATE_UNSPECIFIED, storage::v1::VIA_UNSPECIFIED, at);
    }
    case Event::kFactWritten:
      return ApplyFact(event, facts);
    default:
      return;
  }
}

}  // namespace kasvu::workflows
