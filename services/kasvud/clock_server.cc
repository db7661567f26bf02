#include "services/kasvud/clock_server.h"

#include "errors/error.h"

namespace kasvu::kasvud {
ClockServer::ClockServer(KeptClock& clock, Moved moved, const services::Surroundings& surroundings)
    : RpcService(kasvu::v1::ClockService::service_full_name(), surroundings),
      kept_(clock),
      moved_(std::move(moved)) {
  Answer("GetClock", &ClockServer::GetClock);
  AnswerOnWorker("SetClock", &ClockServer::SetClock);
}

absl::Status ClockServer::GetClock(const services::Call&, const kasvu::v1::GetClockRequest&,
                                   kasvu::v1::Clock& response) {
  Tell(response);
  return absl::OkStatus();
}

absl::Status ClockServer::SetClock(const services::Call&, const kasvu::v1::SetClockRequest& request,
                                   kasvu::v1::Clock& response) {
  const auto& time = request.time();
  const absl::Time now = absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
  if (time.nanos() < 0 || time.nanos() > 999'999'999 || !IsClockTime(now)) {
    return InvalidFields({{"time", "has to be a time of the years 1970 to 2199"}});
  }
  KASVU_RETURN_IF_ERROR(kept_.Set(now));
  if (moved_) KASVU_RETURN_IF_ERROR(moved_(kept_.Now()));
  Tell(response);
  return absl::OkStatus();
}

void ClockServer::Tell(kasvu::v1::Clock& response) const {
  const int64_t micros = absl::ToUnixMicros(kept_.Now());
  response.mutable_time()->set_seconds(micros / 1'000'000);
  response.mutable_time()->set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
  response.set_test_clock(kept_.is_test_clock());
}

}  // namespace kasvu::kasvud
