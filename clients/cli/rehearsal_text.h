#pragma once

#include "clients/cli/frame.h"
#include "kasvu/v1/rehearsal.pb.h"

namespace kasvu::cli {

// A rehearsal for people: first one sentence that says what came out, then how it ends, where
// people get stuck, who comes, what is overdue and whose hours it takes, with bars.
void PrintRehearsal(Frame& frame, const kasvu::v1::Rehearsal& rehearsal);

// Two rehearsals of the same people beside each other, the difference in words first.
void PrintComparison(Frame& frame, const kasvu::v1::Rehearsal& first,
                     const kasvu::v1::Rehearsal& second);

}  // namespace kasvu::cli
