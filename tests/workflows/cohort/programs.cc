#include "tests/workflows/cohort/programs.h"

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

storage::v1::CohortState CohortFrom(absl::CivilDay start) {
  storage::v1::CohortState cohort;
  cohort.set_id("example-cohort");
  cohort.set_region("02");
  cohort.set_time_zone("Europe/Helsinki");
  cohort.set_start_date(static_cast<int32_t>(start - absl::CivilDay(1970, 1, 1)));
  cohort.set_stage(storage::v1::COHORT_STAGE_ENROLLING);
  return cohort;
}

std::shared_ptr<const kasvu::v1::TemplateSpec> Compile(const std::string& yaml) {
  CheckResult result = Check("test.yaml", yaml, ModuleFolder(Programmes() / "modules"));
  if (!result.compiled) {
    for (const Finding& finding : result.findings) std::cerr << Line(finding, "en") << "\n";
    std::abort();
  }
  return std::make_shared<const kasvu::v1::TemplateSpec>(std::move(result.compiled->compiled));
}

std::shared_ptr<const Program> ProgramOf(const std::string& yaml,
                                         const storage::v1::CohortState& cohort) {
  auto program = Program::Make(Compile(yaml), cohort);
  if (!program.ok()) {
    std::cerr << program.status() << "\n";
    std::abort();
  }
  return *std::move(program);
}

std::vector<std::string> ReadyPrograms() {
  std::vector<std::string> ids;
  for (const auto& entry : std::filesystem::directory_iterator(Programmes())) {
    if (entry.path().extension() == ".yaml") ids.push_back(entry.path().stem().string());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::shared_ptr<const Program> ReadyProgram(const std::string& id,
                                            const storage::v1::CohortState& cohort) {
  return ProgramOf(ReadFile(Programmes() / (id + ".yaml")), cohort);
}

absl::Time At(int year, int month, int day, int hour, int minute) {
  static const Zone zone = *Zone::Load("Europe/Helsinki");
  return zone.InstantOf(absl::CivilMinute(year, month, day, hour, minute));
}

}  // namespace kasvu::workflows
