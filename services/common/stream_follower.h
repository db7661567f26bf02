// Follows a stream of another service for as long as it lives.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "grpcpp/client_context.h"

namespace kasvu::services {

// Reads one stream after the other, on a thread of its own, until it is destroyed.
class StreamFollower {
 public:
  // `follow` opens a stream with the context, reads it to its end and returns; it is called again
  // `pause` later. The context is cancelled when this is destroyed.
  using Follow = std::function<void(grpc::ClientContext& context)>;

  StreamFollower(Follow follow, std::chrono::milliseconds pause);
  ~StreamFollower();

 private:
  void Work();
  void FollowOnce();

  const Follow follow_;
  const std::chrono::milliseconds pause_;
  std::mutex mutex_;
  std::condition_variable ending_changed_;
  bool ending_ = false;
  grpc::ClientContext* context_ = nullptr;  // of the stream that is open
  std::thread thread_;
};

}  // namespace kasvu::services
