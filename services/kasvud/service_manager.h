// What systemd is told of a service of Type=notify.
#pragma once

#include <string_view>

namespace kasvu::kasvud {

// Sends `state` ("READY=1", "STOPPING=1") to the socket that NOTIFY_SOCKET names. Nothing without
// one: nobody asked.
void TellServiceManager(std::string_view state);

}  // namespace kasvu::kasvud
