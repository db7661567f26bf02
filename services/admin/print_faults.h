#pragma once

#include "clients/cli/frame.h"
#include "kasvu/v1/admin.pb.h"

namespace kasvu::admin {

// Every fault with its place, what it means, what was expected and what was found.
void PrintFaults(cli::Frame& frame, const kasvu::v1::VerifyReport& report);

}  // namespace kasvu::admin
