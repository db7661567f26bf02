// The least and the most of every parameter, in all combinations.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

using ParamValues = std::map<std::string, int>;

// All combinations, the defaults first; at most kMaxParamCorners and the defaults. `all` becomes
// false when there are more.
std::vector<ParamValues> ParamCorners(const kasvu::v1::TemplateSpec& spec, bool& all);

}  // namespace kasvu::workflows
