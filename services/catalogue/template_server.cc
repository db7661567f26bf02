#include "services/catalogue/template_server.h"

#include <utility>

#include "errors/error.h"
#include "services/catalogue/errors.h"
#include "services/catalogue/packages.h"
#include "services/catalogue/rehearsal_stream.h"
#include "services/catalogue/rehearsals.h"
#include "services/catalogue/standing_book.h"
#include "services/catalogue/version_record.h"
#include "services/common/digest.h"
#include "services/common/errors.h"

namespace kasvu::catalogue {

using kasvu::v1::StandingChange;
using services::Call;

namespace {

constexpr int kPlayers = 2;  // threads that play rehearsals
constexpr int kMaxRehearsalsAtOnce = 4;

}  // namespace

TemplateServer::TemplateServer(Catalogue& catalogue, const services::Surroundings& surroundings)
    : RpcService(kasvu::v1::TemplateService::service_full_name(), surroundings),
      catalogue_(catalogue),
      revisions_(catalogue.store(), catalogue),
      players_(kPlayers) {
  AnswerOnWorker("CheckTemplate", &TemplateServer::CheckTemplate);
  AnswerOnWorker("PublishTemplate", &TemplateServer::PublishTemplate);
  AnswerOnWorker("GetTemplateVersion", &TemplateServer::GetTemplateVersion);
  AnswerOnWorker("ListTemplates", &TemplateServer::ListTemplates);
  AnswerOnWorker("ListTemplateVersions", &TemplateServer::ListTemplateVersions);
  AnswerOnWorker("DiffTemplates", &TemplateServer::DiffTemplates);
  AnswerOnWorker("MergeTemplate", &TemplateServer::MergeTemplate);
  AnswerOnWorker("DeclineTemplateVersion", &TemplateServer::DeclineTemplateVersion);
  AnswerOnWorker("GetLineage", &TemplateServer::GetLineage);
  AnswerOnWorker("ChangeStanding", &TemplateServer::ChangeStanding);
  StreamOnWorker("WatchStandings", &TemplateServer::WatchStandings);
  AnswerOnWorker("ExportTemplate", &TemplateServer::ExportTemplate);
  AnswerOnWorker("ImportTemplate", &TemplateServer::ImportTemplate);
  AnswerOnWorker("TrustKey", &TemplateServer::TrustKey);
  AnswerOnWorker("ListKeys", &TemplateServer::ListKeys);
  Stream("SimulateTemplate", &TemplateServer::SimulateTemplate);
}

absl::Status TemplateServer::CheckTemplate(const Call&,
                                           const kasvu::v1::CheckTemplateRequest& request,
                                           kasvu::v1::CheckTemplateResponse& response) {
  const workflows::CheckResult result = catalogue_.Check(request.file_name(), request.text());
  for (auto& finding : FindingsFor(result.findings, request.language())) {
    *response.add_findings() = std::move(finding);
  }
  if (result.compiled) {
    response.set_template_id(IdOf(result.compiled->source));
    response.set_digest(result.compiled->digest);
    if (result.compiled->proof.ByteSizeLong() > 0)
      *response.mutable_proof() = result.compiled->proof;
  }
  return absl::OkStatus();
}

absl::Status TemplateServer::PublishTemplate(const Call& call,
                                             const kasvu::v1::PublishTemplateRequest& request,
                                             kasvu::v1::PublishTemplateResponse& response) {
  KASVU_RETURN_IF_ERROR(CheckPublishes(call, request.publisher()));
  KASVU_ASSIGN_OR_RETURN(response, catalogue_.Publish(call, request));
  return absl::OkStatus();
}

absl::Status TemplateServer::CheckPublishes(const Call& call, std::string_view publisher) const {
  if (call.actor.is_operator() || mandates().HasRole(call.actor.person(), call.today, "publisher",
                                                     "publishers/" + std::string(publisher))) {
    return absl::OkStatus();
  }
  return services::NotAllowed(call.method->name());
}

absl::Status TemplateServer::GetTemplateVersion(const Call&,
                                                const kasvu::v1::GetTemplateVersionRequest& request,
                                                kasvu::v1::TemplateVersion& version) {
  KASVU_ASSIGN_OR_RETURN(version, catalogue_.Get(request.name(), request.view()));
  return absl::OkStatus();
}

absl::Status TemplateServer::ListTemplates(const Call&,
                                           const kasvu::v1::ListTemplatesRequest& request,
                                           kasvu::v1::ListTemplatesResponse& response) {
  return catalogue_.List(request, response);
}

absl::Status TemplateServer::ListTemplateVersions(
    const Call&, const kasvu::v1::ListTemplateVersionsRequest& request,
    kasvu::v1::ListTemplateVersionsResponse& response) {
  KASVU_RETURN_IF_ERROR(catalogue_.ListVersions(request, response));
  if (!request.page_token().empty()) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(auto declined, revisions_.Declined(request.template_()));
  for (auto& version : declined) *response.add_declined() = std::move(version);
  return absl::OkStatus();
}

absl::Status TemplateServer::DiffTemplates(const Call&,
                                           const kasvu::v1::DiffTemplatesRequest& request,
                                           kasvu::v1::DiffTemplatesResponse& response) {
  KASVU_ASSIGN_OR_RETURN(response, revisions_.Diff(request));
  return absl::OkStatus();
}

absl::Status TemplateServer::MergeTemplate(const Call&,
                                           const kasvu::v1::MergeTemplateRequest& request,
                                           kasvu::v1::MergeTemplateResponse& response) {
  KASVU_ASSIGN_OR_RETURN(response, revisions_.Merge(request));
  return absl::OkStatus();
}

absl::Status TemplateServer::DeclineTemplateVersion(
    const Call& call, const kasvu::v1::DeclineTemplateVersionRequest& request,
    kasvu::v1::DeclinedVersion& declined) {
  const std::string& overlay = request.overlay();
  KASVU_RETURN_IF_ERROR(CheckPublishes(call, overlay.substr(0, overlay.find('/'))));
  KASVU_ASSIGN_OR_RETURN(declined, revisions_.Decline(call, request));
  return absl::OkStatus();
}

absl::Status TemplateServer::GetLineage(const Call&, const kasvu::v1::GetLineageRequest& request,
                                        kasvu::v1::Lineage& lineage) {
  KASVU_ASSIGN_OR_RETURN(lineage, revisions_.LineageOf(request));
  return absl::OkStatus();
}

absl::Status TemplateServer::ChangeStanding(const Call& call,
                                            const kasvu::v1::ChangeStandingRequest& request,
                                            kasvu::v1::TemplateVersion& version) {
  KASVU_RETURN_IF_ERROR(CheckPublishes(call, request.name().substr(0, request.name().find('/'))));
  KASVU_ASSIGN_OR_RETURN(version, catalogue_.ChangeStanding(call, request));
  return absl::OkStatus();
}

absl::StatusOr<services::Watch<StandingChange>> TemplateServer::WatchStandings(
    const Call&, const kasvu::v1::WatchStandingsRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const uint64_t newest,
                         NewestStandingChange(*catalogue_.store().TakeSnapshot()));
  if (request.position() > newest) return PositionGone(newest);
  auto next = [this, position = request.position()](
                  StandingChange& change) mutable -> absl::StatusOr<bool> {
    KASVU_ASSIGN_OR_RETURN(auto changes,
                           StandingChangesAfter(*catalogue_.store().TakeSnapshot(), position, 1));
    if (changes.empty()) return false;
    position = changes.front().position();
    change = std::move(changes.front());
    return true;
  };
  return services::Watch<StandingChange>{catalogue_.standings_changed(), std::move(next)};
}

