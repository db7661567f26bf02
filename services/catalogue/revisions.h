// What happens between versions: differences, overlays carried to a new upstream, versions that
// somebody declines, and the family that all of it makes.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/v1/template_service.pb.h"
#include "services/catalogue/catalogue.h"
#include "services/common/call.h"
#include "services/common/request_log.h"
#include "storage/kv.h"

namespace kasvu::catalogue {

// Safe for use by several threads; both outlive it.
class Revisions {
 public:
  Revisions(storage::Store& store, Catalogue& catalogue) : store_(store), catalogue_(catalogue) {}

  // As the RPCs say.
  absl::StatusOr<kasvu::v1::DiffTemplatesResponse> Diff(
      const kasvu::v1::DiffTemplatesRequest& request);
  absl::StatusOr<kasvu::v1::MergeTemplateResponse> Merge(
      const kasvu::v1::MergeTemplateRequest& request);
  absl::StatusOr<kasvu::v1::DeclinedVersion> Decline(
      const services::Call& call, const kasvu::v1::DeclineTemplateVersionRequest& request);

  absl::StatusOr<kasvu::v1::Lineage> LineageOf(const kasvu::v1::GetLineageRequest& request) const;

  // What the publisher of `name` has declined, newest version first.
  absl::StatusOr<std::vector<kasvu::v1::DeclinedVersion>> Declined(const std::string& name) const;

 private:
  // The newest version of an overlay, or the one named; NOT_AN_OVERLAY when it adapts nothing.
  absl::StatusOr<kasvu::v1::TemplateVersion> Overlay(const std::string& name,
                                                     kasvu::v1::View view) const;
  // A version of what `overlay` adapts: the newest when `name` is empty. UNRELATED_TEMPLATES when
  // it is of something else.
  absl::StatusOr<kasvu::v1::TemplateVersion> Upstream(const kasvu::v1::TemplateVersion& overlay,
                                                      const std::string& name,
                                                      kasvu::v1::View view) const;

  storage::Store& store_;
  Catalogue& catalogue_;
  services::RequestLog requests_{storage::Tag::kCatalogueRequests};
};

}  // namespace kasvu::catalogue
