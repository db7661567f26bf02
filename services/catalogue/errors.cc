#include "services/catalogue/errors.h"

#include <algorithm>
#include <string>

#include "absl/strings/cord.h"
#include "errors/error.h"

namespace kasvu::catalogue {
namespace {

// Details travel in the trailer, of which clients accept 8 KB in all.
constexpr size_t kMaxFindingBytes = 3000;

// What both documents are refused for.
absl::Status HasFaults(std::string_view reason, const std::string& what, const std::string& advice,
                       const std::vector<kasvu::v1::Finding>& findings) {
  const auto errors = std::count_if(findings.begin(), findings.end(), [](const auto& finding) {
    return finding.severity() == kasvu::v1::SEVERITY_ERROR;
  });
  absl::Status status =
      Error(absl::StatusCode::kInvalidArgument, reason,
            what + " has " + std::to_string(errors) + (errors == 1 ? " fault" : " faults") + advice,
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

}  // namespace

absl::Status TemplateNotFound(std::string_view name) {
  return Error(absl::StatusCode::kNotFound, "TEMPLATE_NOT_FOUND",
               "there is no template or module " + std::string(name) +
                   "; `kasvu template list` shows what there is",
               {{"template", std::string(name)}});
}

absl::Status TemplateHasFaults(const std::vector<kasvu::v1::Finding>& findings) {
  return HasFaults("TEMPLATE_HAS_FAULTS", "the template",
                   "; `kasvu template check` shows each with its place", findings);
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

absl::Status SuccessorUnsuitable(std::string_view successor) {
  return Error(
      absl::StatusCode::kFailedPrecondition, "SUCCESSOR_UNSUITABLE",
      std::string(successor) +
          " is the version itself, of another kind, or withdrawn; name one to take instead",
      {{"successor", std::string(successor)}});
}

absl::Status PackageDamaged(std::string_view why) {
  return Error(
      absl::StatusCode::kInvalidArgument, "PACKAGE_DAMAGED",
      "the package cannot be taken: " + std::string(why) + "; ask for it again where it comes from",
      {{"why", std::string(why)}});
}

absl::Status PackageTooLarge(std::string_view name) {
  return Error(absl::StatusCode::kFailedPrecondition, "PACKAGE_TOO_LARGE",
               "the versions of " + std::string(name) +
                   " do not fit into one package; begin with a later version",
               {{"template", std::string(name)}});
}

absl::Status KeyNotTrusted(std::string_view publisher, std::string_view key,
                           std::string_view known) {
  Particulars particulars = {{"publisher", std::string(publisher)}, {"key", std::string(key)}};
  if (!known.empty()) particulars["known"] = known;
  return Error(
      absl::StatusCode::kPermissionDenied, "KEY_NOT_TRUSTED",
      std::string(publisher) +
          (known.empty()
               ? " has no key here yet; trust it once you have checked it with the publisher"
               : " is known here by another key than the package's"),
      particulars);
}

absl::Status KeyDiffers(std::string_view publisher) {
  return Error(
      absl::StatusCode::kFailedPrecondition, "KEY_DIFFERS",
      std::string(publisher) +
          " is known here by another key; replace it only if the publisher has told you so",
      {{"publisher", std::string(publisher)}});
}

absl::Status NumberTaken(std::string_view name) {
  return Error(absl::StatusCode::kAlreadyExists, "NUMBER_TAKEN",
               std::string(name) + " is here already, with another content",
               {{"name", std::string(name)}});
}

absl::Status VersionsMissing(std::string_view name, int first) {
  return Error(absl::StatusCode::kFailedPrecondition, "VERSIONS_MISSING",
               "import the versions of " + std::string(name) + " from " + std::to_string(first) +
                   " on before these",
               {{"template", std::string(name)}, {"first", std::to_string(first)}});
}

absl::Status PackageNeeds(std::string_view needs) {
  return Error(absl::StatusCode::kFailedPrecondition, "PACKAGE_NEEDS",
               "the package needs " + std::string(needs) + ", which is not here; import it first",
               {{"needs", std::string(needs)}});
}

absl::Status PositionGone(uint64_t newest) {
  return Error(absl::StatusCode::kOutOfRange, "POSITION_GONE",
               "the feed ends at position " + std::to_string(newest) + "; begin it anew",
               {{"newest", std::to_string(newest)}});
}

absl::Status TemplateIsModule(std::string_view name) {
  return Error(absl::StatusCode::kFailedPrecondition, "TEMPLATE_IS_MODULE",
               std::string(name) + " is a module; rehearse a template that uses it",
               {{"template", std::string(name)}});
}

absl::Status ProfileHasFaults(const std::vector<kasvu::v1::Finding>& findings) {
  return HasFaults("PROFILE_HAS_FAULTS", "the profile", "", findings);
}

absl::Status RehearsalsBusy() {
  return Error(absl::StatusCode::kResourceExhausted, "REHEARSALS_BUSY",
               "as many rehearsals are played as may be at a time; try again in a moment");
}

}  // namespace kasvu::catalogue
