// What a new version means for the people in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workflows/revision/difference.h"

namespace kasvu::workflows {

// A sentence for each thing that a participant would notice, in `language`: what is new to do, what
// is asked no longer, what comes earlier, later, longer. At least one: that nothing changes.
std::vector<std::string> Meaning(const kasvu::v1::TemplateSpec& before,
                                 const kasvu::v1::TemplateSpec& after,
                                 const std::vector<Difference>& differences,
                                 std::string_view language);

}  // namespace kasvu::workflows
