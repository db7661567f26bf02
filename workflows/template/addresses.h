// How the parts of a template are named from outside: by overlays, locks, differences and merges.
#pragma once

#include <string>
#include <vector>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// The address of every element of `spec`, in the order of the document: `template`, `step/session`,
// `step/session/goals`, `end/completed/talk`, `form/needs/abroad/yes` and the like. An element keeps
// its address for as long as it keeps its id.
std::vector<std::string> Addresses(const kasvu::v1::TemplateSpec& spec);

}  // namespace kasvu::workflows
