// What people call a step and each part of a series.
#pragma once

#include <string_view>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/template_index.h"

namespace kasvu::engine {

// The title of the slot with `key`, in every language that the step or its item has: "Group
// session – Clarifying goals". A number stands behind the step ("Contact 2"), an item without a
// title is named by its key, and a step without one by its id under `en`. Empty for a key of no
// step.
kasvu::v1::Text TitleOf(const workflows::TemplateIndex& index, std::string_view key);

}  // namespace kasvu::engine
