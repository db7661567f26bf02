// What a worklist has to know of a cohort: the live part of it, all of it or around one person.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/engine/cohort_reader.h"
#include "storage/kv.h"

namespace kasvu::engine {

// The cohort with its groups, what of it is still live, every link that this names, and what time
// has settled up to `now`. What ended long ago is not read. COHORT_NOT_FOUND.
absl::StatusOr<LoadedCohort> LoadLive(const storage::Reader& reader, Programs& programs,
                                      const std::string& cohort, absl::Time now);

// The same with only the live enrolments and links of `person`, and whom those links join.
absl::StatusOr<LoadedCohort> LoadAround(const storage::Reader& reader, Programs& programs,
                                        const std::string& cohort, std::string_view person,
                                        absl::Time now);

// The ids of cohorts in which something live concerns `person`: her enrolments and her links.
absl::StatusOr<std::set<std::string>> CohortsAround(const storage::Reader& reader,
                                                    std::string_view person);

// The ids of cohorts at `scope` (regions/…, organisations/…, cohorts/… or *) in which any enrolment
// is live. Costs no more than the smaller of what lies there and of what is live anywhere.
absl::StatusOr<std::set<std::string>> LiveCohortsAt(const storage::Reader& reader,
                                                    const std::string& scope);

}  // namespace kasvu::engine
