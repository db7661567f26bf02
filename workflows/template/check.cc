#include "workflows/template/check.h"

#include "workflows/template/check_families.h"
#include "workflows/template/report.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {

Findings CheckMeaning(std::string_view file, const kasvu::v1::TemplateSpec& spec,
                      const SourceMap& source) {
  Report report(file, source);
  const TemplateIndex index(spec);
  CheckLimits(index, report);
  if (HasErrors(report.findings())) return Sorted(report.findings());
  CheckIds(index, report);
  CheckRevisions(index, report);
  CheckTexts(index, report);
  CheckParams(index, report);
  CheckForms(index, report);
  CheckSeries(index, report);
  CheckMoments(index, report);
  CheckPeople(index, report);
  CheckConditions(index, report);
  // What a module names may belong to the template that uses it.
  if (!index.IsModule()) CheckReferences(index, report);
  // The rest follows references, so that all of them must lead somewhere. A walk through every
  // state that participants can reach has its place after these, on a template they found sound.
  if (!index.IsModule() && !HasErrors(report.findings())) {
    CheckFacts(index, report);
    CheckOrder(index, report);
    CheckTimes(index, report);
    CheckEnds(index, report);
    CheckRules(index, report);
  }
  return Sorted(report.findings());
}

}  // namespace kasvu::workflows
