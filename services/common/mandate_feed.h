// Follows the directory of another process, so that its mandates are known here.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "kasvu/v1/person_service.grpc.pb.h"
#include "services/common/call_queue.h"
#include "services/common/feed_state.h"
#include "services/common/mandate_table.h"
#include "services/common/stream_follower.h"

namespace kasvu::services {

// How long to wait before something that failed is tried again: twice as long each time.
struct Patience {
  std::chrono::milliseconds first{1'000};
  std::chrono::milliseconds longest{60'000};
};

// Reads WatchDirectory on a thread of its own for as long as it lives, and begins again where it
// was when the connection breaks; until then what is known holds.
class MandateFeed {
 public:
  // Called with every change, in order, after `mandates` has taken it. A change that it does not
  // manage is told again until it does, before any that came later; mandates go on meanwhile. It
  // may be told what it has managed before.
  using OnChange = std::function<absl::Status(const kasvu::v1::DirectoryChange&)>;

  // `queue` and `mandates` outlive it. The thread waits for the queue to tell it, not at gRPC.
  MandateFeed(std::shared_ptr<grpc::Channel> directory, CallQueue& queue, MandateTable& mandates,
              OnChange on_change = {}, Patience patience = {});

  const FeedState& state() const { return state_; }

 private:
  // Reads one stream to its end.
  void Follow(grpc::ClientContext& context);
  // Tells of the change what has to follow it; whether that is done.
  bool IsFollowed(const kasvu::v1::DirectoryChange& change);

  const std::unique_ptr<kasvu::v1::PersonService::Stub> stub_;
  CallQueue& queue_;
  MandateTable& mandates_;
  const OnChange on_change_;
  const Patience patience_;
  uint64_t position_ = 0;  // everything up to here has been followed
  // How long a stream lasts before what failed is told again; zero when nothing did.
  std::chrono::milliseconds retry_in_{0};
  FeedState state_;
  StreamFollower follower_;  // the last, as it uses the others
};

}  // namespace kasvu::services
