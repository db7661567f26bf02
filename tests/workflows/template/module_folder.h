// Modules from a folder of files, and the programmes beside it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "workflows/template/modules.h"

namespace kasvu::workflows {

// Serves FOLDER/ID.yaml as PUBLISHER/ID@1, whatever the publisher.
class ModuleFolder : public ModuleSource {
 public:
  explicit ModuleFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  absl::StatusOr<kasvu::v1::TemplateSpec> Module(std::string_view reference) const override;

  // The compiled form of FOLDER/../ID.yaml as PUBLISHER/ID@1.
  absl::StatusOr<UpstreamVersion> Upstream(std::string_view reference) const override;

 private:
  std::filesystem::path folder_;
};

// The whole content of a file; empty when there is none.
std::string ReadFile(const std::filesystem::path& path);

}  // namespace kasvu::workflows
