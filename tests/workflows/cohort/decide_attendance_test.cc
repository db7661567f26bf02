// The attendance of a whole group, taken and taken again.
#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/season.h"
#include "workflows/cohort/apply_step.h"

namespace kasvu::workflows {
namespace {

using storage::v1::STEP_STATE_DONE;
using storage::v1::STEP_STATE_MISSED;
using storage::v1::STEP_STATE_UNSPECIFIED;
using storage::v1::STEP_STATE_WAIVED;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// A group of so many on the evening of its first session.
CohortBuilder Evening(int members) {
  CohortBuilder cohort = Season();
  cohort.Form(cohort.Enrol(members, kActive));
  cohort.At(At(2021, 2, 1, 20));
  return cohort;
}

RecordAttendance Attendance(const std::string& key, std::optional<absl::Time> occurred = {}) {
  RecordAttendance command;
  command.group = 1;
  command.key = key;
  command.occurred = occurred;
  return command;
}

RecordAttendance Absent(const std::set<uint32_t>& absent) {
  RecordAttendance command = Attendance("session/one");
  command.absent = absent;
  return command;
}

RecordAttendance Present(const std::set<uint32_t>& present) {
  RecordAttendance command = Attendance("session/one");
  command.present = present;
  return command;
}

storage::v1::StepState State(const CohortBuilder& cohort, uint32_t enrolment) {
  return cohort.record(enrolment, "session/one").state();
}

TEST(RecordAttendanceTest, RecordsEverybodyInOneDecision) {
  CohortBuilder cohort = Evening(3);
  const auto decision = cohort.Do(Absent({2}));
  EXPECT_THAT(Lines(decision->events),
              ElementsAre("SessionHeld g1 session/one", "StepRecorded e1 session/one",
                          "StepRecorded e3 session/one", "StepRecorded e2 session/one"));
  EXPECT_EQ(State(cohort, 1), STEP_STATE_DONE);
  EXPECT_EQ(State(cohort, 2), STEP_STATE_MISSED);
  EXPECT_EQ(cohort.record(1, "session/one").via(), storage::v1::VIA_WORK);
  const auto& held = cohort.occurrence(1, "session/one");
  EXPECT_EQ(held.state(), storage::v1::OCCURRENCE_STATE_HELD);
  EXPECT_EQ(held.present(), 2u);
  EXPECT_EQ(held.absent(), 1u);
}

TEST(RecordAttendanceTest, HappenedAsPlannedUnlessToldOtherwise) {
  CohortBuilder cohort = Evening(2);
  ASSERT_TRUE(cohort.Do(Absent({})).ok());
  const int64_t planned = absl::ToUnixMicros(At(2021, 2, 1, 9));
  EXPECT_EQ(cohort.occurrence(1, "session/one").held_at(), planned);
  EXPECT_EQ(cohort.record(1, "session/one").occurred_at(), planned);

  CohortBuilder other = Evening(2);
  RecordAttendance command = Absent({});
  command.occurred = At(2021, 2, 1, 18);
  ASSERT_TRUE(other.Do(command).ok());
  EXPECT_EQ(other.occurrence(1, "session/one").held_at(), absl::ToUnixMicros(At(2021, 2, 1, 18)));
}

TEST(RecordAttendanceTest, OnlyThoseNamedPresentWereThere) {
  CohortBuilder cohort = Evening(3);
  ASSERT_TRUE(cohort.Do(Present({3})).ok());
  EXPECT_EQ(State(cohort, 1), STEP_STATE_MISSED);
  EXPECT_EQ(State(cohort, 3), STEP_STATE_DONE);
  CohortBuilder nobody = Evening(2);
  ASSERT_TRUE(nobody.Do(Present({})).ok());
  EXPECT_EQ(State(nobody, 1), STEP_STATE_MISSED);
}

TEST(RecordAttendanceTest, CallsEachByHerStage) {
  struct Case {
    const char* what;
    storage::v1::EnrolmentStage stage;
    storage::v1::StepState unnamed;
    const char* named;  // DONE, or the reason why not
  };
  const Case cases[] = {
      {"active", kActive, STEP_STATE_DONE, "DONE"},
      {"accepted", kAccepted, STEP_STATE_DONE, "DONE"},
      {"paused", kPaused, STEP_STATE_MISSED, "DONE"},
      {"applied", kApplied, STEP_STATE_UNSPECIFIED, "NOT_IN_GROUP"},
      {"ended before", kEnded, STEP_STATE_UNSPECIFIED, "NOT_IN_GROUP"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    CohortBuilder cohort = Season();
    cohort.Form({cohort.Enrol(kActive), cohort.Enrol(one.stage)});
    cohort.At(At(2021, 2, 1, 20));
    CohortBuilder named = cohort;
    CohortBuilder named_absent = cohort;
    ASSERT_TRUE(named_absent.Do(Absent({2})).ok());
    EXPECT_NE(State(named_absent, 2), STEP_STATE_DONE);
    ASSERT_TRUE(cohort.Do(Absent({})).ok());
    EXPECT_EQ(State(cohort, 2), one.unnamed);
    const auto decision = named.Do(Present({1, 2}));
    EXPECT_EQ(decision.ok() ? "DONE" : ReasonOf(decision.status()), one.named);
    EXPECT_EQ(State(named, 2), decision.ok() ? STEP_STATE_DONE : STEP_STATE_UNSPECIFIED);
  }
}

// What she was on the day of the session counts, not what she is when it is recorded.
TEST(RecordAttendanceTest, LooksAtTheDayOfTheSession) {
  CohortBuilder cohort = Evening(4);
  cohort.At(At(2021, 2, 3));
  cohort.Happen(EnrolmentOf(1), [](auto& event) { event.mutable_enrolment_paused(); });
  cohort.Happen(EnrolmentOf(2), [](auto& event) { event.mutable_enrolment_ended(); });
  cohort.bent().enrolments[3].set_accepted_at(absl::ToUnixMicros(At(2021, 2, 2)));
  auto& pause = *cohort.bent().enrolments[4].add_pauses();
  pause.set_from(absl::ToUnixMicros(At(2021, 1, 31)));
  pause.set_until(absl::ToUnixMicros(At(2021, 2, 2)));
  ASSERT_TRUE(cohort.Do(Absent({})).ok());
  EXPECT_EQ(State(cohort, 1), STEP_STATE_DONE) << "paused after it";
  EXPECT_EQ(State(cohort, 2), STEP_STATE_DONE) << "ended after it";
  EXPECT_EQ(State(cohort, 3), STEP_STATE_MISSED) << "accepted after it";
  EXPECT_EQ(State(cohort, 4), STEP_STATE_MISSED) << "paused then";
}

// A cohort that is entered after its first session: everybody was accepted only then.
TEST(RecordAttendanceTest, CallsWhoeverIsNotNamedPresentWhenAllWereAcceptedLater) {
  CohortBuilder cohort = Evening(3);
  cohort.At(At(2021, 2, 3));
  for (const uint32_t one : {1, 2, 3}) {
    cohort.bent().enrolments[one].set_accepted_at(absl::ToUnixMicros(At(2021, 2, 2)));
  }
  ASSERT_TRUE(cohort.Do(Absent({2})).ok());
  EXPECT_EQ(State(cohort, 1), STEP_STATE_DONE);
  EXPECT_EQ(State(cohort, 2), STEP_STATE_MISSED);
  EXPECT_EQ(State(cohort, 3), STEP_STATE_DONE);
}

TEST(RecordAttendanceTest, TakenAgainCorrectsOnlyWhatChanged) {
  CohortBuilder cohort = Evening(3);
  ASSERT_TRUE(cohort.Do(Absent({2})).ok());
  cohort.At(At(2021, 2, 5));
  const auto again = cohort.Do(Absent({3}));
  EXPECT_THAT(Lines(again->events),
              ElementsAre("StepCorrected e2 session/one", "StepCorrected e3 session/one"));
  EXPECT_EQ(State(cohort, 2), STEP_STATE_DONE);
  EXPECT_EQ(State(cohort, 3), STEP_STATE_MISSED);
  EXPECT_EQ(cohort.record(2, "session/one").via(), storage::v1::VIA_CORRECTION);
  EXPECT_EQ(cohort.record(2, "session/one").occurred_at(), absl::ToUnixMicros(At(2021, 2, 1, 9)));
  EXPECT_THAT(cohort.Do(Absent({3}))->events, IsEmpty());
  EXPECT_THAT(Lines(cohort.Do(Absent({}))->events),
              ElementsAre("SessionHeld g1 session/one", "StepCorrected e3 session/one"));
  EXPECT_EQ(cohort.occurrence(1, "session/one").present(), 3u);
}

TEST(RecordAttendanceTest, TakenAgainCorrectsTheTime) {
  CohortBuilder cohort = Evening(2);
  ASSERT_TRUE(cohort.Do(Absent({})).ok());
  RecordAttendance command = Absent({});
  command.occurred = At(2021, 2, 1, 10);
  EXPECT_THAT(Lines(cohort.Do(command)->events), ElementsAre("SessionHeld g1 session/one"));
  EXPECT_EQ(cohort.occurrence(1, "session/one").held_at(), absl::ToUnixMicros(At(2021, 2, 1, 10)));
  EXPECT_THAT(cohort.Do(Absent({}))->events, IsEmpty());
}

// Whoever completed with the last session is still counted when it is corrected.
TEST(RecordAttendanceTest, TakenAgainCountsWhoEndedWithIt) {
  CohortBuilder cohort = Evening(3);
  ASSERT_TRUE(cohort.Do(Absent({2})).ok());
  for (const uint32_t ended : {1u, 3u}) {
    cohort.Happen(EnrolmentOf(ended), [](auto& event) {
      event.set_occurred_at(absl::ToUnixMicros(At(2021, 2, 1, 9)));
      event.mutable_enrolment_ended()->set_kind(kasvu::v1::END_KIND_COMPLETED);
    });
  }
  EXPECT_THAT(Lines(cohort.Do(Absent({3}))->events),
              ElementsAre("StepCorrected e2 session/one", "StepCorrected e3 session/one"));
  EXPECT_EQ(cohort.occurrence(1, "session/one").present(), 2u);
}

TEST(RecordAttendanceTest, RecordsWhoCameIntoTheGroupSince) {
  CohortBuilder cohort = Evening(2);
  ASSERT_TRUE(cohort.Do(Absent({})).ok());
  const uint32_t newcomer = cohort.Enrol(kActive);
  ASSERT_TRUE(cohort.Do(MoveEnrolment{newcomer, 1}).ok());
  EXPECT_THAT(Lines(cohort.Do(Absent({}))->events),
              ElementsAre("SessionHeld g1 session/one", "StepRecorded e3 session/one"));
  EXPECT_EQ(State(cohort, newcomer), STEP_STATE_MISSED);
}

TEST(RecordAttendanceTest, LeavesWhatWasSettledInHerFavour) {
  struct Case {
    const char* what;
    storage::v1::StepState before;
    storage::v1::Via via;
    std::set<uint32_t> absent;
    const char* event;  // of enrolment 1
  };
  const Case cases[] = {
      {"waived and absent", STEP_STATE_WAIVED, storage::v1::VIA_UNSPECIFIED, {1}, ""},
      {"made up and absent", STEP_STATE_DONE, storage::v1::VIA_MAKE_UP, {1}, ""},
      {"waived, but there", STEP_STATE_WAIVED, storage::v1::VIA_UNSPECIFIED, {}, "StepCorrected"},
      {"said she was there", STEP_STATE_DONE, storage::v1::VIA_WORK, {}, ""},
      {"said so, but was not", STEP_STATE_DONE, storage::v1::VIA_WORK, {1}, "StepCorrected"},
      {"only its dates moved",
       STEP_STATE_UNSPECIFIED,
       storage::v1::VIA_UNSPECIFIED,
       {},
       "StepRecorded"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.what);
    CohortBuilder cohort = Evening(2);
    auto& record = *cohort.bent().enrolments[1].add_steps();
    record.set_key("session/one");
    record.set_state(one.before);
    record.set_via(one.via);
    std::vector<std::string> expected = {"SessionHeld g1 session/one",
                                         "StepRecorded e2 session/one"};
    if (*one.event != '\0') expected.push_back(std::string(one.event) + " e1 session/one");
    EXPECT_THAT(Lines(cohort.Do(Absent(one.absent))->events),
                ::testing::UnorderedElementsAreArray(expected));
  }
}

TEST(RecordAttendanceTest, KeepsANoteWithTheGroup) {
  CohortBuilder cohort = Evening(2);
  RecordAttendance command = Absent({});
  command.note.set_subject("groups/g1");
  command.note.set_content("sealed");
  EXPECT_THAT(Lines(cohort.Do(command)->events),
              ElementsAre("SessionHeld g1 session/one", "StepRecorded g1 session/one",
                          "StepRecorded e1 session/one", "StepRecorded e2 session/one"));
  const auto* record = FindStep(cohort.group(1).steps(), "session/one");
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->work().sealed().content(), "sealed");
}

constexpr char kHosted[] = R"(
template: hosted
languages: [fi]
title: {fi: Isännät}
people: {group: {min: 2, max: 4}, roles: {guide: {title: {fi: Ohjaaja}, min: 1}}}
links:
  host: {title: {fi: Isäntä}, of: participant, size: 1, pick: rotate, per: session, spacing: 1}
phases:
  - id: all
    title: {fi: Kaikki}
    steps:
      - id: session
        title: {fi: Tapaaminen}
        session: {minutes: 60}
        items: [one, two]
        every: {weeks: 1}
        from: start
        by: {any: [host, guide]}
        close: {after: session/last, days: 30}
        else: missed
ends:
  - {id: done, title: {fi: Valmis}, as: completed,
     requires: {sessions: {count: session, all_but: 0}}}
)";

// Without a word of the version that is a mentor; else those whom `by` names, and no mentor.
TEST(RecordAttendanceTest, IsTakenByWhoLeadsTheSession) {
  struct Case {
    Doer doer;
    bool of_season;
    bool of_hosted;
  };
  const Case cases[] = {
      {{true, "", {}}, true, true},
      {{false, "persons/c", {"coordinator"}}, true, true},
      {{false, "persons/m", {"mentor"}}, true, false},
      {{false, "persons/g", {"guide"}}, false, true},
      {{false, "persons/x", {"expert", "juror"}}, false, false},
      {{false, "persons/p1", {}}, false, true},  // the host
      {{false, "persons/p2", {}}, false, false},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.doer.person);
    const auto refusal = [&](CohortBuilder cohort, bool alone) {
      if (alone) {
        RecordStep record;
        record.owner = EnrolmentOf(1);
        record.key = "session/one";
        return ReasonOf(cohort.Do(record, one.doer).status());
      }
      return ReasonOf(cohort.Do(Absent({}), one.doer).status());
    };
    CohortBuilder hosted(kHosted, kSeasonStart);
    hosted.Run();
    hosted.Form(hosted.Enrol(2, kActive));
    AssignLink host{.link = "host", .enrolments = {}, .fellows = {1}, .persons = {}, .item = "one"};
    const auto assigned = hosted.Do(host);
    ASSERT_TRUE(assigned.ok()) << assigned.status();
    hosted.At(At(2021, 2, 1, 20));
    EXPECT_EQ(refusal(Evening(2), false), one.of_season ? "" : "NOT_YOURS_TO_DO");
    EXPECT_EQ(refusal(hosted, false), one.of_hosted ? "" : "NOT_YOURS_TO_DO");
    // Nor does anybody else get there by recording the one session of one participant.
    EXPECT_TRUE(one.of_season || refusal(Evening(2), true) == "NOT_YOURS_TO_DO");
    EXPECT_TRUE(one.of_hosted || refusal(hosted, true) == "NOT_YOURS_TO_DO");
  }
}

