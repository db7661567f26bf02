#include "tests/bench/rivals/pgbench.h"

#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/bench/population.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

constexpr char kDatabase[] = "rival";

// As many bytes as a recorded step has in the history.
constexpr char kStep[] = R"(\set id random(1, :enrolments)
BEGIN;
UPDATE enrolment SET steps = steps + 1, changed_at = now() WHERE id = :id;
INSERT INTO history (enrolment, recorded_at, event) VALUES (:id, now(), repeat('x', 250));
COMMIT;
)";

}  // namespace

Pgbench::Pgbench(tests::PostgresCluster& cluster, int enrolments)
    : program_(cluster.Program("pgbench")),
      url_(cluster.Url(kDatabase)),
      script_(absl::StrCat(cluster.Folder(), "/step.sql")) {
  cluster.Run(absl::StrCat("CREATE DATABASE ", kDatabase));
  cluster.Run(
      "CREATE TABLE enrolment (id int PRIMARY KEY, steps int NOT NULL, changed_at timestamptz)",
      kDatabase);
  cluster.Run(
      "CREATE TABLE history (id bigserial PRIMARY KEY, enrolment int NOT NULL, "
      "recorded_at timestamptz NOT NULL, event text NOT NULL)",
      kDatabase);
  cluster.Run("CREATE INDEX ON history (enrolment, id)", kDatabase);
  cluster.Run(absl::StrCat("INSERT INTO enrolment SELECT id, 0, now() FROM generate_series(1, ",
                           enrolments, ") AS id"),
              kDatabase);
  std::ofstream(script_) << absl::StrCat("\\set enrolments ", enrolments, "\n", kStep);
}

double Pgbench::Measure(int clients, int seconds) const {
  tests::Process pgbench(program_,
                         {"--no-vacuum", "--protocol=prepared", absl::StrCat("--client=", clients),
                          "--jobs=2", absl::StrCat("--time=", seconds), "--file=" + script_, url_},
                         tests::Process::StandardError::kShow);
  double per_second = 0;
  for (std::string line = pgbench.Line(); !line.empty(); line = pgbench.Line()) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ');
    if (absl::StartsWith(line, "tps = ")) per_second = std::atof(words[2].c_str());
  }
  if (pgbench.Wait() != 0 || per_second == 0) GiveUp("pgbench did not say how fast it was");
  return per_second;
}

}  // namespace kasvu::bench
