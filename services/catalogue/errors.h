// The errors of the catalogue, one named constructor each.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::catalogue {

// NOT_FOUND TEMPLATE_NOT_FOUND: nothing is published under `name`.
absl::Status TemplateNotFound(std::string_view name);
// INVALID_ARGUMENT TEMPLATE_HAS_FAULTS: the text does not check clean. As many of the findings as a
// trailer holds travel with it.
absl::Status TemplateHasFaults(const std::vector<kasvu::v1::Finding>& findings);
// FAILED_PRECONDITION TEMPLATE_KIND_DIFFERS: `name` is a module already, or a template.
absl::Status TemplateKindDiffers(std::string_view name, bool is_module);
// FAILED_PRECONDITION OVERLAY_OF_ITSELF: `upstream` is a version of `name` itself, or adapts one.
absl::Status OverlayOfItself(std::string_view name, std::string_view upstream);
// FAILED_PRECONDITION NOT_AN_OVERLAY: `name` adapts no other template.
absl::Status NotAnOverlay(std::string_view name);
// FAILED_PRECONDITION UNRELATED_TEMPLATES: `overlay` adapts `upstream`, and `version` is none of
// it.
absl::Status UnrelatedTemplates(std::string_view overlay, std::string_view upstream,
                                std::string_view version);

}  // namespace kasvu::catalogue
