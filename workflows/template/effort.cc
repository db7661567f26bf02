#include "workflows/template/effort.h"

#include <algorithm>

namespace kasvu::workflows {

std::string RoleOf(const kasvu::v1::TemplateSpec& spec, const std::string& word) {
  std::string who = word;
  const auto link = spec.links().find(word);
  if (link != spec.links().end() && !spec.people().roles().contains(word)) {
    const auto& of = link->second.of();
    const bool peers = std::find(of.begin(), of.end(), "participant") != of.end();
    who = peers || of.empty() ? kSelfRole : of[0];
  }
  if (who == "participant") return kSelfRole;
  return who == "contact" ? "" : who;
}

std::map<std::string, int> EffortOf(const kasvu::v1::TemplateSpec& spec,
                                    const kasvu::v1::Step& step) {
  std::map<std::string, int> effort;
  for (const auto& [word, minutes] : step.effort()) effort[RoleOf(spec, word)] += minutes;
  if (effort.empty() && step.has_meeting()) {
    effort[kSelfRole] = step.meeting().minutes();
    effort.emplace(RoleOf(spec, step.with()), step.meeting().minutes());
  }
  effort.erase("");
  return effort;
}

int SessionMinutes(const kasvu::v1::Step& step, const kasvu::v1::Item* item) {
  if (!step.has_session()) return 0;
  return item != nullptr && item->minutes() != 0 ? item->minutes() : step.session().minutes();
}

}  // namespace kasvu::workflows
