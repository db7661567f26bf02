#include "workflows/cohort/imagined_sessions.h"

#include <algorithm>
#include <utility>

#include "workflows/cohort/session_plan.h"

namespace kasvu::workflows {
namespace {

bool HasRollingSessions(const Program& program) {
  return std::any_of(program.steps().begin(), program.steps().end(), [](const ProgramStep& step) {
    return step.rolling && step.step->has_session();
  });
}

}  // namespace

ImaginedSessions::ImaginedSessions(const Program& program, const storage::v1::CohortState& cohort,
                                   absl::Time now) {
  for (auto& occurrence : PlanSessions(program, cohort, now)) {
    *group_.add_occurrences() = std::move(occurrence);
  }
  occurrences_ = std::make_unique<const SessionOccurrences>(program, group_.occurrences());
}

std::shared_ptr<const ImaginedSessions> ImaginedPlan::Sessions(
    const Program& program, const storage::v1::CohortState& cohort, absl::Time now) {
  const Basis basis{.start_date = cohort.start_date(),
                    .closed_at = cohort.closed_at(),
                    .formed = HasRollingSessions(program) ? now : absl::InfinitePast()};
  const std::shared_ptr<const Kept> known = kept_.load();
  if (known != nullptr && known->basis == basis) return known->sessions;
  auto sessions = std::make_shared<const ImaginedSessions>(program, cohort, now);
  kept_.store(std::make_shared<const Kept>(Kept{basis, sessions}));
  return sessions;
}

}  // namespace kasvu::workflows