// Nobody says of herself that she was there, but that she will not come.
TEST(RecordAttendanceTest, AnybodyMayExcuseHerself) {
  CohortBuilder cohort = Evening(2);
  RecordStep record;
  record.owner = EnrolmentOf(1);
  record.key = "session/one";
  const Doer herself{false, "persons/p1", {}};
  EXPECT_EQ(ReasonOf(cohort.Do(record, herself).status()), "NOT_YOURS_TO_DO");
  record.kind = WorkKind::kAbsent;
  EXPECT_TRUE(cohort.Do(record, herself).ok());
  EXPECT_EQ(State(cohort, 1), STEP_STATE_MISSED);
}

TEST(RecordAttendanceTest, RefusesAsAWhole) {
  CohortBuilder cohort = Evening(3);
  const uint32_t stranger = cohort.Enrol(kActive);
  ASSERT_TRUE(cohort.Do(CancelSession{1, "session/three", ""}).ok());
  const auto reason = [&](uint32_t group, const std::string& key, std::set<uint32_t> absent,
                          std::optional<std::set<uint32_t>> present,
                          std::optional<absl::Time> occurred) {
    RecordAttendance command = Attendance(key, occurred);
    command.group = group;
    command.absent = absent;
    command.present = present;
    const auto decision = cohort.Do(command);
    EXPECT_EQ(State(cohort, 1), STEP_STATE_UNSPECIFIED);
    return ReasonOf(decision.status());
  };
  EXPECT_EQ(reason(4, "session/one", {}, {}, {}), "GROUP_NOT_FOUND");
  EXPECT_EQ(reason(1, "session/four", {}, {}, {}), "STEP_UNKNOWN");
  EXPECT_EQ(reason(1, "plan", {}, {}, {}), "STEP_UNKNOWN");
  EXPECT_EQ(reason(1, "session/one", {stranger}, {}, {}), "NOT_IN_GROUP");
  EXPECT_EQ(reason(1, "session/one", {}, std::set<uint32_t>{1, 99}, {}), "NOT_IN_GROUP");
  EXPECT_EQ(reason(1, "session/three", {}, {}, {}), "SESSION_CANCELLED");
  EXPECT_EQ(reason(1, "session/two", {}, {}, {}), "OCCURRED_IN_FUTURE") << "a week ahead";
  EXPECT_EQ(reason(1, "lunch/one", {}, {}, {}), "OCCURRED_IN_FUTURE") << "without a date";
  EXPECT_EQ(reason(1, "session/one", {}, {}, At(2021, 2, 2)), "OCCURRED_IN_FUTURE");
  EXPECT_EQ(reason(1, "session/one", {}, {}, At(2019, 2, 2)), "OCCURRED_TOO_EARLY");
  cohort.Stage(storage::v1::COHORT_STAGE_AFTERCARE);
  EXPECT_EQ(reason(1, "session/one", {}, {}, {}), "COHORT_OVER");
}

