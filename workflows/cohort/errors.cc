#include "workflows/cohort/errors.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "errors/error.h"

namespace kasvu::workflows {
namespace {

using absl::StatusCode;

std::string NameOf(uint32_t enrolment) { return absl::StrCat("e", enrolment); }

// "STAGE_ACTIVE" without its prefix, as people write it.
std::string Word(const std::string& name, size_t prefix) {
  return absl::AsciiStrToLower(name.substr(std::min(prefix, name.size())));
}

std::string Instant(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

}  // namespace

std::string WordOf(storage::v1::EnrolmentStage stage) {
  return Word(storage::v1::EnrolmentStage_Name(stage), sizeof("ENROLMENT_STAGE_") - 1);
}

std::string WordOf(storage::v1::CohortStage stage) {
  return Word(storage::v1::CohortStage_Name(stage), sizeof("COHORT_STAGE_") - 1);
}

absl::Status CohortExists(std::string_view cohort) {
  return Error(StatusCode::kAlreadyExists, "COHORT_EXISTS",
               "there is a cohort " + std::string(cohort) + " already; give this one another id",
               {{"cohort", std::string(cohort)}});
}

absl::Status CohortStarted(std::string_view cohort) {
  return Error(StatusCode::kFailedPrecondition, "COHORT_STARTED",
               "the cohort " + std::string(cohort) +
                   " has started; what is still ahead can be moved session by session, and it can "
                   "be closed",
               {{"cohort", std::string(cohort)}});
}

absl::Status CohortNotStarted(std::string_view cohort) {
  return Error(StatusCode::kFailedPrecondition, "COHORT_NOT_STARTED",
               "the cohort " + std::string(cohort) +
                   " has not started: start it first, or cancel it if it will not be held",
               {{"cohort", std::string(cohort)}});
}

absl::Status CohortOver(const storage::v1::CohortState& cohort) {
  const std::string stage = WordOf(cohort.stage());
  return Error(StatusCode::kFailedPrecondition, "COHORT_OVER",
               "the cohort " + cohort.id() +
                   (cohort.stage() == storage::v1::COHORT_STAGE_CANCELLED ? " was cancelled"
                                                                          : " has been closed") +
                   "; only its aftercare and corrections are recorded",
               {{"cohort", cohort.id()}, {"stage", stage}});
}

absl::Status CohortFull(int most, int taken, int asked) {
  const int left = std::max(0, most - taken);
  return Error(StatusCode::kFailedPrecondition, "COHORT_FULL",
               absl::StrCat("the cohort takes ", most, " and ", taken, " are in: ", left,
                            left == 1 ? " place" : " places", " left for ", asked,
                            "; put the others on the waiting list"),
               {{"most", absl::StrCat(most)},
                {"taken", absl::StrCat(taken)},
                {"asked", absl::StrCat(asked)}});
}

absl::Status EnrolmentNotFound(uint32_t enrolment) {
  return Error(StatusCode::kNotFound, "ENROLMENT_NOT_FOUND",
               "there is no enrolment " + NameOf(enrolment) + " in this cohort",
               {{"enrolment", NameOf(enrolment)}});
}

absl::Status GroupNotFound(uint32_t group) {
  return Error(StatusCode::kNotFound, "GROUP_NOT_FOUND",
               absl::StrCat("there is no group g", group, " in this cohort"),
               {{"group", absl::StrCat("g", group)}});
}

absl::Status StepUnknown(std::string_view key) {
  return Error(
      StatusCode::kInvalidArgument, "STEP_UNKNOWN",
      "there is no step " + std::string(key) + " here; the progress shows the keys that there are",
      {{"step", std::string(key)}});
}

absl::Status TrackUnknown(std::string_view track, const std::vector<std::string>& known) {
  const std::string words = absl::StrJoin(known, ", ");
  std::string sentence =
      track.empty() ? "say in which track" : "there is no track " + std::string(track);
  sentence += known.empty() ? ": this programme has none" : ": it is one of " + words;
  return Error(StatusCode::kInvalidArgument, "TRACK_UNKNOWN", sentence,
               {{"track", std::string(track)}, {"known", words}});
}

absl::Status EnrolmentEnded(const storage::v1::EnrolmentState& enrolment) {
  const std::string name = NameOf(enrolment.ordinal());
  return Error(StatusCode::kFailedPrecondition, "ENROLMENT_ENDED",
               "the enrolment " + name + " has ended as " + enrolment.end() +
                   "; only aftercare and corrections are recorded",
               {{"enrolment", name}, {"end", enrolment.end()}});
}

absl::Status WrongState(const storage::v1::EnrolmentState& enrolment,
                        const std::vector<storage::v1::EnrolmentStage>& may) {
  const std::string name = NameOf(enrolment.ordinal());
  const std::string stage = WordOf(enrolment.stage());
  const std::string words =
      absl::StrJoin(may, ", ", [](std::string* out, auto one) { out->append(WordOf(one)); });
  return Error(StatusCode::kFailedPrecondition, "WRONG_STATE",
               "the enrolment " + name + " is " + stage +
                   (enrolment.end().empty() ? "" : " (" + enrolment.end() + ")") +
                   "; for this it would have to be one of: " + words,
               {{"enrolment", name}, {"stage", stage}, {"may", words}});
}

absl::Status AlreadyEnrolled(uint32_t enrolment) {
  return Error(StatusCode::kFailedPrecondition, "ALREADY_ENROLLED",
               "the same person has been enrolled anew as " + NameOf(enrolment) +
                   "; withdraw that enrolment first",
               {{"enrolment", NameOf(enrolment)}});
}

absl::Status OthersRefused(int refused) {
  return Error(StatusCode::kFailedPrecondition, "OTHERS_REFUSED",
               absl::StrCat("nobody was enrolled, because number ", refused,
                            " could not be and all or none were asked for"),
               {{"refused", absl::StrCat(refused)}});
}

absl::Status GroupSize(std::string_view sentence, int people, int groups, int least, int most) {
  return Error(StatusCode::kFailedPrecondition, "GROUP_SIZE", sentence,
               {{"people", absl::StrCat(people)},
                {"groups", absl::StrCat(groups)},
                {"least", absl::StrCat(least)},
                {"most", absl::StrCat(most)}});
}

absl::Status GroupFull(uint32_t group, int people, int least, int most) {
  const std::string name = absl::StrCat("g", group);
  return Error(StatusCode::kFailedPrecondition, "GROUP_SIZE",
               absl::StrCat("the group ", name, " would have ", people,
                            " participants, and a group has at most ", most),
               {{"group", name},
                {"people", absl::StrCat(people)},
                {"least", absl::StrCat(least)},
                {"most", absl::StrCat(most)}});
}

absl::Status GroupOnOtherVersion(uint32_t enrolment, uint32_t group) {
  return Error(StatusCode::kFailedPrecondition, "GROUP_ON_OTHER_VERSION",
               absl::StrCat("the group g", group, " goes by another version of the programme than ",
                            NameOf(enrolment), "; migrate one of the two first"),
               {{"enrolment", NameOf(enrolment)}, {"group", absl::StrCat("g", group)}});
}

absl::Status NobodyToGroup() {
  return Error(StatusCode::kFailedPrecondition, "NOBODY_TO_GROUP",
               "every participant who has been accepted is in a group already");
}

absl::Status NotInGroup(const std::vector<uint32_t>& enrolments, uint32_t group) {
  const std::string names = absl::StrJoin(
      enrolments, ", ", [](std::string* out, uint32_t one) { out->append(NameOf(one)); });
  return Error(StatusCode::kInvalidArgument, "NOT_IN_GROUP",
               absl::StrCat("not in the group g", group, " then: ", names),
               {{"enrolments", names}, {"group", absl::StrCat("g", group)}});
}

absl::Status SessionHeld(std::string_view key) {
  return Error(
      StatusCode::kFailedPrecondition, "SESSION_HELD",
      "the session " + std::string(key) + " has been held; take its attendance again to correct it",
      {{"step", std::string(key)}});
}

absl::Status SessionCancelled(std::string_view key) {
  return Error(StatusCode::kFailedPrecondition, "SESSION_CANCELLED",
               "the session " + std::string(key) + " was cancelled; give it a new time first",
               {{"step", std::string(key)}});
}

absl::Status SessionOrder(std::string_view key, std::string_view neighbour) {
  return Error(StatusCode::kFailedPrecondition, "SESSION_ORDER",
               "the session " + std::string(key) + " would pass " + std::string(neighbour) +
                   "; the sessions of a series keep their order, so move that one first",
               {{"step", std::string(key)}, {"neighbour", std::string(neighbour)}});
}

absl::Status NotYoursToDo(std::string_view what) {
  return Error(StatusCode::kPermissionDenied, "NOT_YOURS_TO_DO", what);
}

absl::Status OccurredInFuture(absl::Time occurred, absl::Time now) {
  return Error(StatusCode::kInvalidArgument, "OCCURRED_IN_FUTURE",
               "it cannot have happened at " + Instant(occurred) + ", which is still ahead",
               {{"occurred", Instant(occurred)}, {"now", Instant(now)}});
}

absl::Status OccurredTooEarly(absl::Time occurred, absl::Time earliest) {
  return Error(StatusCode::kInvalidArgument, "OCCURRED_TOO_EARLY",
               "it cannot have happened at " + Instant(occurred) + ", before " + Instant(earliest),
               {{"occurred", Instant(occurred)}, {"earliest", Instant(earliest)}});
}

}  // namespace kasvu::workflows
