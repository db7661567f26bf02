// A cohort as a snapshot of the store has it, for whoever only reads: what the rules need of it,
// with what time has settled applied in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/history.pb.h"
#include "services/engine/programs.h"
#include "storage/kv.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/replay.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

struct LoadedCohort {
  kasvu::storage::v1::CohortHead head;  // as stored, before what time has settled
  workflows::CohortImage image;
  std::shared_ptr<const workflows::Program> program;  // the cohort's
  workflows::Pins pins;

  // Valid as long as this stays where it is.
  workflows::View At(absl::Time now) const { return {*program, image, now, &pins}; }
};

// All of them answer COHORT_NOT_FOUND for an id that is not there. With `now`, what time has
// settled up to then is applied; with absl::InfinitePast() nothing is.

// The cohort and its groups alone.
absl::StatusOr<LoadedCohort> LoadShared(const storage::Reader& reader, Programs& programs,
                                        const std::string& cohort, absl::Time now);

// The same with one enrolment and every link that it, its group or the cohort's rules need of it:
// those it names. ENROLMENT_NOT_FOUND.
absl::StatusOr<LoadedCohort> LoadEnrolment(const storage::Reader& reader, Programs& programs,
                                           const std::string& cohort, uint32_t enrolment,
                                           absl::Time now);

// The same with one link and the enrolments in it, each with its links. LINK_NOT_FOUND.
absl::StatusOr<LoadedCohort> LoadLink(const storage::Reader& reader, Programs& programs,
                                      const std::string& cohort, uint32_t link, absl::Time now);

// Everything under the cohort.
absl::StatusOr<LoadedCohort> LoadCohort(const storage::Reader& reader, Programs& programs,
                                        const std::string& cohort, absl::Time now);

// Looks up the versions that govern what has been loaded, then applies to it what time has settled
// up to `now`. Cheap when nothing has.
absl::Status SettleInMemory(Programs& programs, absl::Time now, LoadedCohort& loaded);

}  // namespace kasvu::engine
