#include "services/kasvud/catalogue_context.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "errors/error.h"
#include "services/catalogue/ready_programmes.h"
#include "services/catalogue/standing_book.h"
#include "services/catalogue/template_server.h"
#include "services/common/repeater.h"
#include "services/kasvud/roles.h"
#include "services/kasvud/shown.h"

namespace kasvu::kasvud {
namespace {

constexpr size_t kMemoryBytes = 8 << 20;

class CatalogueContext : public Context {
 public:
  CatalogueContext(std::unique_ptr<storage::Store> store,
                   const services::Surroundings& surroundings)
      : store_(kCatalogueRole, std::move(store)),
        catalogue_(store_),
        server_(catalogue_, surroundings) {
    if (!store_.IsShared()) return;
    following_.emplace([this] { FollowOthers(); }, services::kNoticeOthersWithin);
  }

  absl::Status PublishReady(absl::Time now) {
    return catalogue::PublishReadyProgrammes(store_, catalogue_, now);
  }

  std::vector<services::RpcService*> Services() override { return {&server_}; }

  std::vector<services::Trouble> Troubles() const override { return store_.Troubles(); }
  void Show(MetricsPage& page) override { ShowStore(store_, page); }

  absl::Status ClockMoved(absl::Time) override { return absl::OkStatus(); }
  void Stop() override {
    following_.reset();
    server_.EndStreams();
  }

 private:
  // Tells those who wait what other servers have changed in the store.
  void FollowOthers() {
    const auto newest = catalogue::NewestStandingChange(*store_.TakeSnapshot());
    if (!newest.ok() || *newest == newest_change_) return;
    newest_change_ = *newest;
    catalogue_.standings_changed().Raise();
  }

  services::WatchedStore store_;
  catalogue::Catalogue catalogue_;
  catalogue::TemplateServer server_;
  uint64_t newest_change_ = 0;  // of the standings, that was seen here
  std::optional<services::Repeater> following_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Context>> OpenCatalogue(const Shared& shared) {
  KASVU_ASSIGN_OR_RETURN(auto store,
                         shared.folder.OpenStore(shared.keys, kCatalogueRole, kMemoryBytes));
  auto context = std::make_unique<CatalogueContext>(std::move(store), shared.surroundings);
  if (shared.options.programmes) {
    KASVU_RETURN_IF_ERROR(context->PublishReady(shared.clock.Now()));
  }
  return context;
}

}  // namespace kasvu::kasvud
