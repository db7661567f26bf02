// An overlay carried from one version of its upstream to another.
#pragma once

#include <functional>
#include <string>

#include "kasvu/v1/template.pb.h"
#include "workflows/revision/merge.h"

namespace kasvu::workflows {

// Says in words what cannot be both, for the line `conflict` of a change.
using ConflictWords = std::function<std::string(const Conflict&)>;

// An overlay on its new upstream, and what came of the merge.
struct RebasedOverlay {
  kasvu::v1::TemplateSpec overlay;
  MergeResult merge;
};

// The overlay of `theirs`, named `onto`, that says what `overlay` said of `base`. Changes that are
// a conflict which nobody has decided stand by themselves and carry its words: who keeps such a
// change removes the line `conflict`, who does not removes the change. What upstream removed and
// the overlay keeps becomes the overlay's own, with its prefix and `was`.
RebasedOverlay Rebase(const kasvu::v1::TemplateSpec& overlay, const kasvu::v1::TemplateSpec& base,
                      const kasvu::v1::TemplateSpec& ours, const kasvu::v1::TemplateSpec& theirs,
                      const std::string& onto, const Decisions& decisions,
                      const ConflictWords& words);

}  // namespace kasvu::workflows
