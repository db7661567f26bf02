#include "tests/workflows/revision/revised.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "tests/testing/random_programme.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/template/codec.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/template.h"
#include "workflows/template/yaml_writer.h"

namespace kasvu::workflows {
namespace {

std::filesystem::path Programmes() {
  return std::filesystem::path(KASVU_SOURCE_DIR) / "workflows/programmes";
}

}  // namespace

kasvu::v1::TemplateSpec CompiledSpec(const std::string& yaml) {
  CheckResult result = Check("test.yaml", yaml, ModuleFolder(Programmes() / "modules"));
  if (!result.compiled) {
    for (const Finding& finding : result.findings) std::cerr << Line(finding, "en") << "\n";
    std::abort();
  }
  return std::move(result.compiled->compiled);
}

const std::vector<kasvu::v1::TemplateSpec>& ReadySpecs() {
  static const auto& specs = *[] {
    auto* const all = new std::vector<kasvu::v1::TemplateSpec>;
    for (const auto& entry : std::filesystem::directory_iterator(Programmes())) {
      if (entry.path().extension() == ".yaml") {
        all->push_back(CompiledSpec(ReadFile(entry.path())));
      }
    }
    return all;
  }();
  return specs;
}

kasvu::v1::TemplateSpec AnySpec(std::mt19937_64& random) {
  if (random() % 3 == 0) return ReadySpecs()[random() % ReadySpecs().size()];
  while (true) {
    const CheckResult result =
        Check("random.yaml", RandomProgramme(random), ModuleFolder(Programmes() / "modules"));
    if (result.compiled) return result.compiled->compiled;
  }
}

std::string Written(const kasvu::v1::TemplateSpec& spec) { return WriteYaml(Encode(spec)); }

}  // namespace kasvu::workflows
