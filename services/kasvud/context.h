// One bounded context as kasvud runs it. A new one is a class of these and a line in contexts.cc.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "services/common/call_queue.h"
#include "services/common/rpc_service.h"
#include "services/common/trouble.h"
#include "services/kasvud/data_folder.h"
#include "services/kasvud/kept_clock.h"
#include "services/kasvud/metrics_page.h"
#include "services/kasvud/options.h"
#include "storage/randomness.h"
#include "storage/vault.h"

namespace kasvu::kasvud {

// What contexts share; all of it outlives them.
struct Shared {
  const Options& options;
  const DataFolder& folder;
  const KeptClock& clock;
  storage::Randomness& randomness;
  storage::Store& keys;
  storage::Vault& vault;
  services::Surroundings surroundings;
};

// How a context reaches the others, in this process or another; null where one neither runs here
// nor was named. What comes back is told through `queue`, which lives until the server has stopped.
struct Neighbours {
  std::shared_ptr<grpc::Channel> catalogue;
  std::shared_ptr<grpc::Channel> directory;
  services::CallQueue& queue;
};

class Context {
 public:
  virtual ~Context() = default;

  // What it serves; the context keeps them.
  virtual std::vector<services::RpcService*> Services() = 0;

  // Called once, when the server listens and before it answers.
  virtual void Connect(const Neighbours&) {}

  // What is wrong with it now, and its numbers. From any thread, between Connect and Stop.
  virtual std::vector<services::Trouble> Troubles() const = 0;
  virtual void Show(MetricsPage& page) = 0;

  // The clock was set to `now`: settles what has become due.
  virtual absl::Status ClockMoved(absl::Time now) = 0;

  // Ends the streams that are open and finishes what has begun; what comes later is refused. The
  // servers stop afterwards.
  virtual void Stop() = 0;
};

}  // namespace kasvu::kasvud
