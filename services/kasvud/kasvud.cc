#include "services/kasvud/kasvud.h"

#include <algorithm>
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
#include "services/kasvud/shown.h"

namespace kasvu::kasvud {
namespace {

using services::Trouble;

constexpr int kWorkers = 4;
constexpr size_t kKeysMemoryBytes = 8 << 20;
constexpr std::chrono::seconds kFinishCallsWithin(4);
constexpr std::chrono::milliseconds kAnswersLeaveWithin(200);

bool IsNotServing(const std::vector<Trouble>& troubles) {
  return std::any_of(troubles.begin(), troubles.end(),
                     [](const Trouble& trouble) { return !trouble.serves; });
}

}  // namespace

absl::StatusOr<std::unique_ptr<Kasvud>> Kasvud::Start(const Options& options) {
  std::unique_ptr<Kasvud> kasvud(new Kasvud(options));
  KASVU_RETURN_IF_ERROR(kasvud->Open());
  return kasvud;
}

Kasvud::~Kasvud() { Stop(); }

absl::Status Kasvud::Open() {
  KASVU_RETURN_IF_ERROR(ServeOperators());
  KASVU_ASSIGN_OR_RETURN(
      const DataFolder folder,
      DataFolder::Open(options_.data, options_.store,
                       {.known = options_.formats,
                        .news = [this](const std::string& store, const storage::FormatNews& news) {
                          starting_.Migrates(store, news);
                        }}));
  KASVU_ASSIGN_OR_RETURN(auto keys, folder.OpenKeys(kKeysMemoryBytes));
  KASVU_RETURN_IF_ERROR(folder.CheckKeys(*keys));
  auto watched = std::make_unique<services::WatchedStore>(kKeysStore, std::move(keys));
  watched_keys_ = watched.get();
  keys_ = std::move(watched);
  if (!options_.erasures.empty()) keys_ = ListErasures(std::move(keys_), options_.erasures);
  // After the store, which only one server can open: so only one looks at the clock's file.
  KASVU_ASSIGN_OR_RETURN(clock_,
                         KeptClock::Open(folder.path(), folder.is_new(), options_.test_clock));
  KASVU_ASSIGN_OR_RETURN(vault_, storage::OpenVault(*keys_, options_.master_key, randomness_));
  workers_ = std::make_unique<services::Workers>(kWorkers);
  KASVU_RETURN_IF_ERROR(OpenContexts(folder));
  KASVU_RETURN_IF_ERROR(Serve());
  starting_.End();
  WatchHealth();
  return absl::OkStatus();
}

services::Surroundings Kasvud::SurroundingsOfServices() const {
  return {*clock_, mandates_, *workers_, absl::ToChronoNanoseconds(options_.slow_call)};
}

absl::Status Kasvud::OpenContexts(const DataFolder& folder) {
  const Shared shared{.options = options_,
                      .folder = folder,
                      .clock = *clock_,
                      .randomness = randomness_,
                      .keys = *keys_,
                      .vault = *vault_,
                      .surroundings = SurroundingsOfServices()};
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
  const services::Surroundings surroundings = SurroundingsOfServices();
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

std::vector<Trouble> Kasvud::SharedTroubles() const {
  std::vector<Trouble> troubles = watched_keys_->Troubles();
  if (feed_ != nullptr) TellOfFeed("mandates", "DIRECTORY_AWAY", feed_->state(), troubles);
  return troubles;
}

std::vector<Trouble> Kasvud::Troubles() const {
  if (!starting_.over()) return starting_.Troubles();
  std::vector<Trouble> troubles = SharedTroubles();
  for (const auto& context : contexts_) {
    for (Trouble& trouble : context->Troubles()) troubles.push_back(std::move(trouble));
  }
  return troubles;
}

void Kasvud::TellHealth() {
  std::set<std::string> not_serving;
  const bool shared = IsNotServing(SharedTroubles());
  for (const auto& context : contexts_) {
    if (!shared && !IsNotServing(context->Troubles())) continue;
    for (const services::RpcService* service : context->Services()) {
      not_serving.insert(service->name());
    }
  }
  health_server_->SetNotServing(std::move(not_serving));
}

void Kasvud::WatchHealth() {
  watch_ = std::make_unique<HealthWatch>([this] { return Troubles(); },
                                         [this](const std::vector<Trouble>&) { TellHealth(); });
  watch_->Start();
}

absl::Status Kasvud::ServeOperators() {
  if (options_.operator_listen.empty()) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(operators_, OpenOperatorPort(options_.operator_listen,
                                                      {.troubles = [this] { return Troubles(); },
                                                       .metrics = [this] { return Metrics(); }}));
  return absl::OkStatus();
}

std::string Kasvud::Metrics() const {
  MetricsPage page;
  ShowProcess(page);
  const bool started = starting_.over();
  if (started) {
    for (const services::RpcService* service : services_) ShowCalls(*service, page);
    ShowWorkers(*workers_, page);
    ShowStore(*watched_keys_, page);
    for (const auto& context : contexts_) context->Show(page);
  }
  if (started && feed_ != nullptr) ShowFeed("mandates", feed_->state(), page);
  for (const Trouble& trouble : Troubles()) {
    page.Gauge("kasvu_trouble", "1 for each thing that is wrong",
               {{"reason", trouble.reason}, {"where", trouble.where}}, 1);
  }
  return page.Text();
}

bool Kasvud::DiskFailed() const {
  if (keys_ == nullptr) return false;
  const std::vector<Trouble> troubles = Troubles();
  return std::any_of(troubles.begin(), troubles.end(),
                     [](const Trouble& trouble) { return trouble.reason == "STORE_UNAVAILABLE"; });
}

void Kasvud::LeaveStores() {
  struct Left {
    std::vector<std::unique_ptr<Context>> contexts;
    std::unique_ptr<storage::Vault> vault;
    std::unique_ptr<storage::Store> keys;
  };
  static std::vector<Left>* const left = new std::vector<Left>;
  left->push_back({std::exchange(contexts_, {}), std::move(vault_), std::move(keys_)});
}

void Kasvud::Stop() {
  // Before what they look at.
  operators_.reset();
  watch_.reset();
  const bool disk_failed = DiskFailed();
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
  if (disk_failed) return LeaveStores();
  while (!contexts_.empty()) contexts_.pop_back();
  vault_.reset();
  keys_.reset();
}

}  // namespace kasvu::kasvud
