#include "tests/bench/imports.h"

#include <unistd.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/bench/population.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

constexpr char kKasvu[] = KASVU_BINARY_DIR "/bin/kasvu";
constexpr char kCohort[] = "import-1";

void WriteSignUps(const std::string& file, int rows) {
  std::ofstream out(file);
  out << "name,email,company,region,municipality,size class,years in business,language\n";
  for (int i = 0; i < rows; ++i) {
    out << "Example Person " << i << ",import." << i << "@example.org,Example Firm " << i
        << ",02,Turku,2-4,7,fi\n";
  }
}

// Runs `kasvu` and tells how long it took from its start to its end.
absl::Duration Run(const std::string& kasvud, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "--server=" + kasvud);
  const absl::Time begin = absl::Now();
  tests::Process kasvu(kKasvu, arguments);
  while (!kasvu.Line().empty()) {
  }
  const std::string errors = kasvu.Errors();
  if (kasvu.Wait() != 0) GiveUp("kasvu: " + errors);
  return absl::Now() - begin;
}

void MakeCohort(const std::string& kasvud) {
  Run(kasvud, {"cohort", "create", "--template", kProgramme, "--id", kCohort, "--region", "02",
               "--owner", "example", "--start",
               absl::FormatTime("%Y-%m-%d", absl::Now() + absl::Hours(24), absl::UTCTimeZone())});
}

}  // namespace

absl::Duration TimeImport(const std::string& kasvud, const std::string& folder, int rows) {
  const std::string file = folder + "/sign-ups.csv";
  WriteSignUps(file, rows);
  MakeCohort(kasvud);
  return Run(kasvud, {"enrolment", "import", kCohort, file});
}

void MeasureImport(const std::string& kasvud, const std::string& folder, int rows, Report& report) {
  const std::string file = folder + "/sign-ups.csv";
  WriteSignUps(file, rows);
  MakeCohort(kasvud);

  Table table = {{"what", "rows/s", "seconds"}, {}};
  const std::vector<std::pair<std::string, std::vector<std::string>>> runs = {
      {"dry run", {"enrolment", "import", kCohort, file, "--dry-run"}},
      {"import", {"enrolment", "import", kCohort, file}},
      {"the same file again", {"enrolment", "import", kCohort, file}},
  };
  for (const auto& [what, arguments] : runs) {
    const double seconds = absl::ToDoubleSeconds(Run(kasvud, arguments));
    table.rows.push_back(
        {what, absl::StrFormat("%.0f", rows / seconds), absl::StrFormat("%.2f", seconds)});
  }
  report.Add("Importing sign-ups",
             absl::StrCat("`kasvu enrolment import` of ", rows,
                          " rows, people with companies and enrolments, the whole process."),
             table);
}

}  // namespace kasvu::bench
