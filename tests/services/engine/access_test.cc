// Who may see and do what under a cohort.

#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

class AccessTest : public SeasonTest {
 protected:
  AccessTest() {
    Begin(10, 1);
    kasvu::v1::RotateLinksRequest rotate;
    rotate.set_cohort("cohorts/a");
    rotate.set_link("pair");
    rotate.set_item("trust");
    pairs_ = Do(&Enrolments::RotateLinks, rotate);
  }

  std::string SeesEnrolment(const std::string& actor, int ordinal) {
    kasvu::v1::GetEnrolmentRequest request;
    request.set_name(Name("a", ordinal));
    return ReasonOf(As(actor, &Enrolments::GetEnrolment, request).status());
  }

  int Listed(const std::string& actor) {
    kasvu::v1::ListEnrolmentsRequest request;
    request.set_cohort("cohorts/a");
    const auto listed = As(actor, &Enrolments::ListEnrolments, request);
    return listed.ok() ? listed->enrolments_size() : -1;
  }

  kasvu::v1::RotateLinksResponse pairs_;
};

TEST_F(AccessTest, AParticipantSeesHerselfHerGroupAndHerLinks) {
  const std::string first = PersonName(1);
  EXPECT_EQ(SeesEnrolment(first, 1), "");
  EXPECT_EQ(SeesEnrolment(first, 2), "ENROLMENT_NOT_FOUND");
  EXPECT_EQ(Listed(first), 1);
  kasvu::v1::ListGroupsRequest groups;
  groups.set_cohort("cohorts/a");
  EXPECT_EQ(As(first, &Enrolments::ListGroups, groups)->groups_size(), 1);
  kasvu::v1::ListLinksRequest links;
  links.set_cohort("cohorts/a");
  EXPECT_EQ(As(first, &Enrolments::ListLinks, links)->links_size(), 1);
  kasvu::v1::ListHistoryRequest history;
  history.set_cohort("cohorts/a");
  EXPECT_EQ(ReasonOf(As(first, &Enrolments::ListHistory, history).status()), "NOT_ALLOWED");
}

TEST_F(AccessTest, AStrangerSeesNothing) {
  kasvu::v1::GetCohortRequest request;
  request.set_name("cohorts/a");
  EXPECT_EQ(ReasonOf(As("persons/stranger", &Enrolments::GetCohort, request).status()),
            "COHORT_NOT_FOUND");
  EXPECT_EQ(SeesEnrolment("persons/stranger", 1), "COHORT_NOT_FOUND");
  EXPECT_EQ(Listed("persons/stranger"), -1);
}

TEST_F(AccessTest, AParticipantActsForHerselfAlone) {
  auto own = Step(Name("a", 1), "connection");
  own.mutable_outcome();
  EXPECT_EQ(Refusal(&Progress::RecordStep, own, PersonName(1)), "");
  auto others = Step(Name("a", 2), "connection");
  others.mutable_outcome();
  EXPECT_EQ(Refusal(&Progress::RecordStep, others, PersonName(1)), "ENROLMENT_NOT_FOUND");
  GoTo(absl::CivilDay(2021, 2, 2));
  EXPECT_EQ(Refusal(&Progress::RecordAttendance, Attendance("cohorts/a/groups/g1", "session/trust"),
                    PersonName(1)),
            "NOT_YOURS_TO_DO");
  kasvu::v1::WithdrawEnrolmentRequest withdraw;
  withdraw.set_name(Name("a", 2));
  EXPECT_EQ(Refusal(&Enrolments::WithdrawEnrolment, withdraw, PersonName(1)),
            "ENROLMENT_NOT_FOUND");
  withdraw.set_name(Name("a", 1));
  EXPECT_EQ(Refusal(&Enrolments::WithdrawEnrolment, withdraw, PersonName(1)), "");
}

TEST_F(AccessTest, TheTwoOfAPairRecordTheirTalk) {
  const auto& pair = pairs_.links(0);
  const auto ordinal = *OrdinalIn(pair.enrolments(0), "a", kasvu::storage::v1::OWNER_ENROLMENT);
  auto talk = Step(pair.name(), "pair-talk/trust");
  talk.mutable_meeting()->set_minutes(45);
  const auto other =
      *OrdinalIn(pairs_.links(1).enrolments(0), "a", kasvu::storage::v1::OWNER_ENROLMENT);
  EXPECT_EQ(Refusal(&Progress::RecordStep, talk, PersonName(static_cast<int>(other))),
            "LINK_NOT_FOUND");
  EXPECT_EQ(Refusal(&Progress::RecordStep, talk, PersonName(static_cast<int>(ordinal))), "");
}

TEST_F(AccessTest, AMandateForTheCohortOpensItAndEndsWithItsDay) {
  Grant("persons/mentor", "mentor", "cohorts/a");
  Grant("persons/elsewhere", "mentor", "cohorts/b");
  Grant("persons/expert", "expert", "cohorts/a");
  EXPECT_EQ(Listed("persons/mentor"), 10);
  EXPECT_EQ(Listed("persons/elsewhere"), -1);
  GoTo(absl::CivilDay(2021, 2, 2));
  EXPECT_EQ(Refusal(&Progress::RecordAttendance, Attendance("cohorts/a/groups/g1", "session/trust"),
                    "persons/expert"),
            "NOT_YOURS_TO_DO");
  EXPECT_EQ(Refusal(&Progress::RecordAttendance, Attendance("cohorts/a/groups/g1", "session/trust"),
                    "persons/mentor"),
            "");
  kasvu::v1::PauseEnrolmentRequest pause;
  pause.set_name(Name("a", 1));
  EXPECT_EQ(Refusal(&Enrolments::PauseEnrolment, pause, "persons/mentor"), "NOT_ALLOWED");

  kasvu::v1::Mandate ended;
  ended.set_name("mandates/1");
  ended.set_person("persons/mentor");
  ended.set_role("mentor");
  ended.set_scope("cohorts/a");
  ended.set_until_date("2021-02-01");
  mandates_.Put(ended);
  EXPECT_EQ(Listed("persons/mentor"), -1);
}

}  // namespace
}  // namespace kasvu::engine
