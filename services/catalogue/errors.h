// The errors of the catalogue, one named constructor each.
#pragma once

#include <cstdint>
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
// FAILED_PRECONDITION SUCCESSOR_UNSUITABLE: `successor` cannot be taken instead of the version.
absl::Status SuccessorUnsuitable(std::string_view successor);
// INVALID_ARGUMENT PACKAGE_DAMAGED: cut short, altered or put together wrongly; `why` says how.
absl::Status PackageDamaged(std::string_view why);
// FAILED_PRECONDITION PACKAGE_TOO_LARGE: the versions of `name` do not fit into one.
absl::Status PackageTooLarge(std::string_view name);
// PERMISSION_DENIED KEY_NOT_TRUSTED: `key` is not the one that the name of `publisher` is bound to,
// which is `known`, or empty when it is bound to none; both in hexadecimal.
absl::Status KeyNotTrusted(std::string_view publisher, std::string_view key,
                           std::string_view known);
// FAILED_PRECONDITION KEY_DIFFERS: the name of `publisher` is bound to another key.
absl::Status KeyDiffers(std::string_view publisher);
// ALREADY_EXISTS NUMBER_TAKEN: another content is known under `name`.
absl::Status NumberTaken(std::string_view name);
// FAILED_PRECONDITION VERSIONS_MISSING: versions from `first` on have to come before.
absl::Status VersionsMissing(std::string_view name, int first);
// FAILED_PRECONDITION PACKAGE_NEEDS: `needs` is not here, or with another content.
absl::Status PackageNeeds(std::string_view needs);
// OUT_OF_RANGE POSITION_GONE: the feed ends at `newest`, before the position asked for.
absl::Status PositionGone(uint64_t newest);
// FAILED_PRECONDITION TEMPLATE_IS_MODULE: `name` is a module, which no cohort can run on.
absl::Status TemplateIsModule(std::string_view name);
// INVALID_ARGUMENT PROFILE_HAS_FAULTS, with findings as above.
absl::Status ProfileHasFaults(const std::vector<kasvu::v1::Finding>& findings);
// RESOURCE_EXHAUSTED REHEARSALS_BUSY: as many are played as may be at a time.
absl::Status RehearsalsBusy();

}  // namespace kasvu::catalogue
