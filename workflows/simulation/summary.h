// Sums of runs as they are told.
#pragma once

#include "kasvu/v1/rehearsal.pb.h"
#include "workflows/simulation/player.h"
#include "workflows/simulation/tally.h"

namespace kasvu::workflows {

// Sessions by date, ends in the version's order, steps by how many they kept, weeks without a hole.
kasvu::v1::Rehearsal SummaryOf(const Program& program, const Casting& casting, int runs,
                               const Tally& tally);

}  // namespace kasvu::workflows
