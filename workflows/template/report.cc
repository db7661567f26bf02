#include "workflows/template/report.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "workflows/template/finding_text.h"
#include "workflows/template/limits.h"
#include "workflows/template/utf8.h"

namespace kasvu::workflows {
namespace {

auto Order(const Finding& finding) {
  return std::tie(finding.line, finding.column, finding.code, finding.path, finding.parameters,
                  finding.counterexample);
}

}  // namespace

Report::Report(std::string_view file, const SourceMap& source) : file_(file), source_(source) {}

void Report::Add(std::string_view code, std::string_view path, Parameters parameters) {
  AddAt(source_.Find(path), code, path, std::move(parameters));
}

void Report::AddAt(Position at, std::string_view code, std::string_view path,
                   Parameters parameters) {
  for (auto& [name, value] : parameters) value = Shortened(value, kMaxParameterBytes);
  findings_.push_back({std::string(code),
                       SeverityOf(code),
                       file_,
                       at.line,
                       at.column,
                       Shortened(path, kMaxParameterBytes),
                       std::move(parameters),
                       {}});
}

void Report::AddRun(std::string_view code, std::string_view path, Parameters parameters,
                    std::vector<RunEvent> run) {
  Add(code, path, std::move(parameters));
  findings_.back().counterexample = std::move(run);
}

Findings Sorted(Findings findings) {
  std::sort(findings.begin(), findings.end(),
            [](const Finding& a, const Finding& b) { return Order(a) < Order(b); });
  findings.erase(
      std::unique(findings.begin(), findings.end(),
                  [](const Finding& a, const Finding& b) { return Order(a) == Order(b); }),
      findings.end());
  if (findings.size() <= kMaxFindings) return findings;
  const bool errors = HasErrors(findings);
  const size_t left = findings.size() - kMaxFindings;
  findings.resize(kMaxFindings);
  Finding more = findings.back();
  more.code = "more-findings";
  more.severity = errors ? Severity::kError : Severity::kWarning;
  more.path.clear();
  more.counterexample.clear();
  more.parameters = {{"count", std::to_string(left)}};
  findings.push_back(std::move(more));
  return findings;
}

}  // namespace kasvu::workflows
