#include "tests/bench/dormant_counts.h"

#include <memory>
#include <utility>

#include "kasvu/v1/progress_service.grpc.pb.h"
#include "services/common/mandate_table.h"
#include "services/common/workers.h"
#include "services/engine/engine.h"
#include "services/engine/progress_server.h"
#include "storage/rocksdb_store.h"
#include "storage/vault.h"
#include "tests/bench/population.h"
#include "tests/services/in_process.h"

namespace kasvu::bench {
namespace {

using Progress = kasvu::v1::ProgressService::Stub;

std::unique_ptr<storage::Store> Open(const std::string& folder) {
  storage::RocksDbStoreOptions options;
  options.folder = folder;
  auto store = storage::OpenRocksDbStore(std::move(options));
  if (!store.ok()) GiveUp(std::string(store.status().message()));
  return *std::move(store);
}

template <class Response>
void Must(const absl::StatusOr<Response>& response) {
  if (!response.ok()) GiveUp(std::string(response.status().message()));
}

}  // namespace

CallCounts CountCalls(const std::string& data, const CountedCalls& plan) {
  const auto store = Open(data + "/engine");
  const auto keys = Open(data + "/keys");
  CountedStore counted(*store);
  storage::SystemRandomness randomness;
  const auto vault = storage::OpenVault(*keys, data + "/master.key", randomness);
  Must(vault);
  services::MandateTable mandates;
  kasvu::v1::Mandate mandate;
  mandate.set_name("mandates/coordinator");
  mandate.set_person(plan.coordinator);
  mandate.set_role("coordinator");
  mandate.set_scope("regions/02");
  mandates.Put(mandate);
  const services::SystemClock clock;
  services::Workers workers(2);
  engine::Engine engine({counted, **vault, clock, mandates, workers});
  engine::ProgressServer service(engine, {clock, mandates, workers});
  CallCounts counts;
  {
    services::InProcess server(service);
    const auto stub = kasvu::v1::ProgressService::NewStub(server.channel());
    counted.Take();
    for (int i = 0; i < plan.calls; ++i) {
      Must(services::CallAs("", *stub, &Progress::RecordStep, plan.record(i)));
    }
    counts.record = counted.Take();
    kasvu::v1::ListWorkItemsRequest list;
    list.set_page_size(50);
    for (int i = 0; i < plan.calls; ++i) {
      Must(services::CallAs(plan.coordinator, *stub, &Progress::ListWorkItems, list));
    }
    counts.worklist = counted.Take();
    for (int i = 0; i < plan.calls; ++i) {
      Must(services::CallAs("", *stub, &Progress::GetCohortProgress, plan.progress(i)));
    }
    counts.progress = counted.Take();
    engine.Stop();
  }
  return counts;
}

}  // namespace kasvu::bench
