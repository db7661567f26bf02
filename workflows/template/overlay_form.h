// An overlay as it is written: its name, the version it adapts, and changes.
#pragma once

#include "kasvu/v1/template.pb.h"
#include "workflows/template/report.h"

namespace kasvu::workflows {

// Reports what is wrong with the form of `spec`, which has `overlay_of` or `changes`, before
// anybody looks at the version it adapts: contents of its own, changes that do nothing or too much,
// conflicts that nobody has decided.
void CheckOverlayForm(const kasvu::v1::TemplateSpec& spec, Report& report);

}  // namespace kasvu::workflows
