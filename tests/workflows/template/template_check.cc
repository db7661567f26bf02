// template_check [--lang fi|sv|en] [--yaml | --json | --compiled] [--modules FOLDER] FILE …
// Prints the findings about each file, or the file itself in another form. Ends with 1 when there
// is an error. Modules come from FOLDER, else from the folder `modules` beside the file.
#include <filesystem>
#include <iostream>
#include <string>

#include "tests/workflows/template/module_folder.h"
#include "workflows/proof/prove.h"
#include "workflows/template/canonical_json.h"
#include "workflows/template/codec.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/run_text.h"
#include "workflows/template/template.h"
#include "workflows/template/yaml_writer.h"

namespace kasvu::workflows {
namespace {

int Main(int argc, char** argv) {
  std::string language = "en", form, modules;
  bool faulty = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--lang" && i + 1 < argc) {
      language = argv[++i];
    } else if (word == "--modules" && i + 1 < argc) {
      modules = argv[++i];
    } else if (word.starts_with("--")) {
      form = word;
    } else {
      const std::filesystem::path file = word;
      const ModuleFolder folder(modules.empty() ? file.parent_path() / "modules"
                                                : std::filesystem::path(modules));
      CheckResult result = Check(word, ReadFile(file), folder);
      Prove(word, result);
      for (const Finding& finding : result.findings) {
        std::cerr << Line(finding, language) << "\n";
        for (size_t e = 0; e < finding.counterexample.size(); ++e) {
          std::cerr << "  " << e + 1 << ". " << Sentence(finding.counterexample[e], language)
                    << "\n";
        }
      }
      if (!result.compiled) {
        faulty = true;
      } else if (form == "--yaml") {
        std::cout << WriteYaml(Encode(result.compiled->source));
      } else if (form == "--compiled") {
        std::cout << WriteYaml(Encode(result.compiled->compiled));
      } else if (form == "--json") {
        std::cout << CanonicalJson(Encode(result.compiled->source)) << "\n";
      } else {
        std::cout << word << ": sound, " << result.compiled->digest << "\n"
                  << result.compiled->proof.DebugString();
      }
    }
  }
  return faulty ? 1 : 0;
}

}  // namespace
}  // namespace kasvu::workflows

int main(int argc, char** argv) { return kasvu::workflows::Main(argc, argv); }
