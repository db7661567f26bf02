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
#include "workflows/proof/prove.h"
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
    workflows::CheckResult result = workflows::Check(file, text, modules);
    workflows::Prove(file, result);
    took.push_back(absl::Now() - begin);
  }
  std::sort(took.begin(), took.end());
  return took[kRounds / 2];
}

// A programme of 200 steps that twelve answers lead through, each read by many steps together with
// others, with sessions of which some may be missed.
std::string LargeTemplate() {
  constexpr int kFacts = 12, kSteps = 200;
  std::string facts = "facts:\n", steps, forms = "forms:\n";
  const auto fact = [](int i) { return absl::StrCat("f", i % kFacts); };
  for (int i = 0; i < kFacts; ++i) {
    absl::StrAppend(&facts, "  ", fact(i), ": {step: ask-", i,
                    ", ask: q, values: [a, b, c], default: b}\n");
    absl::StrAppend(&forms, "  form-", i, ": {questions: [{id: q, required: true, ",
                    "choice: {options: [a, b, c]}}]}\n");
    absl::StrAppend(&steps, "      - {id: ask-", i, ", survey: form-", i, "}\n");
  }
  absl::StrAppend(&steps,
                  "      - {id: session, session: online, every: {weeks: 3}, from: start, "
                  "items: [a, b, c, d, e, f, g, h, i, j]}\n");
  for (int i = 0; i < kSteps - kFacts - 1; ++i) {
    absl::StrAppend(&steps, "      - id: step-", i, "\n        task: work\n");
    if (i % 2 == 0) {
      absl::StrAppend(&steps, "        when: {any: [{is: {", fact(i), ": a}}, {all: [{is: {",
                      fact(i / 2 + 5), ": b}}, {not: {is: {", fact(i / 3 + 7), ": c}}}]}]}\n");
    }
    if (i % 3 == 2)
      absl::StrAppend(&steps, "        after: [step-", i - 2, ", step-", i / 2, "]\n");
    if (i % 5 == 0) {
      absl::StrAppend(&steps, "        close: {after: start, days: ", 200 + i,
                      "}\n        else: waived\n");
    }
    if (i % 10 == 7) absl::StrAppend(&steps, "        each: session\n");
  }
  return absl::StrCat("template: large\n", facts, "phases:\n  - id: all\n    steps:\n", steps,
                      "ends:\n  - {id: done, as: completed, requires: {session: {count: session, ",
                      "all_but: 2}}}\n", forms);
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
  const absl::Duration large = MedianCheck("large.yaml", LargeTemplate());
  table.rows.push_back(
      {"200 steps, 12 conditions", absl::StrFormat("%.1f", absl::ToDoubleMilliseconds(large))});
  report.Add(
      "Checking a template",
      absl::StrCat("Reading, inlining, checking and proving each ready programme, and one of "
                   "200 steps with 12 conditions; the median of ",
                   kRounds, "."),
      table);
}

}  // namespace kasvu::bench
