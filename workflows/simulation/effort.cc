#include "workflows/simulation/effort.h"

namespace kasvu::workflows {

std::string RoleOf(const kasvu::v1::TemplateSpec& spec, const std::string& word) {
  if (word == kCoordinatorRole || spec.people().roles().contains(word)) return word;
  const auto link = spec.links().find(word);
  if (link == spec.links().end()) return kSelfRole;
  for (const std::string& of : link->second.of()) {
    if (of == kCoordinatorRole || spec.people().roles().contains(of)) return of;
  }
  return kSelfRole;
}

std::map<std::string, int> EffortOf(const kasvu::v1::TemplateSpec& spec,
                                    const kasvu::v1::Step& step) {
  std::map<std::string, int> effort;
  for (const auto& [word, minutes] : step.effort()) effort[RoleOf(spec, word)] += minutes;
  if (step.has_session()) {
    effort.emplace(kSelfRole, step.session().minutes());
    effort.emplace(kCoordinatorRole, step.session().minutes());
  } else if (effort.empty() && step.has_meeting()) {
    effort[kSelfRole] = step.meeting().minutes();
    if (!step.with().empty()) {
      effort.emplace(RoleOf(spec, step.with()), step.meeting().minutes());
    }
  }
  return effort;
}

}  // namespace kasvu::workflows
