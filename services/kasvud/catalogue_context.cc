#include "services/kasvud/catalogue_context.h"

#include <utility>

#include "errors/error.h"
#include "services/catalogue/ready_programmes.h"
#include "services/catalogue/template_server.h"
#include "services/kasvud/roles.h"

namespace kasvu::kasvud {
namespace {

constexpr size_t kMemoryBytes = 8 << 20;

class CatalogueContext : public Context {
 public:
  CatalogueContext(std::unique_ptr<storage::Store> store,
                   const services::Surroundings& surroundings)
      : store_(std::move(store)), catalogue_(*store_), server_(catalogue_, surroundings) {}

  absl::Status PublishReady(absl::Time now) {
    return catalogue::PublishReadyProgrammes(*store_, catalogue_, now);
  }

  std::vector<services::RpcService*> Services() override { return {&server_}; }

  absl::Status ClockMoved(absl::Time) override { return absl::OkStatus(); }
  void Stop() override { server_.EndStreams(); }

 private:
  const std::unique_ptr<storage::Store> store_;
  catalogue::Catalogue catalogue_;
  catalogue::TemplateServer server_;
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
