// The calls of the catalogue. What each does and answers is said in
// proto/kasvu/v1/template_service.proto.
#pragma once

#include "clients/cpp/connection.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::client {

inline constexpr Method<kasvu::v1::CheckTemplateRequest, kasvu::v1::CheckTemplateResponse>
    kCheckTemplate{"kasvu.v1.TemplateService.CheckTemplate"};
inline constexpr Method<kasvu::v1::PublishTemplateRequest, kasvu::v1::PublishTemplateResponse>
    kPublishTemplate{"kasvu.v1.TemplateService.PublishTemplate"};
inline constexpr Method<kasvu::v1::GetTemplateVersionRequest, kasvu::v1::TemplateVersion>
    kGetTemplateVersion{"kasvu.v1.TemplateService.GetTemplateVersion"};
inline constexpr Method<kasvu::v1::ListTemplatesRequest, kasvu::v1::ListTemplatesResponse>
    kListTemplates{"kasvu.v1.TemplateService.ListTemplates"};
inline constexpr Method<kasvu::v1::ListTemplateVersionsRequest,
                        kasvu::v1::ListTemplateVersionsResponse>
    kListTemplateVersions{"kasvu.v1.TemplateService.ListTemplateVersions"};
inline constexpr Method<kasvu::v1::DiffTemplatesRequest, kasvu::v1::DiffTemplatesResponse>
    kDiffTemplates{"kasvu.v1.TemplateService.DiffTemplates"};
inline constexpr Method<kasvu::v1::MergeTemplateRequest, kasvu::v1::MergeTemplateResponse>
    kMergeTemplate{"kasvu.v1.TemplateService.MergeTemplate"};
inline constexpr Method<kasvu::v1::GetLineageRequest, kasvu::v1::Lineage> kGetLineage{
    "kasvu.v1.TemplateService.GetLineage"};
inline constexpr Method<kasvu::v1::DeclineTemplateVersionRequest, kasvu::v1::DeclinedVersion>
    kDeclineTemplateVersion{"kasvu.v1.TemplateService.DeclineTemplateVersion"};
inline constexpr Method<kasvu::v1::ChangeStandingRequest, kasvu::v1::TemplateVersion>
    kChangeStanding{"kasvu.v1.TemplateService.ChangeStanding"};
inline constexpr Method<kasvu::v1::ExportTemplateRequest, kasvu::v1::ExportTemplateResponse>
    kExportTemplate{"kasvu.v1.TemplateService.ExportTemplate"};
inline constexpr Method<kasvu::v1::ImportTemplateRequest, kasvu::v1::ImportTemplateResponse>
    kImportTemplate{"kasvu.v1.TemplateService.ImportTemplate"};
inline constexpr Method<kasvu::v1::TrustKeyRequest, kasvu::v1::PublisherKey> kTrustKey{
    "kasvu.v1.TemplateService.TrustKey"};
inline constexpr Method<kasvu::v1::ListKeysRequest, kasvu::v1::ListKeysResponse> kListKeys{
    "kasvu.v1.TemplateService.ListKeys"};

}  // namespace kasvu::client
