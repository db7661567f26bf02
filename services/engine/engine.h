// The engine as a whole: what its services share.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "services/common/call_queue.h"
#include "services/common/clock.h"
#include "services/common/mandates.h"
#include "services/common/repeater.h"
#include "services/common/workers.h"
#include "services/engine/anchorer.h"
#include "services/engine/cohort_signals.h"
#include "services/engine/committer.h"
#include "services/engine/head_poller.h"
#include "services/engine/kept_cohorts.h"
#include "services/engine/order.h"
#include "services/engine/programs.h"
#include "services/engine/purger.h"
#include "services/engine/scheduler.h"
#include "services/engine/scopes.h"
#include "services/engine/standings.h"
#include "services/engine/versions.h"
#include "storage/kv.h"
#include "storage/vault.h"

namespace kasvu::engine {

// Everything outlives the engine. `store` holds nothing else.
struct EngineParts {
  storage::Store& store;
  storage::Vault& vault;
  const services::Clock& clock;
  const services::Mandates& mandates;
  services::Workers& workers;
};

// Safe for use by several threads.
class Engine {
 public:
  explicit Engine(const EngineParts& parts);
  ~Engine() { Stop(); }

  // Brings data that was written by an earlier version to what this one reads. Called before any
  // call is answered.
  absl::Status Prepare() { return IndexScopes(parts_.store); }

  // Versions that are not pinned yet are asked of `catalogue`, whose answers come through `queue`.
  // Called once before any call is answered, or not at all.
  void Connect(std::shared_ptr<grpc::Channel> catalogue, services::CallQueue& queue) {
    versions_.Connect(std::move(catalogue), queue);
  }

  // From now on time is followed. Called once.
  void Start();

  // Settles what is due at `now` and returns when that is on the disk. Damaged cohorts are logged
  // and hold up none of the others.
  absl::Status ClockMoved(absl::Time now) { return scheduler_.SettleAll(now); }

  // The ids of cohorts that could not be read when a command, or time that settles, last came to
  // them.
  std::set<std::string> damaged() const;

  // For how long what is due has been waiting to be settled.
  absl::Duration SchedulerLag() const { return scheduler_.Lag(parts_.clock.Now()); }

  // Ends the streams and finishes what waits; what comes later is refused.
  void Stop();

  // Somebody was erased from the directory: destroys the keys of what may have been written about
  // her together with others, on links, in groups and by the operator on cohorts. Her own key,
  // under which her words on a cohort lie too, is destroyed by whoever keeps the vault. May be
  // repeated: after an error it has to be.
  absl::Status FollowErasure(const std::string& person);

  storage::Store& store() const { return parts_.store; }
  storage::Vault& vault() const { return parts_.vault; }
  const services::Clock& clock() const { return parts_.clock; }
  const services::Mandates& mandates() const { return parts_.mandates; }
  services::Workers& workers() const { return parts_.workers; }
  Programs& programs() { return programs_; }
  KeptCohorts& whole_cohorts() { return whole_cohorts_; }
  KeptCohorts& live_cohorts() { return live_cohorts_; }
  Versions& versions() { return versions_; }
  Standings& standings() { return standings_; }
  Committer& committer() { return committer_; }
  CohortSignals& signals() { return signals_; }
  Purger& purger() { return purger_; }

 private:
  const EngineParts parts_;
  Programs programs_;
  KeptCohorts whole_cohorts_;
  KeptCohorts live_cohorts_;  // what of them may still change, for worklists
  Versions versions_;
  Standings standings_;
  CohortSignals signals_;
  Scheduler scheduler_;
  Anchorer anchorer_;
  Purger purger_;
  Committer committer_;
  HeadPoller head_poller_;
  std::optional<services::Repeater> polling_;  // where other servers change the store as well
};

}  // namespace kasvu::engine
