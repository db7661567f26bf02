// Three versions under the same ids, so that what was renamed can be compared.
#pragma once

#include <vector>

#include "kasvu/v1/template.pb.h"
#include "workflows/revision/merge.h"

namespace kasvu::workflows {

// The three with the ids that either side gave. Where both gave one, theirs holds unless ours is
// taken, and it is a conflict.
struct ThreeVersions {
  kasvu::v1::TemplateSpec base;
  kasvu::v1::TemplateSpec theirs;
  kasvu::v1::TemplateSpec ours;
  std::vector<Conflict> conflicts;
};

ThreeVersions WithTheSameNames(const kasvu::v1::TemplateSpec& base,
                               const kasvu::v1::TemplateSpec& theirs,
                               const kasvu::v1::TemplateSpec& ours, const Decisions& decisions);

// Marks a conflict as it was decided, if it was.
void Decide(const Decisions& decisions, Conflict& conflict);

}  // namespace kasvu::workflows
