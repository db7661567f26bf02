// What a merge should make its author look at again.
#pragma once

#include <vector>

#include "workflows/revision/difference.h"
#include "workflows/revision/merge.h"

namespace kasvu::workflows {

// References of what one side changed to what the other changed, and texts of which they changed
// one language but not the others. Each once, sorted.
std::vector<MergeNote> NotesOf(const kasvu::v1::TemplateSpec& theirs,
                               const kasvu::v1::TemplateSpec& ours,
                               const std::vector<Difference>& by_them,
                               const std::vector<Difference>& by_us);

}  // namespace kasvu::workflows
