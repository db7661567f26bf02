#include "workflows/template/check.h"

#include <algorithm>
#include <utility>

#include "workflows/template/check_families.h"
#include "workflows/template/report.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {

namespace {

// What builds on references needs each of them to lead somewhere, excused or not.
bool Stops(const Finding& finding, const Excuse& excused) {
  if (finding.severity != Severity::kError) return false;
  return !excused || !excused(finding) || finding.code.starts_with("unknown-");
}

}  // namespace

Findings CheckMeaning(std::string_view file, const kasvu::v1::TemplateSpec& spec,
                      const SourceMap& source, const Excuse& excused) {
  Report report(file, source);
  const TemplateIndex index(spec);
  CheckLimits(index, report);
  if (HasErrors(report.findings())) return Sorted(report.findings());
  CheckIds(index, report);
  CheckRevisions(index, report);
  CheckParams(index, report);
  CheckForms(index, report);
  CheckSeries(index, report);
  CheckMoments(index, report);
  CheckPeople(index, report);
  CheckConditions(index, report);
  // What a module names may belong to the template that uses it.
  if (!index.IsModule()) CheckReferences(index, report);
  // Words that are missing keep nothing from leading somewhere.
  Report texts(file, source);
  CheckTexts(index, texts);
  // The rest follows references, so that all of them must lead somewhere. A walk through every
  // state that participants can reach has its place after these, on a template they found sound.
  const bool stopped = std::any_of(report.findings().begin(), report.findings().end(),
                                   [&](const Finding& finding) { return Stops(finding, excused); });
  if (!index.IsModule() && !stopped) {
    CheckFacts(index, report);
    CheckOrder(index, report);
    CheckTimes(index, report);
    CheckEnds(index, report);
    CheckRules(index, report);
  }
  Findings findings = report.findings();
  findings.insert(findings.end(), texts.findings().begin(), texts.findings().end());
  return Sorted(std::move(findings));
}

}  // namespace kasvu::workflows
