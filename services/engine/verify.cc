#include "services/engine/verify.h"

#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "errors/error.h"
#include "services/common/faults.h"
#include "services/engine/anchor_chain.h"
#include "services/engine/compare_cohort.h"
#include "services/engine/errors.h"
#include "services/engine/purged.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

class FirstFault : public services::Faults {
 public:
  void Add(services::Fault fault) override {
    if (!fault_) fault_ = std::move(fault);
  }
  const std::optional<services::Fault>& fault() const { return fault_; }

 private:
  std::optional<services::Fault> fault_;
};

}  // namespace

absl::StatusOr<kasvu::v1::VerifyHistoryResponse> VerifyCohort(const storage::Reader& reader,
                                                              Programs& programs,
                                                              const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const bool purged, kPurgedTable.Contains(reader, {cohort}));
  if (purged) return NotThere(reader, cohort);
  // First, for it knows of histories that are gone as a whole.
  KASVU_RETURN_IF_ERROR(CheckAnchorsOf(reader, cohort).status());
  return VerifyStates(reader, programs, cohort);
}

absl::StatusOr<kasvu::v1::VerifyHistoryResponse> VerifyStates(const storage::Reader& reader,
                                                              Programs& programs,
                                                              const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const ReplayedCohort replayed, ReplayCohort(reader, programs, cohort));
  FirstFault first;
  CompareCohort(reader, replayed, first);
  if (const auto& fault = first.fault()) {
    return HistoryBroken(replayed.stored.head.position(),
                         fault->reason + " in " + fault->table + " at " + fault->key);
  }
  kasvu::v1::VerifyHistoryResponse response;
  response.set_records(replayed.records);
  response.set_events(replayed.events);
  response.set_hash(absl::BytesToHexString(replayed.stored.head.hash()));
  return response;
}

}  // namespace kasvu::engine
