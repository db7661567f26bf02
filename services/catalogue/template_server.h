// TemplateService over the catalogue.
#pragma once

#include <atomic>
#include <string_view>

#include "kasvu/v1/template_service.grpc.pb.h"
#include "services/catalogue/catalogue.h"
#include "services/catalogue/revisions.h"
#include "services/common/rpc_service.h"
#include "services/common/signal.h"
#include "services/common/workers.h"

namespace kasvu::catalogue {

class TemplateServer : public services::RpcService {
 public:
  // `catalogue` outlives it.
  TemplateServer(Catalogue& catalogue, const services::Surroundings& surroundings);

  // Ends the streams that are open, and whatever stream comes later.
  void EndStreams();

 private:
  absl::Status CheckTemplate(const services::Call& call,
                             const kasvu::v1::CheckTemplateRequest& request,
                             kasvu::v1::CheckTemplateResponse& response);
  absl::Status PublishTemplate(const services::Call& call,
                               const kasvu::v1::PublishTemplateRequest& request,
                               kasvu::v1::PublishTemplateResponse& response);
  absl::Status GetTemplateVersion(const services::Call& call,
                                  const kasvu::v1::GetTemplateVersionRequest& request,
                                  kasvu::v1::TemplateVersion& version);
  absl::Status ListTemplates(const services::Call& call,
                             const kasvu::v1::ListTemplatesRequest& request,
                             kasvu::v1::ListTemplatesResponse& response);
  absl::Status ListTemplateVersions(const services::Call& call,
                                    const kasvu::v1::ListTemplateVersionsRequest& request,
                                    kasvu::v1::ListTemplateVersionsResponse& response);
  absl::Status DiffTemplates(const services::Call& call,
                             const kasvu::v1::DiffTemplatesRequest& request,
                             kasvu::v1::DiffTemplatesResponse& response);
  absl::Status MergeTemplate(const services::Call& call,
                             const kasvu::v1::MergeTemplateRequest& request,
                             kasvu::v1::MergeTemplateResponse& response);
  absl::Status DeclineTemplateVersion(const services::Call& call,
                                      const kasvu::v1::DeclineTemplateVersionRequest& request,
                                      kasvu::v1::DeclinedVersion& declined);
  absl::Status GetLineage(const services::Call& call, const kasvu::v1::GetLineageRequest& request,
                          kasvu::v1::Lineage& lineage);

  absl::Status ChangeStanding(const services::Call& call,
                              const kasvu::v1::ChangeStandingRequest& request,
                              kasvu::v1::TemplateVersion& version);
  absl::StatusOr<services::Watch<kasvu::v1::StandingChange>> WatchStandings(
      const services::Call& call, const kasvu::v1::WatchStandingsRequest& request);

  absl::Status ExportTemplate(const services::Call& call,
                              const kasvu::v1::ExportTemplateRequest& request,
                              kasvu::v1::ExportTemplateResponse& response);
  absl::Status ImportTemplate(const services::Call& call,
                              const kasvu::v1::ImportTemplateRequest& request,
                              kasvu::v1::ImportTemplateResponse& response);
  absl::Status TrustKey(const services::Call& call, const kasvu::v1::TrustKeyRequest& request,
                        kasvu::v1::PublisherKey& key);
  absl::Status ListKeys(const services::Call& call, const kasvu::v1::ListKeysRequest& request,
                        kasvu::v1::ListKeysResponse& response);

  // NOT_ALLOWED unless the actor publishes for `publisher`.
  absl::Status CheckPublishes(const services::Call& call, std::string_view publisher) const;

  absl::StatusOr<services::Watch<kasvu::v1::SimulateTemplateResponse>> SimulateTemplate(
      const services::Call& call, const kasvu::v1::SimulateTemplateRequest& request);

  Catalogue& catalogue_;
  Revisions revisions_;
  services::Signal rehearsals_changed_;
  std::atomic<int> playing_ = 0;  // rehearsals
  services::Workers players_;
};

}  // namespace kasvu::catalogue
