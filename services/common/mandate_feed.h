// Follows the directory of another process, so that its mandates are known here.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "kasvu/v1/person_service.grpc.pb.h"
#include "services/common/mandate_table.h"

namespace kasvu::services {

// Reads WatchDirectory on a thread of its own for as long as it lives, and begins again where it
// was when the connection breaks; until then what is known holds.
class MandateFeed {
 public:
  // Called with every change, in order, after `mandates` has taken it.
  using OnChange = std::function<void(const kasvu::v1::DirectoryChange&)>;

  // `mandates` outlives it.
  MandateFeed(std::shared_ptr<grpc::Channel> directory, MandateTable& mandates,
              OnChange on_change = {});
  ~MandateFeed();

 private:
  void Follow();
  // Reads one stream to its end.
  void FollowOnce();

  const std::unique_ptr<kasvu::v1::PersonService::Stub> stub_;
  MandateTable& mandates_;
  const OnChange on_change_;
  uint64_t position_ = 0;

  std::mutex mutex_;
  std::condition_variable ending_changed_;
  bool ending_ = false;
  grpc::ClientContext* context_ = nullptr;  // of the stream that is open
  std::thread thread_;
};

}  // namespace kasvu::services
