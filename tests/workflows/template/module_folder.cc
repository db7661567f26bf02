#include "tests/workflows/template/module_folder.h"

#include <fstream>
#include <sstream>

#include "absl/status/status.h"
#include "workflows/template/codec.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/template.h"
#include "workflows/template/version_reference.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

absl::StatusOr<kasvu::v1::TemplateSpec> ModuleFolder::Module(std::string_view reference) const {
  const auto parsed = ParseVersionReference(reference);
  const std::filesystem::path path = folder_ / ((parsed ? parsed->id : "") + ".yaml");
  if (!parsed || parsed->version != 1 || !std::filesystem::exists(path)) {
    return absl::NotFoundError("no such file");
  }
  const ReadResult read = ReadDocument(path.string(), ReadFile(path));
  if (!read.document) return absl::InvalidArgumentError(Line(read.findings[0], "en"));
  DecodeResult decoded = Decode(path.string(), *read.document);
  if (HasErrors(decoded.findings)) {
    return absl::InvalidArgumentError(Line(decoded.findings[0], "en"));
  }
  return std::move(decoded.spec);
}

absl::StatusOr<UpstreamVersion> ModuleFolder::Upstream(std::string_view reference) const {
  const auto parsed = ParseVersionReference(reference);
  const std::filesystem::path path = folder_.parent_path() / ((parsed ? parsed->id : "") + ".yaml");
  if (!parsed || parsed->version != 1 || !std::filesystem::exists(path)) {
    return absl::NotFoundError("no such file");
  }
  CheckResult result = Check(path.string(), ReadFile(path), *this);
  if (!result.compiled) return absl::InvalidArgumentError(Line(result.findings[0], "en"));
  return UpstreamVersion{std::move(result.compiled->compiled), result.compiled->digest};
}

}  // namespace kasvu::workflows
