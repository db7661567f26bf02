#include "services/kasvud/directory_context.h"

#include <optional>
#include <utility>

#include "errors/error.h"
#include "services/common/repeater.h"
#include "services/directory/person_server.h"
#include "services/kasvud/roles.h"
#include "services/kasvud/shown.h"

namespace kasvu::kasvud {
namespace {

constexpr size_t kMemoryBytes = 16 << 20;

class DirectoryContext : public Context {
 public:
  DirectoryContext(std::unique_ptr<storage::Store> store, const Shared& shared,
                   services::MandateTable& mandates)
      : store_(kDirectoryRole, std::move(store)),
        directory_({store_, shared.vault, shared.randomness, mandates}),
        server_(directory_, shared.surroundings) {}

  absl::Status Load() {
    KASVU_RETURN_IF_ERROR(directory_.Load());
    if (store_.IsShared()) {
      following_.emplace([this] { directory_.FollowOthers().IgnoreError(); },
                         services::kNoticeOthersWithin);
    }
    return absl::OkStatus();
  }

  std::vector<services::RpcService*> Services() override { return {&server_}; }

  std::vector<services::Trouble> Troubles() const override { return store_.Troubles(); }
  void Show(MetricsPage& page) override { ShowStore(store_, page); }

  absl::Status ClockMoved(absl::Time) override { return absl::OkStatus(); }
  void Stop() override {
    following_.reset();
    directory_.changed().Close();
  }

 private:
  services::WatchedStore store_;
  directory::Directory directory_;
  directory::PersonServer server_;
  std::optional<services::Repeater> following_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Context>> OpenDirectory(const Shared& shared,
                                                       services::MandateTable& mandates) {
  KASVU_ASSIGN_OR_RETURN(auto store,
                         shared.folder.OpenStore(shared.keys, kDirectoryRole, kMemoryBytes));
  auto context = std::make_unique<DirectoryContext>(std::move(store), shared, mandates);
  KASVU_RETURN_IF_ERROR(context->Load());
  return context;
}

}  // namespace kasvu::kasvud
