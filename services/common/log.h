// The server's log: one line per message on standard error. Never give it personal content.
#pragma once

#include <string_view>

namespace kasvu::services {

// Writes `message` with the time before it, in one piece.
void Log(std::string_view message);

}  // namespace kasvu::services
