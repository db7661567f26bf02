#include "services/catalogue/stored_modules.h"

#include <utility>

#include "errors/error.h"
#include "services/catalogue/errors.h"
#include "services/catalogue/tables.h"
#include "workflows/template/version_reference.h"

namespace kasvu::catalogue {

using kasvu::storage::v1::TemplateVersionRecord;

absl::StatusOr<TemplateVersionRecord> StoredModules::Find(std::string_view reference) const {
  const auto parsed = workflows::ParseVersionReference(reference);
  if (!parsed || parsed->version < 1) return TemplateNotFound(reference);
  KASVU_ASSIGN_OR_RETURN(auto version,
                         kVersionTable.Find(reader_, {parsed->publisher, parsed->id,
                                                      static_cast<uint32_t>(parsed->version)}));
  if (!version) return TemplateNotFound(reference);
  return *std::move(version);
}

absl::StatusOr<kasvu::v1::TemplateSpec> StoredModules::Module(std::string_view reference) const {
  KASVU_ASSIGN_OR_RETURN(const auto version, Find(reference));
  if (!version.module()) return TemplateNotFound(reference);
  KASVU_ASSIGN_OR_RETURN(const auto contents, kSourceTable.Get(reader_, {version.digest()}));
  kasvu::v1::TemplateSpec spec;
  KASVU_RETURN_IF_ERROR(
      storage::DecodeRecord(storage::Tag::kTemplateSources, contents.source(), spec));
  return spec;
}

absl::StatusOr<workflows::UpstreamVersion> StoredModules::Upstream(
    std::string_view reference) const {
  KASVU_ASSIGN_OR_RETURN(const auto version, Find(reference));
  KASVU_ASSIGN_OR_RETURN(const auto contents, kSourceTable.Get(reader_, {version.digest()}));
  workflows::UpstreamVersion upstream;
  upstream.digest = version.digest();
  KASVU_RETURN_IF_ERROR(storage::DecodeRecord(storage::Tag::kTemplateSources, contents.compiled(),
                                              upstream.compiled));
  return upstream;
}

absl::StatusOr<std::string> StoredModules::DigestOf(std::string_view reference) const {
  KASVU_ASSIGN_OR_RETURN(const auto version, Find(reference));
  return version.digest();
}

}  // namespace kasvu::catalogue
