// What is stored of one cohort beside what its history leads to.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "services/common/faults.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/programs.h"
#include "storage/kv.h"
#include "workflows/cohort/replay.h"

namespace kasvu::engine {

struct ReplayedCohort {
  std::string id;
  LoadedCohort stored;
  workflows::CohortImage image;  // replayed
  // Enrolment and position: the records with events of it.
  std::set<std::pair<uint32_t, uint64_t>> events_of;
  uint64_t records = 0;
  uint64_t events = 0;
};

// Walks the hash chain of `cohort` and replays all its events. COHORT_NOT_FOUND; DATA_LOSS
// (HISTORY_BROKEN) with the first position that does not fit; what LoadCohort answers.
absl::StatusOr<ReplayedCohort> ReplayCohort(const storage::Reader& reader, Programs& programs,
                                            const std::string& cohort);

// Tells of every state (STATE_DIFFERS, STATE_MISSING, STATE_UNEXPECTED), every line of an index
// (INDEX_LINE_MISSING, INDEX_LINE_UNEXPECTED) and every counter (COUNTER_DIFFERS) under the cohort
// that does not follow from its history. Lines that lead here from persons that have nothing here
// are left to whoever walks those indexes.
void CompareCohort(const storage::Reader& reader, const ReplayedCohort& replayed,
                   services::Faults& faults);

}  // namespace kasvu::engine
