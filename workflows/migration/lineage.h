// Which templates are one programme.
#pragma once

#include <string_view>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// Whether a cohort may go from the version called `from` (publisher/id@version) to that called
// `to`: the same template, or one names the other, or both the same third, as what it was adapted
// (overlay_of) or derived from (variant_of).
bool IsSameProgramme(std::string_view from, const kasvu::v1::TemplateSpec& from_spec,
                     std::string_view to, const kasvu::v1::TemplateSpec& to_spec);

}  // namespace kasvu::workflows
