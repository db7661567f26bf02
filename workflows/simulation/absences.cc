#include "workflows/simulation/absences.h"

#include <algorithm>

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;

void Limit(std::map<std::string, int>& allowed, const std::string& step, int absences) {
  const auto [found, fresh] = allowed.emplace(step, std::max(0, absences));
  if (!fresh) found->second = std::min(found->second, std::max(0, absences));
}

void Read(const Program& program, const Condition& condition, std::map<std::string, int>& allowed) {
  for (const Condition& part : condition.all()) Read(program, part, allowed);
  if (const ProgramStep* step = program.FindStep(condition.done()); step != nullptr) {
    if (step->step->has_session()) Limit(allowed, step->step->id(), 0);
  }
  const ProgramStep* step = program.FindStep(condition.count());
  if (step == nullptr || !step->step->has_session() || condition.has_window()) return;
  if (condition.has_all_but()) {
    Limit(allowed, step->step->id(), program.Value(condition.all_but()));
  } else if (condition.has_at_least() && !step->rolling) {
    Limit(allowed, step->step->id(),
          static_cast<int>(step->slots.size()) - program.Value(condition.at_least()));
  }
}

}  // namespace

std::map<std::string, int> AbsencesAllowed(const Program& program) {
  std::map<std::string, int> allowed;
  for (const kasvu::v1::End& end : program.spec().ends()) {
    if (end.as() != kasvu::v1::END_KIND_COMPLETED) continue;
    for (const auto& [id, condition] : end.requirements()) Read(program, condition, allowed);
  }
  return allowed;
}

}  // namespace kasvu::workflows
