// One function for each family of rules. Each reports everything it finds and relies on no other;
// docs/template-language.md says which rule is looked after where.
#pragma once

#include "workflows/template/report.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {

void CheckLimits(const TemplateIndex& index, Report& report);      // how large it is
void CheckIds(const TemplateIndex& index, Report& report);         // names and their spelling
void CheckRevisions(const TemplateIndex& index, Report& report);   // former ids, locks
void CheckTexts(const TemplateIndex& index, Report& report);       // languages
void CheckParams(const TemplateIndex& index, Report& report);      // knobs and where they stand
void CheckForms(const TemplateIndex& index, Report& report);       // questions
void CheckSeries(const TemplateIndex& index, Report& report);      // the shape of steps
void CheckMoments(const TemplateIndex& index, Report& report);     // anchors and distances
void CheckPeople(const TemplateIndex& index, Report& report);      // roles, groups, links
void CheckReferences(const TemplateIndex& index, Report& report);  // what is named exists
void CheckConditions(const TemplateIndex& index, Report& report);  // the form of conditions
void CheckFacts(const TemplateIndex& index, Report& report);       // writers, values, readers
void CheckOrder(const TemplateIndex& index, Report& report);       // cycles
void CheckTimes(const TemplateIndex& index, Report& report);       // planned dates
void CheckEnds(const TemplateIndex& index, Report& report);        // what completion asks
void CheckRules(const TemplateIndex& index, Report& report);       // what keeps people from waiting

}  // namespace kasvu::workflows
