// What a step costs whom, in minutes.
#pragma once

#include <map>
#include <string>

#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

inline constexpr char kSelfRole[] = "self";
inline constexpr char kCoordinatorRole[] = "coordinator";

// Whose hours those of `word` are, a role or link of the version: a link with a role's people is
// that role's work, one between participants their own.
std::string RoleOf(const kasvu::v1::TemplateSpec& spec, const std::string& word);

// The minutes of one who does `step`, by role: its `effort` where the version gives one. Else a
// meeting takes its length of both sides, and a session its length of each who is there and of the
// coordinator; anything else takes nothing.
std::map<std::string, int> EffortOf(const kasvu::v1::TemplateSpec& spec,
                                    const kasvu::v1::Step& step);

}  // namespace kasvu::workflows
