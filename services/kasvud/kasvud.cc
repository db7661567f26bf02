#include "services/kasvud/kasvud.h"

#include <chrono>
#include <utility>

#include "errors/error.h"
#include "grpcpp/health_check_service_interface.h"
#include "services/kasvud/catalogue_context.h"
#include "services/kasvud/directory_context.h"
#include "services/kasvud/engine_context.h"
#include "services/kasvud/erasure.h"
#include "services/kasvud/roles.h"

namespace kasvu::kasvud {
namespace {

constexpr int kWorkers = 4;
constexpr size_t kKeysMemoryBytes = 8 << 20;
constexpr std::chrono::seconds kFinishCallsWithin(4);
constexpr std::chrono::milliseconds kAnswersLeaveWithin(200);

}  // namespace

absl::StatusOr<std::unique_ptr<Kasvud>> Kasvud::Start(const Options& options) {
  std::unique_ptr<Kasvud> kasvud(new Kasvud(options));
  KASVU_RETURN_IF_ERROR(kasvud->Open());
  return kasvud;
}

Kasvud::~Kasvud() { Stop(); }

absl::Status Kasvud::Open() {
  KASVU_ASSIGN_OR_RETURN(const DataFolder folder, DataFolder::Open(options_.data));
  KASVU_ASSIGN_OR_RETURN(keys_, folder.OpenKeys(kKeysMemoryBytes));
  // After the store, which only one server can open: so only one looks at the clock's file.
  KASVU_ASSIGN_OR_RETURN(clock_,
                         KeptClock::Open(folder.path(), folder.is_new(), options_.test_clock));
  KASVU_ASSIGN_OR_RETURN(vault_, storage::OpenVault(*keys_, options_.master_key, randomness_));
  workers_ = std::make_unique<services::Workers>(kWorkers);
  KASVU_RETURN_IF_ERROR(OpenContexts(folder));
  return Serve();
}

absl::Status Kasvud::OpenContexts(const DataFolder& folder) {
  Shared shared{.options = options_,
                .folder = folder,
                .clock = *clock_,
                .randomness = randomness_,
                .keys = *keys_,
                .vault = *vault_,
                .surroundings = {*clock_, mandates_, *workers_},
                .catalogue = nullptr,
                .directory = nullptr};
  const auto add = [&](std::unique_ptr<Context> context) {
    inside_.push_back(ServeInProcess(context->NewServices()));
    contexts_.push_back(std::move(context));
    return inside_.back()->InProcessChannel(grpc::ChannelArguments());
  };
  if (options_.Has(kDirectoryRole)) {
    KASVU_ASSIGN_OR_RETURN(auto context, OpenDirectory(shared, mandates_));
    shared.directory = add(std::move(context));
  } else if (!options_.directory.empty()) {
    shared.directory = ConnectTo(options_.directory);
    feed_ = std::make_unique<services::MandateFeed>(
        shared.directory, mandates_, [this](const kasvu::v1::DirectoryChange& change) {
          return FollowErasure(*vault_, change);
        });
  }
  if (options_.Has(kCatalogueRole)) {
    KASVU_ASSIGN_OR_RETURN(auto context, OpenCatalogue(shared));
    shared.catalogue = add(std::move(context));
  } else if (!options_.catalogue.empty()) {
    shared.catalogue = ConnectTo(options_.catalogue);
  }
  // Last, for it needs the others.
  if (options_.Has(kEngineRole)) {
    KASVU_ASSIGN_OR_RETURN(auto context, OpenEngine(shared));
    add(std::move(context));
  }
  return absl::OkStatus();
}

absl::Status Kasvud::Serve() {
  clock_server_ = std::make_unique<ClockServer>(
      *clock_, [this](absl::Time now) { return ClockMoved(now); },
      services::Surroundings{*clock_, mandates_, *workers_});
  services_ = {clock_server_.get()};
  for (const auto& context : contexts_) {
    for (services::RpcService* service : context->NewServices()) services_.push_back(service);
  }
  KASVU_ASSIGN_OR_RETURN(endpoint_, Listen(options_.listen, services_));
  return absl::OkStatus();
}

absl::Status Kasvud::ClockMoved(absl::Time now) {
  for (const auto& context : contexts_) KASVU_RETURN_IF_ERROR(context->ClockMoved(now));
  return absl::OkStatus();
}

void Kasvud::Stop() {
  const auto deadline = std::chrono::system_clock::now() + kFinishCallsWithin;
  for (services::RpcService* service : services_) service->StopTaking();
  feed_.reset();
  for (const auto& context : contexts_) context->Stop();
  for (services::RpcService* service : services_) service->WaitUntilIdle(deadline);
  services_.clear();
  // gRPC would wait for clients to hang up as long as it may: just long enough for answers to
  // leave.
  const auto soon = std::chrono::system_clock::now() + kAnswersLeaveWithin;
  if (endpoint_.server != nullptr) {
    endpoint_.server->GetHealthCheckService()->SetServingStatus(false);
    endpoint_.server->Shutdown(soon);
  }
  for (const auto& server : inside_) server->Shutdown(soon);
  // Calls are over: nothing waits for the workers any more. Services go before their contexts'
  // stores, and whoever needs others before those.
  endpoint_.server.reset();
  inside_.clear();
  workers_.reset();
  clock_server_.reset();
  while (!contexts_.empty()) contexts_.pop_back();
  vault_.reset();
  keys_.reset();
}

}  // namespace kasvu::kasvud
