// Templates and modules as numbered versions that never change.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/v1/package.pb.h"
#include "kasvu/v1/template_service.pb.h"
#include "services/common/call.h"
#include "services/common/request_log.h"
#include "services/common/signal.h"
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

  // Gives a version another standing, as the RPC says.
  absl::StatusOr<kasvu::v1::TemplateVersion> ChangeStanding(
      const services::Call& call, const kasvu::v1::ChangeStandingRequest& request);

  // One page of the newest versions of all templates, or of all modules, by name.
  absl::Status List(const kasvu::v1::ListTemplatesRequest& request,
                    kasvu::v1::ListTemplatesResponse& response) const;

  // One page of the versions of one template or module, newest first.
  absl::Status ListVersions(const kasvu::v1::ListTemplateVersionsRequest& request,
                            kasvu::v1::ListTemplateVersionsResponse& response) const;

  // All of them, newest first.
  absl::StatusOr<std::vector<kasvu::v1::TemplateVersion>> AllVersions(std::string_view name) const;

  // Takes a signed package from another catalogue, as the RPC says.
  absl::StatusOr<kasvu::v1::ImportTemplateResponse> Import(
      const services::Call& call, const kasvu::v1::ImportTemplateRequest& request);

  // Binds a publisher's name to a key, and lists what is bound.
  absl::StatusOr<kasvu::v1::PublisherKey> TrustKey(const services::Call& call,
                                                   const kasvu::v1::TrustKeyRequest& request);
  absl::Status ListKeys(kasvu::v1::ListKeysResponse& response) const;

  // Raised after each commit that may have added to the feed of standings.
  services::Signal& standings_changed() { return standings_changed_; }

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

  // Refuses a successor that cannot be taken instead of `place`.
  absl::Status CheckSuccessor(const storage::Reader& reader, const Place& place,
                              const std::string& successor) const;
  // Writes what of `package` is not here yet.
  absl::StatusOr<kasvu::v1::ImportTemplateResponse> ImportPackage(
      storage::Transaction& transaction, const kasvu::v1::ImportTemplateRequest& request,
      const kasvu::v1::TemplatePackage& package, absl::Time now) const;
  // Compiles and writes one version, the next of its template.
  absl::Status ImportVersion(storage::Transaction& transaction,
                             const kasvu::v1::ImportTemplateRequest& request,
                             const kasvu::v1::TemplatePackage& package,
                             const kasvu::v1::PackagedVersion& version, absl::Time now) const;

  storage::Store& store_;
  services::Signal standings_changed_;
  services::RequestLog requests_{storage::Tag::kCatalogueRequests};
};

}  // namespace kasvu::catalogue
