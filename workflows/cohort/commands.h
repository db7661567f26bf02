// What may be asked of a cohort, as the core takes it: ids resolved to ordinals, free words sealed,
// who asks and in which roles already known.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/state.pb.h"
#include "kasvu/storage/v1/work.pb.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

// Who asks. The operator may act in every role.
struct Doer {
  bool is_operator = false;
  std::string person;           // persons/…; empty for the operator
  std::set<std::string> roles;  // by mandate, at this cohort's scope, today: coordinator, mentor …
};

// ---- of a cohort
struct CreateCohort {
  storage::v1::CohortState cohort;  // id, template, digest, title, region … start date, params
};
struct StartCohort {};
struct RescheduleCohort {
  absl::CivilDay start;
};
struct CloseCohort {};
struct CancelCohort {
  std::string reason;
};

// ---- of groups and their sessions
struct FormGroups {
  int groups = 0;  // 0: as few as the version's sizes allow
  std::map<uint32_t, std::map<std::string, std::string>> attributes;  // by enrolment: trade …
};
struct MoveEnrolment {
  uint32_t enrolment = 0;
  uint32_t group = 0;
};
struct MoveSession {
  uint32_t group = 0;
  std::string key;
  std::optional<absl::Time> starts;
  kasvu::v1::Mode mode = kasvu::v1::MODE_UNSPECIFIED;  // unspecified: as it is
  std::string topic;                                   // empty: as it is
};
struct CancelSession {
  uint32_t group = 0;
  std::string key;
  std::string reason;
};
// Attendance. Taken again it corrects what was taken before.
struct RecordAttendance {
  uint32_t group = 0;
  std::string key;
  std::set<uint32_t> absent;
  std::optional<std::set<uint32_t>> present;  // when set: only these were there
  std::optional<absl::Time> occurred;         // as planned unless given
  storage::v1::Sealed note;                   // under the group's own key; may be empty
};

// ---- of links
struct LinkPerson {
  std::string person;
  std::set<std::string> roles;  // by mandate, at this cohort's scope, today
};
struct AssignLink {
  std::string link;
  std::vector<uint32_t> enrolments;  // whom it serves; all of a symmetric one
  std::vector<uint32_t> fellows;     // participants on the other side
  std::vector<LinkPerson> persons;   // or others there
  std::string item;
};
struct RotateLinks {
  std::string link;
  std::string item;
  std::optional<uint32_t> group;  // all groups unless given
};
struct EndLink {
  uint32_t link = 0;
  std::string reason;
};
struct ConsentToLink {
  uint32_t link = 0;
  std::optional<uint32_t> enrolment;  // on whose behalf; or
  std::string person;
};

// ---- of enrolments
struct NewEnrolment {
  std::string person;
  std::string company;
  std::string track;
};
struct CreateEnrolments {
  std::vector<NewEnrolment> enrolments;
  bool all_or_nothing = false;
};
struct AcceptEnrolments {
  std::vector<uint32_t> enrolments;  // none: everyone who applied
};
enum class Move { kWaitlist, kPause, kResume, kWithdraw, kReturn };
struct MoveStage {
  Move move = Move::kWaitlist;
  uint32_t enrolment = 0;
  std::string reason;
  std::optional<absl::Time> occurred;  // now unless given
};

// ---- of steps
// Which kind of work it is; what was done stands in `work`.
enum class WorkKind {
  kDone,
  kAbsent,
  kMeeting,
  kSigned,
  kAnswers,
  kDecision,
  kReview,
  kOutcome,
};
struct RecordStep {
  OwnerRef owner;
  std::string key;
  WorkKind kind = WorkKind::kDone;
  storage::v1::Work work;              // words and free answers inside `sealed`
  std::set<std::string> words;         // questions and fields whose words are in there
  std::string signs_as;                // role or link; derived from the doer unless given
  std::optional<absl::Time> occurred;  // now unless given
};
struct WaiveStep {
  OwnerRef owner;
  std::string key;
  std::string reason;
};
struct CorrectStep {
  RecordStep work;
  bool clear = false;  // as if it had never been recorded
  std::string reason;
};

using Command =
    std::variant<CreateCohort, StartCohort, RescheduleCohort, CloseCohort, CancelCohort, FormGroups,
                 MoveEnrolment, MoveSession, CancelSession, RecordAttendance, AssignLink,
                 RotateLinks, EndLink, ConsentToLink, CreateEnrolments, AcceptEnrolments, MoveStage,
                 RecordStep, WaiveStep, CorrectStep>;

}  // namespace kasvu::workflows
