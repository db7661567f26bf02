#include "services/engine/standing_feed.h"

#include <chrono>
#include <utility>

#include "errors/error.h"
#include "services/common/awaited_reader.h"
#include "services/common/grpc_status.h"
#include "services/common/log.h"

namespace kasvu::engine {
namespace {

constexpr std::chrono::seconds kPause(1);

}  // namespace

StandingFeed::StandingFeed(std::shared_ptr<grpc::Channel> catalogue, services::CallQueue& queue,
                           Standings& standings)
    : stub_(kasvu::v1::TemplateService::NewStub(std::move(catalogue))),
      queue_(queue),
      standings_(standings),
      follower_([this](grpc::ClientContext& context) { Follow(context); }, kPause) {}

void StandingFeed::Follow(grpc::ClientContext& context) {
  kasvu::v1::WatchStandingsRequest request;
  request.set_position(standings_.position());
  services::AwaitedReader<kasvu::v1::StandingChange> reader(
      queue_, stub_->PrepareAsyncWatchStandings(&context, request, queue_.get()));
  if (reader.open()) state_.Found();
  kasvu::v1::StandingChange change;
  bool taken = true;
  while (reader.Read(&change)) {
    if (!taken) continue;
    const absl::Status kept = standings_.Take(change);
    taken = kept.ok();
    if (taken) continue;
    services::Log(services::LogLevel::kWarning, "a standing could not be kept yet", kept);
    context.TryCancel();
  }
  const absl::Status ended = services::FromGrpc(reader.Finish());
  state_.Lost();
  // A catalogue with other data than before, such as one that was restored: everything anew.
  if (ReasonOf(ended) != "POSITION_GONE") return;
  const absl::Status forgotten = standings_.BeginAnew();
  if (!forgotten.ok()) {
    services::Log(services::LogLevel::kWarning, "old standings could not be forgotten yet",
                  forgotten);
  }
}

}  // namespace kasvu::engine