TEST(RecordAttendanceTest, TakesATentativeOneWhenToldTheTime) {
  CohortBuilder cohort = Evening(2);
  ASSERT_TRUE(cohort.Do(Attendance("lunch/one", At(2021, 2, 1, 12))).ok());
  EXPECT_EQ(cohort.occurrence(1, "lunch/one").state(), storage::v1::OCCURRENCE_STATE_HELD);
}

TEST(RecordAttendanceTest, LeavesOutThoseOfAnotherTrack) {
  constexpr char kTracks[] = R"(
template: tracks
people: {tracks: {firm: {}, expert: {}}}
phases:
  - id: all
    steps:
      - {id: clinic, for: firm, session: {minutes: 60}, items: [one, two], every: {weeks: 1},
         from: start}
      - {id: report, for: expert, task: any}
ends:
  - {id: done, as: completed, for: firm, requires: {clinic: {count: clinic, all_but: 1}}}
  - {id: given, as: completed, for: expert, requires: {report: {done: report}}}
)";
  CohortBuilder cohort(kTracks, kSeasonStart);
  cohort.Run();
  cohort.Form(cohort.Enrol(2, kActive));
  cohort.bent().enrolments[1].set_track("firm");
  cohort.bent().enrolments[2].set_track("expert");
  cohort.At(At(2021, 2, 1, 20));
  EXPECT_THAT(Lines(cohort.Do(Attendance("clinic/one"))->events),
              ElementsAre("SessionHeld g1 clinic/one", "StepRecorded e1 clinic/one"));
}

