// Names of steps and dates as events of a run tell them.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "kasvu/v1/template.pb.h"
#include "workflows/proof/places.h"
#include "workflows/template/finding.h"

namespace kasvu::workflows {

// Sets `name` of `event` to the place: its key in quotation marks, before it the title in each
// language that has one: Interview (“interview”).
void SetPlace(RunEvent& event, const std::string& name, const Place& place);

// The same for a whole step.
void SetStep(RunEvent& event, const std::string& name, const kasvu::v1::Step& step);

// Sets `name` of `event` to a date as each language writes it.
void SetDate(RunEvent& event, const std::string& name, absl::CivilDay date);

}  // namespace kasvu::workflows
