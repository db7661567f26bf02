#include "tests/testing/ready_programme.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "tests/workflows/template/module_folder.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/template.h"

namespace kasvu::workflows {
namespace {

std::filesystem::path Programmes() {
  return std::filesystem::path(KASVU_SOURCE_DIR) / "workflows/programmes";
}

}  // namespace

std::vector<std::string> ReadyProgrammes() {
  std::vector<std::string> ids;
  for (const auto& entry : std::filesystem::directory_iterator(Programmes())) {
    if (entry.path().extension() == ".yaml") ids.push_back(entry.path().stem().string());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::shared_ptr<const kasvu::v1::TemplateSpec> ReadyProgramme(std::string_view id) {
  return CompiledProgramme(ReadFile(Programmes() / (std::string(id) + ".yaml")));
}

std::shared_ptr<const kasvu::v1::TemplateSpec> CompiledProgramme(std::string_view yaml) {
  const ModuleFolder modules(Programmes() / "modules");
  const CheckResult result = Check("programme", yaml, modules);
  for (const Finding& finding : result.findings) std::cerr << Line(finding, "en") << "\n";
  if (!result.compiled) std::abort();
  return std::make_shared<const kasvu::v1::TemplateSpec>(result.compiled->compiled);
}

}  // namespace kasvu::workflows
