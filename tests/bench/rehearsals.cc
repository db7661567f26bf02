#include "tests/bench/rehearsals.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "tests/bench/population.h"
#include "tests/workflows/template/module_folder.h"
#include "workflows/simulation/rehearsal.h"
#include "workflows/template/template.h"

namespace kasvu::bench {
namespace {

constexpr int kParticipants = 24;
constexpr int kThreads = 2;
const std::filesystem::path kProgrammes = KASVU_SOURCE_DIR "/workflows/programmes";

std::unique_ptr<const workflows::Rehearsal> RehearsalOf(const std::filesystem::path& file,
                                                        int runs) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  workflows::CheckResult checked =
      workflows::Check(file.string(), text.str(), workflows::ModuleFolder(kProgrammes / "modules"));
  if (!checked.compiled) GiveUp("a programme has faults: " + file.string());
  workflows::Casting casting;
  casting.cohort.set_id("rehearsal");
  casting.cohort.set_region("02");
  casting.cohort.set_time_zone("Europe/Helsinki");
  casting.cohort.set_start_date(
      static_cast<int32_t>(absl::CivilDay(2027, 1, 11) - absl::CivilDay(1970, 1, 1)));
  casting.cohort.set_stage(kasvu::storage::v1::COHORT_STAGE_ENROLLING);
  const int most = checked.compiled->compiled.people().cohort().max();
  casting.participants = most == 0 ? kParticipants : std::min(kParticipants, most);
  casting.seed = 7;
  auto rehearsal = workflows::Rehearsal::Make(
      std::make_shared<const kasvu::v1::TemplateSpec>(std::move(checked.compiled->compiled)),
      std::move(casting), runs);
  if (!rehearsal.ok()) GiveUp(std::string(rehearsal.status().message()));
  return *std::move(rehearsal);
}

struct Measured {
  absl::Duration passed;
  absl::Duration worked;  // by all threads together
};

absl::Duration Worked() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return absl::DurationFromTimeval(usage.ru_utime) + absl::DurationFromTimeval(usage.ru_stime);
}

Measured TimeOf(const workflows::Rehearsal& rehearsal) {
  const absl::Time begin = absl::Now();
  const absl::Duration before = Worked();
  std::atomic<int> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int run = next++; run < rehearsal.runs(); run = next++) (void)rehearsal.Play(run);
    });
  }
  for (std::thread& thread : threads) thread.join();
  return {absl::Now() - begin, Worked() - before};
}

}  // namespace

void MeasureRehearsals(int runs, Report& report) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kProgrammes)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Table table = {{"programme", "participants", "s", "ms of work for a run"}, {}};
  for (const auto& file : files) {
    const auto rehearsal = RehearsalOf(file, runs);
    const Measured took = TimeOf(*rehearsal);
    table.rows.push_back({file.stem(), absl::StrCat(rehearsal->participants()),
                          absl::StrFormat("%.2f", absl::ToDoubleSeconds(took.passed)),
                          absl::StrFormat("%.2f", absl::ToDoubleMilliseconds(took.worked / runs))});
  }
  report.Add("Rehearsing a template",
             absl::StrCat("Playing ", runs, " cohorts on ", kThreads,
                          " threads, each season from the sign-up to the close."),
             table);
}

}  // namespace kasvu::bench
