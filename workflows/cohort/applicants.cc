#include "workflows/cohort/applicants.h"

#include <algorithm>

#include "workflows/cohort/conditions.h"
#include "workflows/cohort/instants.h"

namespace kasvu::workflows {
namespace {

// Since when all that `end` requires holds, or nothing.
std::optional<absl::Time> HoldsSince(Evaluation& evaluation, OwnerRef owner,
                                     const kasvu::v1::End& end) {
  absl::Time since = absl::InfinitePast();
  for (const auto& [id, condition] : end.requirements()) {
    const ConditionView view = Evaluate(evaluation, owner, condition);
    if (!view.holds()) return std::nullopt;
    since = std::max(since, view.since);
  }
  return since;
}

}  // namespace

bool AsksApplicants(const ProgramStep& step) {
  if (step.phase == nullptr || step.owner != storage::v1::OWNER_ENROLMENT) return false;
  return std::any_of(
      step.phase->steps().begin(), step.phase->steps().end(),
      [](const kasvu::v1::Step& other) { return other.decision().about() == "enrolments"; });
}

bool WasKeptOut(const storage::v1::EnrolmentState& enrolment) {
  return enrolment.end_kind() == kasvu::v1::END_KIND_DECLINED && enrolment.joined_at() == 0;
}

std::optional<ReachedEnd> DeclineOf(Evaluation& evaluation, uint32_t enrolment) {
  const storage::v1::EnrolmentState& state = evaluation.view().image.enrolments.at(enrolment);
  for (const kasvu::v1::End& end : evaluation.view().program.spec().ends()) {
    if (end.as() != kasvu::v1::END_KIND_DECLINED) continue;
    if (!end.for_().empty() && end.for_() != state.track()) continue;
    const auto since = HoldsSince(evaluation, {storage::v1::OWNER_ENROLMENT, enrolment}, end);
    if (!since || *since < FromMicros(state.applied_at())) continue;
    absl::Time at = std::max(*since, FromMicros(state.accepted_at()));
    // Nor in an absence that is over.
    for (const auto& pause : state.pauses()) at = std::max(at, FromMicros(pause.until()));
    return ReachedEnd{end.id(), end.as(), at};
  }
  return std::nullopt;
}

}  // namespace kasvu::workflows
