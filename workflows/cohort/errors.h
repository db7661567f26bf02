// Why a command on a cohort, its groups, sessions or enrolments may be refused. Errors of links and
// steps alone stand in errors_step.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/state.pb.h"

namespace kasvu::workflows {

// ---- of the cohort
absl::Status CohortExists(std::string_view cohort);
absl::Status CohortStarted(std::string_view cohort);
absl::Status CohortNotStarted(std::string_view cohort);
absl::Status CohortOver(const storage::v1::CohortState& cohort);
// `asked` more cannot be taken where `most` may be and `taken` are.
absl::Status CohortFull(int most, int taken, int asked);

// ---- what is not there
absl::Status EnrolmentNotFound(uint32_t enrolment);
absl::Status GroupNotFound(uint32_t group);
absl::Status StepUnknown(std::string_view key);
absl::Status TrackUnknown(std::string_view track, const std::vector<std::string>& known);

// ---- of enrolments
absl::Status EnrolmentEnded(const storage::v1::EnrolmentState& enrolment);
// `may` are the stages it would have to be in.
absl::Status WrongState(const storage::v1::EnrolmentState& enrolment,
                        const std::vector<storage::v1::EnrolmentStage>& may);
// Somebody cannot come back who has been enrolled anew in the meantime.
absl::Status AlreadyEnrolled(uint32_t enrolment);
// One of several that were to be enrolled all or none; `refused` is the place, from 1, of the first
// that could not be.
absl::Status OthersRefused(int refused);

// ---- of groups and sessions
// `sentence` has the numbers in words.
absl::Status GroupSize(std::string_view sentence, int people, int groups, int least, int most);
absl::Status GroupOnOtherVersion(uint32_t enrolment, uint32_t group);
// As GroupSize, of one group that somebody is moved to.
absl::Status GroupFull(uint32_t group, int people, int least, int most);
absl::Status NobodyToGroup();
absl::Status NotInGroup(const std::vector<uint32_t>& enrolments, uint32_t group);
absl::Status SessionHeld(std::string_view key);
absl::Status SessionCancelled(std::string_view key);
// `key` would no longer stand between its neighbours; `neighbour` is the one it would pass.
absl::Status SessionOrder(std::string_view key, std::string_view neighbour);

// ---- of whoever acts, and when
absl::Status NotYoursToDo(std::string_view what);
absl::Status OccurredInFuture(absl::Time occurred, absl::Time now);
absl::Status OccurredTooEarly(absl::Time occurred, absl::Time earliest);

// The word of a stage as people and programs read it: `applied`, `running`.
std::string WordOf(storage::v1::EnrolmentStage stage);
std::string WordOf(storage::v1::CohortStage stage);

}  // namespace kasvu::workflows
