#include "services/engine/check_store.h"

#include <string>
#include <tuple>
#include <vector>

#include "errors/error.h"
#include "services/common/row_check.h"
#include "services/engine/check_anchors.h"
#include "services/engine/check_rows.h"
#include "services/engine/compare_cohort.h"
#include "services/engine/programs.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

// A part of a cohort that could not be compared is told of as a fault of its history.
void TellUnverified(const absl::Status& status, const std::string& cohort,
                    services::Faults& faults) {
  const std::string reason = ReasonOf(status);
  services::Tell(faults, reason.empty() ? "HISTORY_BROKEN" : reason, kHeadTable, {cohort},
                 "a history that its states follow from", std::string(status.message()));
}

}  // namespace

void CheckStore(storage::Store& store, services::Faults& faults) {
  const auto snapshot = store.TakeSnapshot();
  const storage::Reader& reader = *snapshot;
  Programs programs(store);
  CheckRows(reader, faults);
  CheckAnchors(reader, faults);
  std::vector<std::string> cohorts;
  services::ForEachRow(reader, kHeadTable, faults,
                       [&](const auto& key, const auto&) { cohorts.push_back(std::get<0>(key)); });
  for (const std::string& cohort : cohorts) {
    const auto replayed = ReplayCohort(reader, programs, cohort);
    if (!replayed.ok()) {
      TellUnverified(replayed.status(), cohort, faults);
      continue;
    }
    faults.Looked(replayed->records);
    CompareCohort(reader, *replayed, faults);
  }
}

}  // namespace kasvu::engine
