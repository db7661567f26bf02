// TemplateService over the catalogue.
#pragma once

#include "kasvu/v1/template_service.grpc.pb.h"
#include "services/catalogue/catalogue.h"
#include "services/catalogue/revisions.h"
#include "services/common/rpc_service.h"

namespace kasvu::catalogue {

class TemplateServer : public services::RpcService {
 public:
  // `catalogue` outlives it.
  TemplateServer(Catalogue& catalogue, const services::Surroundings& surroundings);

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

  // Whether the caller publishes for `publisher`.
  absl::Status CheckPublisher(const services::Call& call, const std::string& publisher);

  Catalogue& catalogue_;
  Revisions revisions_;
};

}  // namespace kasvu::catalogue
