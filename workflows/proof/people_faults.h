// Steps and links that ask for more people in a role than a cohort need have.
#pragma once

#include "workflows/template/report.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {

// Reports each; a role that nobody need have at all is looked after by the checks before.
void CheckPeopleEnough(const TemplateIndex& index, Report& report);

}  // namespace kasvu::workflows
