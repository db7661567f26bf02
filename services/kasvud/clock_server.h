// ClockService over the clock of the data folder.
#pragma once

#include <functional>

#include "kasvu/v1/clock_service.grpc.pb.h"
#include "services/common/rpc_service.h"
#include "services/kasvud/kept_clock.h"

namespace kasvu::kasvud {

class ClockServer : public services::RpcService {
 public:
  // `clock` outlives it. `moved` is called after the clock was set and before the call is answered:
  // it settles what has become due.
  using Moved = std::function<absl::Status(absl::Time now)>;
  ClockServer(KeptClock& clock, Moved moved, const services::Surroundings& surroundings);

 private:
  absl::Status GetClock(const services::Call& call, const kasvu::v1::GetClockRequest& request,
                        kasvu::v1::Clock& response);
  absl::Status SetClock(const services::Call& call, const kasvu::v1::SetClockRequest& request,
                        kasvu::v1::Clock& response);
  void Tell(kasvu::v1::Clock& response) const;

  KeptClock& kept_;
  const Moved moved_;
};

}  // namespace kasvu::kasvud
