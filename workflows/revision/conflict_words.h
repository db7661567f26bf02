// What a merge found, in words.
#pragma once

#include <string>
#include <string_view>

#include "workflows/revision/merge.h"

namespace kasvu::workflows {

// Says what the two sides did, with their values, and what follows. `onto` names upstream's
// version.
std::string ConflictSentence(const Conflict& conflict, const std::string& onto,
                             std::string_view language);

// Says what to look at again.
std::string NoteSentence(const MergeNote& note, std::string_view language);

}  // namespace kasvu::workflows
