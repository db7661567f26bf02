// Templates and modules as numbered versions that never change.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/v1/template_service.pb.h"
#include "services/common/call.h"
#include "services/common/request_log.h"
#include "storage/kv.h"
#include "workflows/template/template.h"

namespace kasvu::catalogue {

// Findings as the API tells them, in `language`.
std::vector<kasvu::v1::Finding> FindingsFor(const workflows::Findings& findings,
                                            std::string_view language);

// Safe for use by several threads; `store` holds nothing else and outlives it.
class Catalogue {
 public:
  explicit Catalogue(storage::Store& store) : store_(store) {}

  storage::Store& store() const { return store_; }

  // Reads, inlines, checks and proves a text with the modules that are published here.
  workflows::CheckResult Check(std::string_view file, std::string_view text);

  // Publishes `text` under `publisher`, as the RPC says.
  absl::StatusOr<kasvu::v1::PublishTemplateResponse> Publish(
      const services::Call& call, const kasvu::v1::PublishTemplateRequest& request);

  // The version named publisher/id@version, or the newest of publisher/id.
  absl::StatusOr<kasvu::v1::TemplateVersion> Get(std::string_view name, kasvu::v1::View view) const;

  // One page of the newest versions of all templates, or of all modules, by name.
  absl::Status List(const kasvu::v1::ListTemplatesRequest& request,
                    kasvu::v1::ListTemplatesResponse& response) const;

  // One page of the versions of one template or module, newest first.
  absl::Status ListVersions(const kasvu::v1::ListTemplateVersionsRequest& request,
                            kasvu::v1::ListTemplateVersionsResponse& response) const;

 private:
  struct Place {
    std::string publisher;
    std::string id;
    uint32_t number = 0;
  };

  // Where the version is, or the newest one has its place when none is named.
  absl::StatusOr<Place> Find(const storage::Reader& reader, std::string_view name) const;
  absl::StatusOr<kasvu::v1::TemplateVersion> Read(const storage::Reader& reader, const Place& place,
                                                  kasvu::v1::View view) const;
  // Where equal content is published already.
  absl::StatusOr<std::optional<Place>> FindEqual(const storage::Reader& reader,
                                                 const std::string& publisher,
                                                 const workflows::Compiled& compiled) const;
  // OVERLAY_OF_ITSELF when a version of the same template is among those that `compiled` goes back
  // to.
  absl::Status CheckLineage(const std::string& publisher,
                            const workflows::Compiled& compiled) const;
  // Writes `compiled` as the next version of its template.
  absl::StatusOr<Place> Append(storage::Transaction& transaction, const std::string& publisher,
                               const workflows::Compiled& compiled, absl::Time now) const;
  // Append or FindEqual, under the lock of the template and of the request.
  absl::StatusOr<kasvu::v1::PublishTemplateResponse> Store(
      const services::Call& call, const kasvu::v1::PublishTemplateRequest& request,
      const workflows::Compiled& compiled);

  storage::Store& store_;
  services::RequestLog requests_{storage::Tag::kCatalogueRequests};
};

}  // namespace kasvu::catalogue
