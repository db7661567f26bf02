// Measures what docs/benchmarks.md shows. ./dev bench runs it.

#include <CLI/CLI.hpp>
#include <array>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <set>

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/bench/bulk.h"
#include "tests/bench/checks.h"
#include "tests/bench/dormant.h"
#include "tests/bench/durable_echo.h"
#include "tests/bench/echo.h"
#include "tests/bench/imports.h"
#include "tests/bench/migrations.h"
#include "tests/bench/overload.h"
#include "tests/bench/population.h"
#include "tests/bench/recording.h"
#include "tests/bench/rehearsals.h"
#include "tests/bench/replays.h"
#include "tests/bench/report.h"
#include "tests/bench/rivals.h"
#include "tests/bench/starts.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

constexpr int kParticipants = 25;  // of a cohort
constexpr std::array kParts = {"checks", "simulate", "migrate",  "record", "rivals", "bulk",
                               "replay", "import",   "overload", "start",  "dormant"};

struct Plan {
  std::string data = "build/bench";
  std::string store;  // a database instead of the folder
  std::set<std::string> parts = {kParts.begin(), kParts.end()};
  int cohorts = 300;
  int rows = 10000;
  int runs = 500;
  int enrolments = 100000;
  RecordingPlan recording;
  RivalsPlan rivals;
  BulkPlan bulk;
  OverloadPlan overload;
  DormantPlan dormant;
};

// Everything small: to see that it runs, not to measure.
void MakeQuick(Plan& plan) {
  plan.cohorts = 8;
  plan.rows = 200;
  plan.runs = 5;
  plan.enrolments = 500;
  plan.overload.cohorts = 16;
  plan.overload.calls = 400;
  plan.overload.each = absl::Milliseconds(50);
  plan.recording.echoes = 2000;
  plan.recording.records = 400;
  plan.rivals.rounds = 1;
  plan.rivals.records = 400;
  plan.rivals.seconds = 1;
  plan.bulk = {.cohorts = 4, .steps_per_call = 50, .rows = 100};
  plan.dormant = {.enrolments = {100, 1000}, .live_cohorts = 4, .calls = 20};
}

// The usual sizes below `largest`, and that.
std::vector<int> SizesUpTo(int largest) {
  std::vector<int> sizes;
  for (const int size : {10'000, 1'000'000}) {
    if (size < largest) sizes.push_back(size);
  }
  sizes.push_back(largest);
  return sizes;
}

std::vector<std::string> ServerOptions(const Plan& plan, const std::string& folder = "/server") {
  std::vector<std::string> options = {"--data=" + plan.data + folder, "--listen=127.0.0.1:0"};
  if (!plan.store.empty()) options.push_back("--store=" + plan.store);
  return options;
}

void MeasureServed(const Plan& plan, Report& report) {
  std::set<std::string> served = plan.parts;
  served.erase("checks");
  served.erase("migrate");
  served.erase("simulate");
  served.erase("dormant");
  served.erase("bulk");
  served.erase("overload");
  if (served.empty()) return;
  const std::string data = plan.data + "/server";
  std::vector<std::string> options = ServerOptions(plan);
  tests::Process kasvud(KASVU_BINARY_DIR "/bin/kasvud", std::move(options),
                        tests::Process::StandardError::kShow);
  const std::string address = kasvud.Address();
  if (address.empty()) GiveUp("kasvud did not start");

  Population population(address, "bench");
  if (plan.parts.contains("record") || plan.parts.contains("replay")) {
    population.Grow(plan.cohorts, kParticipants);
  }
  if (plan.parts.contains("record")) {
    MeasureRecording(kasvud, address, plan.data, population, plan.recording, report);
  }
  if (plan.parts.contains("rivals")) {
    Population fresh(address, "rivals");
    fresh.Grow(plan.cohorts / 3, kParticipants);
    MeasureRivals(kasvud, address, fresh, plan.data, plan.rivals, report);
  }
  if (plan.parts.contains("import")) MeasureImport(address, plan.data, plan.rows, report);
  if (plan.parts.contains("start")) {
    Population many(address, "many");
    many.Grow(plan.enrolments / kParticipants, kParticipants);
  }
  kasvud.Signal(SIGTERM);
  kasvud.Wait();
  if (plan.parts.contains("replay") && plan.store.empty()) MeasureReplays(data, report);
  if (plan.parts.contains("start")) MeasureStart(ServerOptions(plan), plan.enrolments, report);
}

int Run(const Plan& plan) {
  std::filesystem::remove_all(plan.data);
  std::filesystem::create_directories(plan.data);
  std::cout << "Measured on " << Machine() << ", "
            << absl::FormatTime("%Y-%m-%d", absl::Now(), absl::UTCTimeZone()) << ".\n";
  Report report;
  if (plan.parts.contains("checks")) MeasureChecks(report);
  if (plan.parts.contains("migrate")) MeasureMigrations(plan.rows, report);
  if (plan.parts.contains("simulate")) MeasureRehearsals(plan.runs, report);
  MeasureServed(plan, report);
  if (plan.parts.contains("overload")) {
    MeasureOverload(ServerOptions(plan, "/overload"), plan.overload, report);
  }
  if (plan.parts.contains("bulk")) MeasureBulk(plan.data, plan.bulk, report);
  if (plan.parts.contains("dormant")) MeasureDormant(plan.data, plan.dormant, report);
  std::filesystem::remove_all(plan.data);
  return 0;
}

int Main(int argc, char** argv) {
  Plan plan;
  bool echo_server = false;
  bool quick = false;
  int dormant = 0;
  std::string echo_log;
  std::vector<std::string> parts;
  CLI::App app("Measures Kasvu and prints what it saw as Markdown.");
  app.add_option("--data", plan.data, "folder to work in; emptied before and after")
      ->capture_default_str();
  app.add_option("--store", plan.store, "empty database to measure on, postgres://…");
  app.add_option("--only", parts, absl::StrJoin(kParts, ", ") + "; all unless given")
      ->check(CLI::IsMember(std::set<std::string>(kParts.begin(), kParts.end())));
  app.add_option("--in-flight", plan.recording.in_flight, "numbers of calls at a time to record at")
      ->capture_default_str();
  app.add_option(
         "--dormant", dormant,
         "finished enrolments to measure beside, up to 10 million (23 GB and as much again); "
         "10 thousand and 1 million unless given")
      ->check(CLI::Range(100, 10'000'000));
  app.add_flag("--quick", quick, "small numbers: shows that it runs, measures nothing");
  app.add_flag("--echo-server", echo_server, "be the echo that the benchmark compares with");
  app.add_option("--durable-echo-server", echo_log, "be the echo that commits to this file");
  CLI11_PARSE(app, argc, argv);
  if (echo_server) return ServeEcho();
  if (!echo_log.empty()) return ServeDurableEcho(echo_log);
  if (quick) MakeQuick(plan);
  if (dormant > 0) plan.dormant.enrolments = SizesUpTo(dormant);
  if (!parts.empty()) plan.parts = {parts.begin(), parts.end()};
  try {
    return Run(plan);
  } catch (const GivenUp& why) {
    std::cerr << "kasvu_bench: " << why.what() << '\n';
    return 1;
  }
}

}  // namespace
}  // namespace kasvu::bench

int main(int argc, char** argv) { return kasvu::bench::Main(argc, argv); }
