// The catalogue's own versions, for templates that use or adapt them.
#pragma once

#include <string>
#include <string_view>

#include "kasvu/storage/v1/catalogue.pb.h"
#include "storage/kv.h"
#include "workflows/template/modules.h"

namespace kasvu::catalogue {

class StoredModules : public workflows::ModuleSource {
 public:
  explicit StoredModules(const storage::Reader& reader) : reader_(reader) {}

  // The module at a pinned version. TEMPLATE_NOT_FOUND when there is none, when it is no module or
  // when no version is named.
  absl::StatusOr<kasvu::v1::TemplateSpec> Module(std::string_view reference) const override;

  // The version as it was compiled, of a template or a module. TEMPLATE_NOT_FOUND likewise.
  absl::StatusOr<workflows::UpstreamVersion> Upstream(std::string_view reference) const override;

  // The digest of the version at `reference`. TEMPLATE_NOT_FOUND likewise.
  absl::StatusOr<std::string> DigestOf(std::string_view reference) const;

 private:
  // The record of the version at `reference`, or TEMPLATE_NOT_FOUND.
  absl::StatusOr<kasvu::storage::v1::TemplateVersionRecord> Find(std::string_view reference) const;

  const storage::Reader& reader_;
};

}  // namespace kasvu::catalogue
