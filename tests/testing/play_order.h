// Whether what came of a cohort depends on when the scheduler looked.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "tests/testing/play.h"

namespace kasvu::workflows {

// Gives the same commands at the same instants to `play`, which has none yet but its creation, with
// a scheduler that settles some at random instants in between.
void PlayAgain(const std::vector<GivenCommand>& given, Play& play, std::mt19937_64& random);

// The first event in which two histories differ for one owner, in words; empty when every owner has
// the same events in the same order.
std::string OrderDifference(absl::Span<const storage::v1::Event> a,
                            absl::Span<const storage::v1::Event> b);

}  // namespace kasvu::workflows
