// What the texts about rehearsals share.
#pragma once

#include <string>

#include "clients/cli/frame.h"
#include "kasvu/v1/rehearsal.pb.h"

namespace kasvu::cli {

// A date as it is written in the frame's language; as it came when it is none.
std::string DayIn(const Frame& frame, const std::string& date);
// The day on which `week` begins.
std::string BeginningOf(const Frame& frame, const kasvu::v1::Rehearsal& rehearsal, int week);
// "participants", "coordinator", or what the template calls the role.
std::string RoleTitle(const Frame& frame, const kasvu::v1::RehearsedRole& role);

// What came out, in sentences, and what was played.
void PrintSummary(Frame& frame, const kasvu::v1::Rehearsal& rehearsal);

}  // namespace kasvu::cli
