// Collects findings, each with its place.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/template/document.h"
#include "workflows/template/finding.h"
#include "workflows/template/source_map.h"

namespace kasvu::workflows {

class Report {
 public:
  using Parameters = std::map<std::string, std::string>;

  // Positions are looked up in `source`, which must outlive the report.
  Report(std::string_view file, const SourceMap& source);

  // Adds a finding about the part of the template at `path`. The severity is that of the code.
  void Add(std::string_view code, std::string_view path, Parameters parameters = {});

  // Adds a finding at a known place.
  void AddAt(Position at, std::string_view code, std::string_view path, Parameters parameters = {});

  // Adds a finding with a run that shows it.
  void AddRun(std::string_view code, std::string_view path, Parameters parameters,
              std::vector<RunEvent> run);

  const Findings& findings() const { return findings_; }

 private:
  std::string file_;
  const SourceMap& source_;
  Findings findings_;
};

// By position, then code; none twice; those beyond kMaxFindings become one `more-findings`.
Findings Sorted(Findings findings);

}  // namespace kasvu::workflows
