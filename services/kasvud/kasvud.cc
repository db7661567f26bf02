#include "services/kasvud/kasvud.h"

#include <chrono>
#include <set>
#include <string>
#include <utility>

#include "errors/error.h"
#include "services/kasvud/catalogue_context.h"
#include "services/kasvud/directory_context.h"
#include "services/kasvud/engine_context.h"
#include "services/kasvud/erasure.h"
#include "services/kasvud/listed_erasures.h"
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
  KASVU_ASSIGN_OR_RETURN(const DataFolder folder, DataFolder::Open(options_.data, options_.store));
  KASVU_ASSIGN_OR_RETURN(keys_, folder.OpenKeys(kKeysMemoryBytes));
  if (!options_.erasures.empty()) keys_ = ListErasures(std::move(keys_), options_.erasures);
  // After the store, which only one server can open: so only one looks at the clock's file.
  KASVU_ASSIGN_OR_RETURN(clock_,
                         KeptClock::Open(folder.path(), folder.is_new(), options_.test_clock));
  KASVU_ASSIGN_OR_RETURN(vault_, storage::OpenVault(*keys_, options_.master_key, randomness_));
  workers_ = std::make_unique<services::Workers>(kWorkers);
  KASVU_RETURN_IF_ERROR(OpenContexts(folder));
  return Serve();
}

absl::Status Kasvud::OpenContexts(const DataFolder& folder) {
  const Shared shared{.options = options_,
                      .folder = folder,
                      .clock = *clock_,
                      .randomness = randomness_,
                      .keys = *keys_,
                      .vault = *vault_,
                      .surroundings = {*clock_, mandates_, *workers_}};
  if (options_.Has(kDirectoryRole)) {
    KASVU_ASSIGN_OR_RETURN(contexts_.emplace_back(), OpenDirectory(shared, mandates_));
  }
  if (options_.Has(kCatalogueRole)) {
    KASVU_ASSIGN_OR_RETURN(contexts_.emplace_back(), OpenCatalogue(shared));
  }
  if (options_.Has(kEngineRole)) {
    KASVU_ASSIGN_OR_RETURN(contexts_.emplace_back(), OpenEngine(shared));
  }
  return absl::OkStatus();
}

absl::Status Kasvud::Serve() {
  const services::Surroundings surroundings{*clock_, mandates_, *workers_};
  clock_server_ = std::make_unique<ClockServer>(
      *clock_, [this](absl::Time now) { return ClockMoved(now); }, surroundings);
  services_ = {clock_server_.get()};
  for (const auto& context : contexts_) {
    for (services::RpcService* service : context->Services()) services_.push_back(service);
  }
  std::set<std::string> served;
  for (const services::RpcService* service : services_) served.insert(service->name());
  health_server_ = std::make_unique<HealthServer>(std::move(served), surroundings);
  services_.push_back(health_server_.get());
  KASVU_ASSIGN_OR_RETURN(endpoint_, Listen(options_.listen, services_));
  Connect();
  endpoint_.server->Serve();
  return absl::OkStatus();
}

void Kasvud::Connect() {
  const auto reach = [this](std::string_view role, const std::string& elsewhere) {
    if (options_.Has(role)) return endpoint_.server->Channel();
    return elsewhere.empty() ? nullptr : ConnectTo(elsewhere);
  };
  const Neighbours neighbours{.catalogue = reach(kCatalogueRole, options_.catalogue),
                              .directory = reach(kDirectoryRole, options_.directory),
                              .queue = endpoint_.server->queue()};
  if (!options_.Has(kDirectoryRole) && neighbours.directory != nullptr) {
    feed_ =
        std::make_unique<services::MandateFeed>(neighbours.directory, neighbours.queue, mandates_,
                                                [this](const kasvu::v1::DirectoryChange& change) {
                                                  return FollowErasure(*vault_, change);
                                                });
  }
  for (const auto& context : contexts_) context->Connect(neighbours);
}

absl::Status Kasvud::ClockMoved(absl::Time now) {
  for (const auto& context : contexts_) KASVU_RETURN_IF_ERROR(context->ClockMoved(now));
  return absl::OkStatus();
}

void Kasvud::Stop() {
  const auto deadline = std::chrono::system_clock::now() + kFinishCallsWithin;
  for (services::RpcService* service : services_) service->StopTaking();
  if (health_server_ != nullptr) health_server_->EndStreams();
  feed_.reset();
  for (const auto& context : contexts_) context->Stop();
  for (services::RpcService* service : services_) service->WaitUntilIdle(deadline);
  services_.clear();
  // gRPC would wait for clients to hang up as long as it may: just long enough for answers to
  // leave.
  if (endpoint_.server != nullptr) {
    endpoint_.server->Shutdown(std::chrono::system_clock::now() + kAnswersLeaveWithin);
  }
  // This waits for what the workers still have to answer; nothing comes to them any more then.
  // Services go before their contexts' stores, and whoever needs others before those.
  endpoint_.server.reset();
  workers_.reset();
  health_server_.reset();
  clock_server_.reset();
  while (!contexts_.empty()) contexts_.pop_back();
  vault_.reset();
  keys_.reset();
}

}  // namespace kasvu::kasvud
