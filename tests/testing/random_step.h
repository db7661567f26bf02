// Steps of a random programme.
#pragma once

#include <string>

#include "tests/testing/random_draft.h"

namespace kasvu::workflows {

// The sessions that the rest turns around: named `session`, finite, or rolling until the close.
std::string RandomSessions(Draft& draft);

// A step of any kind with edges, dates and conditions that fit what `draft` has so far, which it
// joins. One line of YAML in flow style.
std::string RandomStep(Draft& draft);

// Conditions over facts; empty when there is none that an owner of `per` may read.
std::string RandomFactCondition(Draft& draft, const std::string& per);

}  // namespace kasvu::workflows
