#include "services/admin/verify_stores.h"

#include <algorithm>
#include <set>
#include <utility>

#include "errors/error.h"
#include "services/admin/check_keys.h"
#include "services/admin/check_references.h"
#include "services/admin/check_unwalked.h"
#include "services/admin/read_stores.h"
#include "services/catalogue/check_store.h"
#include "services/directory/check_store.h"
#include "services/engine/check_store.h"
#include "storage/backing_up.h"

namespace kasvu::admin {
namespace {

using kasvu::v1::StoreFault;
using kasvu::v1::VerifiedStore;
using kasvu::v1::VerifyReport;

constexpr uint64_t kRowsBetweenNews = 1000;

class Report : public services::Faults {
 public:
  Report(VerifiedStore& store, uint64_t& rows, absl::FunctionRef<void(uint64_t)> looked)
      : store_(store), rows_(rows), looked_(looked) {}

  void Add(services::Fault fault) override {
    if (store_.faults_size() >= kFaultsTold) return;
    StoreFault& told = *store_.add_faults();
    told.set_reason(std::move(fault.reason));
    told.set_table(std::move(fault.table));
    told.set_key(std::move(fault.key));
    told.set_expected(std::move(fault.expected));
    told.set_found(std::move(fault.found));
  }
  void Walks(storage::Tag table) override { walked_.insert(table); }
  void Looked(uint64_t rows) override {
    store_.set_rows(store_.rows() + static_cast<int64_t>(rows));
    const uint64_t before = std::exchange(rows_, rows_ + rows);
    if (before / kRowsBetweenNews != rows_ / kRowsBetweenNews) looked_(rows_);
  }
  const std::set<storage::Tag>& walked() const { return walked_; }

 private:
  VerifiedStore& store_;
  uint64_t& rows_;
  const absl::FunctionRef<void(uint64_t)> looked_;
  std::set<storage::Tag> walked_;
};

void Check(const std::string& name, const Place& place, const ReadStores& folder, Report& report) {
  storage::Store& store = *folder.Find(name);
  const auto snapshot = store.TakeSnapshot();
  if (name == "engine") engine::CheckStore(store, report);
  if (name == "catalogue") catalogue::CheckStore(*snapshot, report);
  if (name == "directory") directory::CheckStore(*snapshot, report);
  if (name == "keys") CheckKeys(*snapshot, place, report);
  CheckUnwalked(*snapshot, report.walked(), report);
  if (name == "engine") CheckEngineReferences(folder, report);
  if (name == "directory") CheckDirectoryReferences(folder, report);
}

}  // namespace

bool IsWhole(const VerifyReport& report) {
  return std::all_of(report.stores().begin(), report.stores().end(),
                     [](const VerifiedStore& store) { return store.faults_size() == 0; });
}

absl::StatusOr<VerifyReport> VerifyStores(const Place& place,
                                          absl::FunctionRef<void(uint64_t)> looked) {
  // Those of a backup that was broken off: they keep erased keys on the disk.
  if (!place.database()) storage::RemoveLeftOvers(place.folder());
  KASVU_ASSIGN_OR_RETURN(const ReadStores opened, OpenToRead(place));
  VerifyReport verified;
  uint64_t rows = 0;
  for (const std::string name : kStoresInOrder) {
    if (const auto closed = opened.closed.find(name); closed != opened.closed.end()) {
      VerifiedStore& store = *verified.add_stores();
      store.set_store(name);
      Report(store, rows, looked)
          .Add({ReasonOf(closed->second), "", "", "a store that can be opened",
                std::string(closed->second.message())});
    }
    if (opened.Find(name) == nullptr) continue;
    VerifiedStore& store = *verified.add_stores();
    store.set_store(name);
    Report report(store, rows, looked);
    Check(name, place, opened, report);
  }
  return verified;
}

}  // namespace kasvu::admin
