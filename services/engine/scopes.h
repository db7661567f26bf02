// The cohorts that a mandate leads to, without looking at all others.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kasvu/storage/v1/state.pb.h"
#include "services/common/mandates.h"
#include "storage/kv.h"

namespace kasvu::engine {

// The scopes beside itself and everywhere in which a cohort lies: its region, the organisation that
// owns it. They never change.
std::vector<std::string> ScopesOf(const kasvu::storage::v1::CohortState& cohort);

// Writes the index of a new cohort, in the transaction that writes the cohort.
absl::Status AddScopes(storage::Writer& writer, const kasvu::storage::v1::CohortState& cohort);

// Writes the index of all cohorts unless that has been done: for data that was written without it.
absl::Status IndexScopes(storage::Store& store);

// The ids of cohorts at `scopes`, in order, those after `after` and at most `limit` of them. Where
// one of the scopes is `*` they are all there are.
absl::StatusOr<std::set<std::string>> CohortsAt(const storage::Reader& reader,
                                                const std::vector<services::RoleAtScope>& scopes,
                                                const std::string& after, size_t limit);

// The same of those in which `person` ever had an enrolment or a link.
absl::StatusOr<std::set<std::string>> CohortsOfPerson(const storage::Reader& reader,
                                                      const std::string& person,
                                                      const std::string& after, size_t limit);

}  // namespace kasvu::engine
