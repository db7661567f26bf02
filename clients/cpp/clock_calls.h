// The calls about the server's clock. What each does and answers is said in
// proto/kasvu/v1/clock_service.proto.
#pragma once

#include "clients/cpp/connection.h"
#include "kasvu/v1/clock_service.pb.h"

namespace kasvu::client {

inline constexpr Method<kasvu::v1::GetClockRequest, kasvu::v1::Clock> kGetClock{
    "kasvu.v1.ClockService.GetClock"};
inline constexpr Method<kasvu::v1::SetClockRequest, kasvu::v1::Clock> kSetClock{
    "kasvu.v1.ClockService.SetClock"};

}  // namespace kasvu::client
