// The server's log: one line per message on standard error. Never give it personal content.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace kasvu::services {

// Writes `message` with the time before it, in one piece.
void Log(std::string_view message);

// The same with what went wrong behind it: the code, the sentence and the reason.
void Log(std::string_view message, const absl::Status& error);

}  // namespace kasvu::services
