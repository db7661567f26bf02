#include "services/kasvud/engine_context.h"

#include <string>
#include <utility>

#include "errors/error.h"
#include "services/common/mandate_feed.h"
#include "services/common/mandate_table.h"
#include "services/engine/anchor_chain.h"
#include "services/engine/engine.h"
#include "services/engine/enrolment_server.h"
#include "services/engine/progress_server.h"
#include "services/engine/standing_feed.h"
#include "services/kasvud/errors.h"
#include "services/kasvud/roles.h"
#include "services/kasvud/shown.h"

namespace kasvu::kasvud {
namespace {

constexpr size_t kMemoryBytes = 64 << 20;

class EngineContext : public Context {
 public:
  EngineContext(std::unique_ptr<storage::Store> store, const Shared& shared)
      : store_(kEngineRole, std::move(store)),
        engine_({store_, shared.vault, shared.clock, shared.surroundings.mandates,
                 shared.surroundings.workers}),
        enrolment_server_(engine_, shared.surroundings),
        progress_server_(engine_, shared.surroundings) {
    engine_.Start();
  }

  std::vector<services::RpcService*> Services() override {
    return {&enrolment_server_, &progress_server_};
  }

  void Connect(const Neighbours& neighbours) override {
    engine_.Connect(neighbours.catalogue, neighbours.queue);
    if (neighbours.catalogue != nullptr) {
      standing_feed_ = std::make_unique<engine::StandingFeed>(
          neighbours.catalogue, neighbours.queue, engine_.standings());
    }
    if (neighbours.directory == nullptr) return;
    feed_ = std::make_unique<services::MandateFeed>(
        neighbours.directory, neighbours.queue, known_,
        [this](const kasvu::v1::DirectoryChange& change) {
          if (change.erased_person().empty()) return absl::OkStatus();
          return engine_.FollowErasure(change.erased_person());
        });
  }

  absl::Status Prepare() {
    KASVU_RETURN_IF_ERROR(engine_.standings().Load());
    return engine_.Prepare();
  }

  std::vector<services::Trouble> Troubles() const override {
    std::vector<services::Trouble> troubles = store_.Troubles();
    if (standing_feed_ != nullptr) {
      TellOfFeed("standings", "CATALOGUE_AWAY", standing_feed_->state(), troubles);
    }
    if (feed_ != nullptr) TellOfFeed("erasures", "DIRECTORY_AWAY", feed_->state(), troubles);
    const size_t damaged = engine_.damaged().size();
    if (damaged > 0) {
      troubles.push_back({"COHORTS_DAMAGED", kEngineRole,
                          std::to_string(damaged) +
                              " of the cohorts cannot be read; verify the data, and see whether "
                              "a backup has them whole",
                          true});
    }
    return troubles;
  }
  void Show(MetricsPage& page) override {
    ShowStore(store_, page);
    ShowEngine(engine_, page);
    if (standing_feed_ != nullptr) ShowFeed("standings", standing_feed_->state(), page);
    if (feed_ != nullptr) ShowFeed("erasures", feed_->state(), page);
  }

  absl::Status ClockMoved(absl::Time now) override { return engine_.ClockMoved(now); }

  void Stop() override {
    standing_feed_.reset();
    feed_.reset();
    engine_.Stop();
  }

 private:
  services::WatchedStore store_;
  engine::Engine engine_;
  engine::EnrolmentServer enrolment_server_;
  engine::ProgressServer progress_server_;
  // Only erasures are of interest here; mandates are known to the whole process already.
  services::MandateTable known_;
  std::unique_ptr<services::MandateFeed> feed_;
  std::unique_ptr<engine::StandingFeed> standing_feed_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Context>> OpenEngine(const Shared& shared) {
  KASVU_ASSIGN_OR_RETURN(auto store,
                         shared.folder.OpenStore(shared.keys, kEngineRole, kMemoryBytes));
  const absl::Status anchored = engine::CheckLastAnchor(*store->TakeSnapshot());
  if (ReasonOf(anchored) == "HISTORY_BROKEN") {
    return StoreNotWhole(shared.folder.PlaceOf(kEngineRole), std::string(anchored.message()));
  }
  KASVU_RETURN_IF_ERROR(anchored);
  auto context = std::make_unique<EngineContext>(std::move(store), shared);
  KASVU_RETURN_IF_ERROR(context->Prepare());
  return context;
}

}  // namespace kasvu::kasvud
