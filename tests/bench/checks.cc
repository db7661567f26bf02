#include "tests/bench/checks.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/template/template.h"

namespace kasvu::bench {
namespace {

constexpr int kRounds = 15;
const std::filesystem::path kProgrammes = KASVU_SOURCE_DIR "/workflows/programmes";

std::string TextOf(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

absl::Duration MedianCheck(const std::string& file, const std::string& text) {
  const workflows::ModuleFolder modules(kProgrammes / "modules");
  std::vector<absl::Duration> took;
  for (int i = 0; i < kRounds; ++i) {
    const absl::Time begin = absl::Now();
    workflows::Check(file, text, modules);
    took.push_back(absl::Now() - begin);
  }
  std::sort(took.begin(), took.end());
  return took[kRounds / 2];
}

}  // namespace

void MeasureChecks(Report& report) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kProgrammes)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());

  Table table = {{"programme", "ms"}, {}};
  for (const auto& file : files) {
    const absl::Duration took = MedianCheck(file.filename(), TextOf(file));
    table.rows.push_back({file.stem(), absl::StrFormat("%.1f", absl::ToDoubleMilliseconds(took))});
  }
  report.Add("Checking a template",
             absl::StrCat("Reading, inlining and checking each ready programme; the median of ",
                          kRounds, "."),
             table);
}

}  // namespace kasvu::bench
