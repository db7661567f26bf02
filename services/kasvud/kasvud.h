// The whole server: its contexts over one data folder, behind one port.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/common/mandate_feed.h"
#include "services/common/mandate_table.h"
#include "services/common/watched_store.h"
#include "services/common/workers.h"
#include "services/kasvud/clock_server.h"
#include "services/kasvud/context.h"
#include "services/kasvud/data_folder.h"
#include "services/kasvud/endpoint.h"
#include "services/kasvud/health_server.h"
#include "services/kasvud/health_watch.h"
#include "services/kasvud/kept_clock.h"
#include "services/kasvud/operator_port.h"
#include "services/kasvud/options.h"
#include "services/kasvud/starting.h"
#include "storage/randomness.h"
#include "storage/vault.h"

namespace kasvu::kasvud {

// Within this time of Stop everything is closed.
inline constexpr absl::Duration kStopWithin = absl::Seconds(5);

class Kasvud {
 public:
  // Opens the data and begins to serve; the errors say what the operator can do about them.
  static absl::StatusOr<std::unique_ptr<Kasvud>> Start(const Options& options);

  // Stops unless that has happened.
  ~Kasvud();

  int port() const { return endpoint_.port; }
  // Of the port for operators; 0 when there is none.
  int operator_port() const { return operators_ == nullptr ? 0 : operators_->port(); }

  // Takes no more calls, finishes those that are in flight (after four seconds they are cancelled)
  // and closes the stores. A client that merely stays connected holds up nothing.
  void Stop();

 private:
  explicit Kasvud(const Options& options) : options_(options) {}

  absl::Status Open();
  absl::Status OpenContexts(const DataFolder& folder);
  absl::Status Serve();
  // Makes the contexts known to each other and to those in other processes.
  void Connect();
  absl::Status ClockMoved(absl::Time now);
  services::Surroundings SurroundingsOfServices() const;

  // Opens the port for operators if there is to be one.
  absl::Status ServeOperators();
  // Begins to look for what is wrong.
  void WatchHealth();
  // What is wrong, and what of it lies in what the contexts share.
  std::vector<services::Trouble> Troubles() const;
  std::vector<services::Trouble> SharedTroubles() const;
  // Whether a commit has failed so that nothing can be written any more.
  bool DiskFailed() const;
  // Leaves the stores open for the end of the process: RocksDB, as Debian builds it, aborts when it
  // closes files of a disk that has failed. What was answered is on the disk, or nowhere.
  void LeaveStores();
  // Sets what gRPC's health check says.
  void TellHealth();
  std::string Metrics() const;

  const Options options_;
  Starting starting_;
  storage::SystemRandomness randomness_;
  services::MandateTable mandates_;
  std::unique_ptr<services::Workers> workers_;
  std::unique_ptr<KeptClock> clock_;
  std::unique_ptr<storage::Store> keys_;
  const services::WatchedStore* watched_keys_ = nullptr;  // in it
  std::unique_ptr<storage::Vault> vault_;
  // In the order in which they need each other.
  std::vector<std::unique_ptr<Context>> contexts_;
  std::unique_ptr<services::MandateFeed> feed_;
  std::unique_ptr<ClockServer> clock_server_;
  std::unique_ptr<HealthServer> health_server_;
  std::vector<services::RpcService*> services_;  // behind the endpoint
  Endpoint endpoint_;
  std::unique_ptr<HealthWatch> watch_;
  std::unique_ptr<gateway::HttpServer> operators_;
};

}  // namespace kasvu::kasvud
