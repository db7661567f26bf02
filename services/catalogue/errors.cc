#include "services/catalogue/errors.h"

#include <algorithm>
#include <string>

#include "absl/strings/cord.h"
#include "errors/error.h"

namespace kasvu::catalogue {
namespace {

// Details travel in the trailer, of which clients accept 8 KB in all.
constexpr size_t kMaxFindingBytes = 3000;

}  // namespace

absl::Status TemplateNotFound(std::string_view name) {
  return Error(absl::StatusCode::kNotFound, "TEMPLATE_NOT_FOUND",
               "there is no template or module " + std::string(name) +
                   "; `kasvu template list` shows what there is",
               {{"template", std::string(name)}});
}

absl::Status TemplateHasFaults(const std::vector<kasvu::v1::Finding>& findings) {
  const auto errors = std::count_if(findings.begin(), findings.end(), [](const auto& finding) {
    return finding.severity() == kasvu::v1::SEVERITY_ERROR;
  });
  absl::Status status =
      Error(absl::StatusCode::kInvalidArgument, "TEMPLATE_HAS_FAULTS",
            "the template has " + std::to_string(errors) + (errors == 1 ? " fault" : " faults") +
                "; `kasvu template check` shows each with its place",
            {{"errors", std::to_string(errors)}});
  kasvu::v1::Findings told;
  size_t bytes = 0;
  for (const auto& finding : findings) {
    bytes += finding.ByteSizeLong();
    if (bytes > kMaxFindingBytes) break;
    *told.add_findings() = finding;
  }
  status.SetPayload("type.googleapis.com/kasvu.v1.Findings", absl::Cord(told.SerializeAsString()));
  return status;
}

absl::Status TemplateKindDiffers(std::string_view name, bool is_module) {
  return Error(absl::StatusCode::kFailedPrecondition, "TEMPLATE_KIND_DIFFERS",
               std::string(name) + (is_module ? " is a module; give the template another id"
                                              : " is a template; give the module another id"),
               {{"template", std::string(name)}});
}

absl::Status OverlayOfItself(std::string_view name, std::string_view upstream) {
  return Error(absl::StatusCode::kFailedPrecondition, "OVERLAY_OF_ITSELF",
               std::string(name) + " cannot adapt " + std::string(upstream) +
                   ", which is or goes back to a version of itself; give the overlay another id",
               {{"template", std::string(name)}, {"upstream", std::string(upstream)}});
}

absl::Status NotAnOverlay(std::string_view name) {
  return Error(absl::StatusCode::kFailedPrecondition, "NOT_AN_OVERLAY",
               std::string(name) + " adapts no other template", {{"template", std::string(name)}});
}

absl::Status UnrelatedTemplates(std::string_view overlay, std::string_view upstream,
                                std::string_view version) {
  return Error(absl::StatusCode::kFailedPrecondition, "UNRELATED_TEMPLATES",
               std::string(overlay) + " adapts " + std::string(upstream) + ", and " +
                   std::string(version) + " is no version of that",
               {{"template", std::string(overlay)},
                {"upstream", std::string(upstream)},
                {"version", std::string(version)}});
}

}  // namespace kasvu::catalogue
