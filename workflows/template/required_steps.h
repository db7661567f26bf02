// What a participant's completion waits for.
#pragma once

#include <set>

#include "workflows/template/template_index.h"

namespace kasvu::workflows {

// The steps that must settle before somebody can complete: every required step of the enrolment
// itself, what the requirements of completed ends name, the writers of the facts that these read,
// and whatever any of them needs or comes after.
std::set<const kasvu::v1::Step*> RequiredSteps(const TemplateIndex& index);

// Whether anybody but the participant has to act for `step` to be done.
bool NeedsSomebodyElse(const kasvu::v1::Step& step);

// Whether `step`, or each of its items, ends by itself at some date.
bool Closes(const kasvu::v1::Step& step);

}  // namespace kasvu::workflows
