// What a step costs whom, in minutes.
#pragma once

#include <map>
#include <string>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

inline constexpr char kSelfRole[] = "self";
inline constexpr char kCoordinatorRole[] = "coordinator";

// Whose time `word` of `effort` or `with` means: "self", "coordinator" or a role of the version. A
// link means the role that serves it, one between participants themselves; a contact's time is
// nobody's here (empty).
std::string RoleOf(const kasvu::v1::TemplateSpec& spec, const std::string& word);

// The minutes of one who does `step`, by role: its `effort`; a meeting without takes its length of
// both sides. The length of a session comes on top, see SessionMinutes. Other steps take nothing.
std::map<std::string, int> EffortOf(const kasvu::v1::TemplateSpec& spec,
                                    const kasvu::v1::Step& step);

// How long the session of `item` is, of each who is there and of the coordinator; `item` may be
// null. 0 for what is no session.
int SessionMinutes(const kasvu::v1::Step& step, const kasvu::v1::Item* item);

}  // namespace kasvu::workflows
