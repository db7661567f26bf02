// What is wrong with a template, as data: programs read the code, people the sentence
// (finding_text.h).
#pragma once

#include <compare>
#include <map>
#include <string>
#include <vector>

namespace kasvu::workflows {

// A template with errors is not published; a warning is worth a second look.
enum class Severity { kError, kWarning };

// One thing that happens in a run that shows a fault, as data: run_text.h has the sentences. A
// parameter "step.fi" is what stands for "step" in Finnish.
struct RunEvent {
  std::string code;
  std::map<std::string, std::string> parameters;

  friend auto operator<=>(const RunEvent&, const RunEvent&) = default;
};

// One fault. `code` is stable ("unknown-key"); `path` leads to the place in the document
// ("phases[0].steps[2].due"); `parameters` fill the sentence, in a language of its own where there
// is one ("reason.fi" before "reason").
// Line and column count from 1; both are 0 when the place is unknown.
struct Finding {
  std::string code;
  Severity severity = Severity::kError;
  std::string file;
  int line = 0;
  int column = 0;
  std::string path;
  std::map<std::string, std::string> parameters;
  std::vector<RunEvent> counterexample =
      {};  // a shortest run that shows it, where one was looked for
};

using Findings = std::vector<Finding>;

// Whether any of them is an error.
bool HasErrors(const Findings& findings);

}  // namespace kasvu::workflows