TEST(RecordAttendanceTest, LeavesASessionThatIsTheGroupsOwnToTheGroup) {
  constexpr char kOwn[] = R"(
template: own
phases:
  - id: all
    steps:
      - {id: open-day, per: group, session: {minutes: 60}, items: [one, two], every: {weeks: 1},
         from: start}
      - {id: plan, task: any}
ends: [{id: done, as: completed, requires: {plan: {done: plan}}}]
)";
  CohortBuilder cohort(kOwn, kSeasonStart);
  cohort.Run();
  cohort.Form(cohort.Enrol(2, kActive));
  cohort.At(At(2021, 2, 1, 20));
  EXPECT_THAT(Lines(cohort.Do(Attendance("open-day/one"))->events),
              ElementsAre("SessionHeld g1 open-day/one"));
}

// A session that makes up for another settles it for whoever was missed there.
TEST(RecordAttendanceTest, MakesUpForWhatWasMissed) {
  constexpr char kMakeUp[] = R"(
template: make-up
phases:
  - id: all
    steps:
      - {id: day, session: {minutes: 60}, items: [one, two], every: {weeks: 1}, from: start}
      - {id: again, session: {minutes: 60}, makes_up: day, close: {after: this, days: 60},
         else: missed}
ends: [{id: done, as: completed, requires: {days: {count: day, all_but: 0}}}]
)";
  CohortBuilder cohort(kMakeUp, kSeasonStart);
  cohort.Run();
  cohort.Form(cohort.Enrol(3, kActive));
  cohort.At(At(2021, 2, 10));
  RecordAttendance first = Attendance("day/one", At(2021, 2, 1, 9));
  first.absent = {2, 3};
  ASSERT_TRUE(cohort.Do(first).ok());
  RecordAttendance again = Attendance("again/one", At(2021, 2, 9));
  again.present = {2};
  const auto decision = cohort.Do(again);
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(Lines(decision->events), ::testing::Contains("StepMadeUp e2 day/one"));
  EXPECT_EQ(cohort.record(2, "day/one").state(), STEP_STATE_DONE);
  EXPECT_EQ(cohort.record(2, "day/one").via(), storage::v1::VIA_MAKE_UP);
  EXPECT_EQ(cohort.record(3, "day/one").state(), STEP_STATE_MISSED);
  // Nothing that the first attendance says again undoes that.
  EXPECT_THAT(cohort.Do(first)->events, IsEmpty());
}

}  // namespace
}  // namespace kasvu::workflows
