// One bounded context as kasvud runs it. A new one is a class of these and a line in contexts.cc.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "services/common/rpc_service.h"
#include "services/kasvud/data_folder.h"
#include "services/kasvud/kept_clock.h"
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
  // To the contexts it needs, in this process or another; none where neither runs here nor was
  // named.
  std::shared_ptr<grpc::Channel> catalogue;
  std::shared_ptr<grpc::Channel> directory;
};

class Context {
 public:
  virtual ~Context() = default;

  // Services of its own kind for one server more; the context keeps them.
  virtual std::vector<services::RpcService*> NewServices() = 0;

  // The clock was set to `now`: settles what has become due.
  virtual absl::Status ClockMoved(absl::Time now) = 0;

  // Ends the streams that are open and finishes what has begun; what comes later is refused. The
  // servers stop afterwards.
  virtual void Stop() = 0;
};

}  // namespace kasvu::kasvud