absl::Status TemplateServer::ExportTemplate(const Call&,
                                            const kasvu::v1::ExportTemplateRequest& request,
                                            kasvu::v1::ExportTemplateResponse& response) {
  KASVU_ASSIGN_OR_RETURN(
      const auto package,
      PackageOf(*catalogue_.store().TakeSnapshot(), request.template_(), request.first_version()));
  for (const auto& version : package.versions()) {
    response.add_versions(package.template_() + "@" + std::to_string(version.version()));
  }
  response.set_package(services::StableBytes(package));
  return absl::OkStatus();
}

absl::Status TemplateServer::ImportTemplate(const Call& call,
                                            const kasvu::v1::ImportTemplateRequest& request,
                                            kasvu::v1::ImportTemplateResponse& response) {
  KASVU_ASSIGN_OR_RETURN(response, catalogue_.Import(call, request));
  return absl::OkStatus();
}

absl::Status TemplateServer::TrustKey(const Call& call, const kasvu::v1::TrustKeyRequest& request,
                                      kasvu::v1::PublisherKey& key) {
  KASVU_ASSIGN_OR_RETURN(key, catalogue_.TrustKey(call, request));
  return absl::OkStatus();
}

absl::Status TemplateServer::ListKeys(const Call&, const kasvu::v1::ListKeysRequest&,
                                      kasvu::v1::ListKeysResponse& response) {
  return catalogue_.ListKeys(response);
}

absl::StatusOr<services::Watch<kasvu::v1::SimulateTemplateResponse>>
TemplateServer::SimulateTemplate(const Call& call,
                                 const kasvu::v1::SimulateTemplateRequest& request) {
  if (playing_ >= kMaxRehearsalsAtOnce) return RehearsalsBusy();
  return PlayRehearsal({players_, rehearsals_changed_, playing_}, [this, request, now = call.now] {
    return PrepareRehearsal(catalogue_, now, request);
  });
}

void TemplateServer::EndStreams() {
  catalogue_.standings_changed().Close();
  rehearsals_changed_.Close();
}

}  // namespace kasvu::catalogue
