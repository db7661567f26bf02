// Whom a command touches.
#include <gmock/gmock.h>

#include "tests/workflows/cohort/season.h"

namespace kasvu::workflows {
namespace {

using Ordinals = std::set<uint32_t>;

RecordAttendance AttendanceOf(uint32_t group) {
  RecordAttendance command;
  command.group = group;
  return command;
}

RecordStep Record(OwnerRef owner) {
  RecordStep command;
  command.owner = owner;
  return command;
}

// Group 1 has 1, 2 and 3, of whom 3 has ended; group 2 has 4; 5 has none. Link 1 joins 2 and 4
// with somebody outside.
CohortBuilder Five() {
  CohortBuilder cohort = Season();
  const auto three = cohort.Enrol(2, kActive);
  cohort.Form({three[0], three[1], cohort.Enrol(kEnded)});
  cohort.Form({cohort.Enrol(kActive)});
  cohort.Enrol(kApplied);
  cohort.Happen(LinkOf(1), [](auto& event) {
    auto& link = *event.mutable_link_made()->mutable_link();
    link.add_members()->set_enrolment(2);
    link.add_members()->set_enrolment(4);
    link.add_members()->set_person("persons/mentor");
  });
  return cohort;
}

TEST(TouchedTest, NamesThoseWhomACommandMayChange) {
  RecordStep shared = Record(EnrolmentOf(1));
  shared.work.add_shared_with(4);
  RecordStep decided = Record(GroupOf(2));
  (*decided.work.mutable_decided())[5] = "yes";
  CorrectStep correction;
  correction.work = shared;
  RotateLinks rotation;
  RotateLinks rotation_of_one;
  rotation_of_one.group = 2;
  AssignLink assignment;
  assignment.enrolments = {1};
  assignment.fellows = {5};
  AssignLink mentored = assignment;
  mentored.persons = {{"persons/mentor", {"mentor"}}};
  const Ordinals all = {1, 2, 3, 4, 5};
  const Ordinals going_on = {1, 2, 4, 5};
  struct Case {
    Command command;
    Ordinals touched;
  };
  const std::vector<Case> cases = {
      {CreateCohort{}, {}},
      {StartCohort{}, going_on},
      {RescheduleCohort{}, going_on},
      {CloseCohort{}, all},
      {CancelCohort{}, going_on},
      {FormGroups{}, going_on},
      {MoveEnrolment{2, 2}, {2, 4}},
      {MoveSession{1, "", {}, {}, ""}, {1, 2, 3}},
      {CancelSession{2, "", ""}, {4}},
      {AttendanceOf(1), {1, 2, 3}},
      {AttendanceOf(9), {}},
      {assignment, {1, 5}},
      {rotation, going_on},
      {rotation_of_one, {4}},
      {EndLink{1, ""}, {2, 4}},
      {ConsentToLink{1, {}, ""}, {2, 4}},
      {ConsentToLink{9, {}, ""}, {}},
      {CreateEnrolments{}, {}},
      {AcceptEnrolments{}, going_on},
      {CreateEnrolments{{NewEnrolment{}}, false}, going_on},
      {AcceptEnrolments{{5}}, going_on},
      {MoveStage{Move::kReturn, 3, "", {}}, all},
      {mentored, going_on},
      {MoveStage{Move::kPause, 2, "", {}}, {2}},
      {Record(EnrolmentOf(1)), {1}},
      {Record(LinkOf(1)), {2, 4}},
      {Record(GroupOf(1)), {1, 2, 3}},
      {Record(TheCohort()), going_on},
      {shared, {1, 4}},
      {decided, {4, 5}},
      {WaiveStep{LinkOf(1), "", ""}, {2, 4}},
      {correction, {1, 4}},
  };
  CohortBuilder cohort = Five();
  for (const Case& one : cases) {
    EXPECT_EQ(Touched(cohort.image(), one.command), one.touched) << one.command.index();
  }
}

// The image may hold only some of the enrolments yet.
TEST(TouchedTest, CountsThoseWhoAreNotLoaded) {
  CohortBuilder cohort = Five();
  cohort.bent().enrolments.clear();
  EXPECT_EQ(Touched(cohort.image(), StartCohort{}), (Ordinals{1, 2, 3, 4, 5}));
}

}  // namespace
}  // namespace kasvu::workflows
