// Parts that go by another id than before.
#pragma once

#include <map>
#include <string>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// From the address in `before` to that in `after`, for every phase, step and item of `after` that
// says what it `was`, where the old one is gone and the new one was not there. An item of a renamed
// step has another address too, and is among them.
std::map<std::string, std::string> RenamesOf(const kasvu::v1::TemplateSpec& before,
                                             const kasvu::v1::TemplateSpec& after);

// `spec` with the new ids, wherever an old one stands: in the parts themselves and in every
// reference to them. What they `was` is not touched.
kasvu::v1::TemplateSpec Renamed(kasvu::v1::TemplateSpec spec,
                                const std::map<std::string, std::string>& renames);

}  // namespace kasvu::workflows
