#include "services/engine/liveness.h"

#include <algorithm>
#include <string>

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::EnrolmentState;
using workflows::ProgramSlot;
using workflows::ProgramStep;

bool HasSettled(const EnrolmentState& enrolment, const std::string& key) {
  for (const auto& record : enrolment.steps()) {
    if (record.key() != key) continue;
    return record.state() == kasvu::storage::v1::STEP_STATE_DONE ||
           record.state() == kasvu::storage::v1::STEP_STATE_MISSED ||
           record.state() == kasvu::storage::v1::STEP_STATE_WAIVED;
  }
  return false;
}

bool IsAftercare(const ProgramStep& step, const EnrolmentState& enrolment) {
  const auto& kinds = step.step->on_end();
  const bool for_her = step.step->for_().empty() || step.step->for_() == enrolment.track();
  return for_her && step.owner == kasvu::storage::v1::OWNER_ENROLMENT &&
         std::find(kinds.begin(), kinds.end(), enrolment.end_kind()) != kinds.end();
}

}  // namespace

bool IsLive(const workflows::Program& program, const EnrolmentState& enrolment) {
  if (enrolment.stage() != kasvu::storage::v1::ENROLMENT_STAGE_ENDED) return true;
  return std::any_of(program.steps().begin(), program.steps().end(), [&](const ProgramStep& step) {
    return IsAftercare(step, enrolment) &&
           std::any_of(step.slots.begin(), step.slots.end(),
                       [&](const ProgramSlot& slot) { return !HasSettled(enrolment, slot.key); });
  });
}

bool IsLive(const kasvu::storage::v1::LinkState& link) {
  return link.stage() != kasvu::storage::v1::LINK_STAGE_ENDED;
}

}  // namespace kasvu::engine
