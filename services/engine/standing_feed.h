// Follows the standings in the catalogue, of this process or another.
#pragma once

#include <memory>

#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "kasvu/v1/template_service.grpc.pb.h"
#include "services/common/call_queue.h"
#include "services/common/feed_state.h"
#include "services/common/stream_follower.h"
#include "services/engine/standings.h"

namespace kasvu::engine {

// Begins after what `standings` has, and again there when the connection breaks.
class StandingFeed {
 public:
  // `queue` and `standings` outlive it.
  StandingFeed(std::shared_ptr<grpc::Channel> catalogue, services::CallQueue& queue,
               Standings& standings);

  const services::FeedState& state() const { return state_; }

 private:
  // Reads one stream to its end.
  void Follow(grpc::ClientContext& context);

  const std::unique_ptr<kasvu::v1::TemplateService::Stub> stub_;
  services::CallQueue& queue_;
  Standings& standings_;
  services::FeedState state_;
  services::StreamFollower follower_;  // the last, as it uses the others
};

}  // namespace kasvu::engine
