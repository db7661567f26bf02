#include "tests/bench/rivals.h"

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/bench/record_load.h"
#include "tests/bench/rivals/pgbench.h"
#include "tests/bench/rivals/restate.h"
#include "tests/bench/starts.h"
#include "tests/testing/postgres_cluster.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

constexpr int kCohorts = 60;
constexpr int kParticipants = 25;

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// The round in the middle.
Measured Median(std::vector<Measured> rounds) {
  std::sort(rounds.begin(), rounds.end(), [](const Measured& one, const Measured& other) {
    return one.per_second < other.per_second;
  });
  return rounds[rounds.size() / 2];
}

// One round of recordings from `first` on.
Measured Record(const RecordLoad& load, const RivalsPlan& plan, int first, int calls) {
  const Measured measured = load.Measure(plan.in_flight, first, calls);
  if (measured.failed > 0) GiveUp("RecordStep: " + measured.first_error);
  return measured;
}

std::string Digits(double value) { return value == 0 ? "" : absl::StrFormat("%.2f", value); }
std::string Whole(double value) { return value == 0 ? "" : absl::StrFormat("%.0f", value); }

std::vector<std::string> Row(const std::string& what, double ratio, double per_second,
                             double p50_ms = 0, double p99_ms = 0, double resident_mb = 0) {
  return {what,           Digits(ratio),  Whole(per_second),
          Digits(p50_ms), Digits(p99_ms), Whole(resident_mb)};
}

std::vector<std::string> Row(const std::string& what, double ratio, const Measured& measured,
                             pid_t pid) {
  return Row(what, ratio, measured.per_second, absl::ToDoubleMilliseconds(measured.p50),
             absl::ToDoubleMilliseconds(measured.p99), ResidentMegabytes(pid));
}

}  // namespace

void MeasureRivals(const tests::Process& kasvud, const std::string& address,
                   const Population& population, const std::string& folder, const RivalsPlan& plan,
                   Report& report) {
  tests::PostgresCluster cluster;
  const Pgbench pgbench(cluster, population.enrolments());

  cluster.Run("CREATE DATABASE kasvu");
  tests::Process over_postgres(
      KASVU_BINARY_DIR "/bin/kasvud",
      {"--data=" + folder + "/postgres", "--listen=127.0.0.1:0", "--store=" + cluster.Url("kasvu")},
      tests::Process::StandardError::kShow);
  const std::string postgres_address = over_postgres.Address();
  if (postgres_address.empty()) GiveUp("kasvud did not start over PostgreSQL");
  Population on_postgres(postgres_address, "bench");
  on_postgres.Grow(kCohorts, kParticipants);

  const RecordLoad own(address, population);
  const RecordLoad over(postgres_address, on_postgres);
  const int own_calls = std::min(plan.records, population.recordings() / plan.rounds);
  const int over_calls = std::min(plan.records, on_postgres.recordings() / plan.rounds);
  std::vector<double> sql;
  std::vector<Measured> embedded, postgres;
  for (int round = 0; round < plan.rounds; ++round) {
    sql.push_back(pgbench.Measure(plan.in_flight, plan.seconds));
    embedded.push_back(Record(own, plan, round * own_calls, own_calls));
    postgres.push_back(Record(over, plan, round * over_calls, over_calls));
  }
  const auto restate = MeasureRestate(plan.in_flight);

  const Measured best = Median(embedded);
  const Measured shared = Median(postgres);
  const double bare = Median(sql);
  Table table = {{"what", "RecordStep ÷ it", "per second", "p50 ms", "p99 ms", "resident MB"},
                 {Row("RecordStep on RocksDB", 1, best, kasvud.pid()),
                  Row("RecordStep on PostgreSQL", best.per_second / shared.per_second, shared,
                      over_postgres.pid()),
                  Row("pgbench, one UPDATE and one INSERT", best.per_second / bare, bare)}};
  if (restate) {
    table.rows.push_back(Row("Restate, one virtual object for each enrolment",
                             best.per_second / restate->per_second, restate->per_second,
                             restate->p50_ms, restate->p99_ms, restate->resident_mb));
  }
  over_postgres.Signal(SIGTERM);
  over_postgres.Wait();
  report.Add("RecordStep against what people would use instead",
             absl::StrCat("Medians of ", plan.rounds, " rounds, ", plan.in_flight,
                          " clients, everything on the disk before it is answered. RecordStep on "
                          "PostgreSQL ÷ pgbench: ",
                          Digits(shared.per_second / bare), "."),
             table);
}

}  // namespace kasvu::bench
