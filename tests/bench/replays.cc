#include "tests/bench/replays.h"

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/engine/history_chain.h"
#include "services/engine/tables.h"
#include "storage/rocksdb_store.h"
#include "tests/bench/population.h"
#include "workflows/cohort/replay.h"

namespace kasvu::bench {
namespace {

template <typename Result>
Result OrGiveUp(absl::StatusOr<Result> result) {
  if (!result.ok()) GiveUp(std::string(result.status().message()));
  return *std::move(result);
}

struct Replayed {
  int cohorts = 0;
  int events = 0;
};

Replayed ReplayAll(const storage::Reader& reader) {
  Replayed replayed;
  absl::Status walked;
  const absl::Status scanned = engine::kHeadTable.Scan(
      reader, std::tuple(),
      [&](const std::tuple<std::string>& key, const kasvu::storage::v1::CohortHead& head) {
        std::vector<kasvu::storage::v1::Event> events;
        walked = engine::WalkChain(
            reader, std::get<0>(key), head, [&](const kasvu::storage::v1::HistoryRecord& record) {
              events.insert(events.end(), record.events().begin(), record.events().end());
              return absl::OkStatus();
            });
        workflows::Replay(events);
        replayed.events += static_cast<int>(events.size());
        ++replayed.cohorts;
        return walked.ok();
      });
  if (!scanned.ok()) GiveUp(std::string(scanned.message()));
  if (!walked.ok()) GiveUp(std::string(walked.message()));
  return replayed;
}

}  // namespace

void MeasureReplays(const std::string& data, Report& report) {
  storage::RocksDbStoreOptions options;
  options.folder = data + "/engine";
  const std::unique_ptr<storage::Store> store = OrGiveUp(storage::OpenRocksDbStore(options));
  const std::unique_ptr<storage::Snapshot> snapshot = store->TakeSnapshot();
  const absl::Time begin = absl::Now();
  const Replayed replayed = ReplayAll(*snapshot);
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  report.Add("Replaying histories",
             "Reading the records of every cohort, checking their hashes and folding their events "
             "into states.",
             {{"events/s", "histories/s", "histories", "events"},
              {{absl::StrFormat("%.0f", replayed.events / seconds),
                absl::StrFormat("%.0f", replayed.cohorts / seconds), absl::StrCat(replayed.cohorts),
                absl::StrCat(replayed.events)}}});
}

}  // namespace kasvu::bench
