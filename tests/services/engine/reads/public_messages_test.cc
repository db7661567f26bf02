#include "services/engine/reads/public_messages.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "google/protobuf/util/message_differencer.h"
#include "services/engine/reads/public_names.h"
#include "tests/services/engine/reads/parse_text.h"

namespace kasvu::engine {
namespace {

using google::protobuf::EnumDescriptor;

// Whether `shown` is what `expected` says, as text.
template <typename Message>
void ExpectShown(const Message& shown, const std::string& expected) {
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(shown, Parse<Message>(expected)))
      << shown.DebugString();
}

storage::v1::CohortState Cohort() {
  return Parse<storage::v1::CohortState>(R"(
    id: "ekollega-2021" template: "kasvu/ekollega@1" digest: "abc" title: "eKollega 2021"
    region: "02" owner: "yrittajat" project: "S21940" time_zone: "Europe/Helsinki"
    start_date: 18659 params { key: "weeks" value: 3 } stage: COHORT_STAGE_RUNNING
    created_at: 1610000000000001 started_at: 1612130400000000 enrolments: 25 groups: 2 links: 40
    steps { key: "go-on" }
  )");
}

TEST(PublicMessages, ShowACohort) {
  ExpectShown(PublicCohort(Cohort(), 31), R"(
    name: "cohorts/ekollega-2021" title: "eKollega 2021" template: "kasvu/ekollega@1"
    region: "02" owner: "yrittajat" project: "S21940" time_zone: "Europe/Helsinki"
    start_date: "2021-02-01" params { key: "weeks" value: 3 } stage: STAGE_RUNNING
    create_time { seconds: 1610000000 nanos: 1000 } start_time { seconds: 1612130400 }
    enrolments: 25 groups: 2 position: 31 digest: "abc"
  )");
}

TEST(PublicMessages, ShowAGroupWithItsSessionsByDate) {
  kasvu::v1::TemplateSpec spec;
  auto* step = spec.add_phases()->add_steps();
  step->set_id("session");
  step->mutable_session();
  (*step->mutable_title()->mutable_by_language())["en"] = "Session";
  (*step->add_items()).set_id("trust");
  const workflows::TemplateIndex index(spec);
  const auto group = Parse<storage::v1::GroupState>(R"(
    ordinal: 2 title: "Tuesdays" members: 7 members: 11
    occurrences { key: "lunch" state: OCCURRENCE_STATE_TENTATIVE }
    occurrences { key: "session/goals" state: OCCURRENCE_STATE_PLANNED starts_at: 3000000 }
    occurrences { key: "session/trust" state: OCCURRENCE_STATE_HELD starts_at: 1000000
                  ends_at: 2000000 held_at: 1500000 present: 9 absent: 1 mode: MODE_ONLINE
                  topic: "rules" sequence: 4 }
  )");
  ExpectShown(PublicGroup(index, Cohort(), group), R"(
    name: "cohorts/ekollega-2021/groups/g2" title: "Tuesdays"
    members: "cohorts/ekollega-2021/enrolments/e7" members: "cohorts/ekollega-2021/enrolments/e11"
    sessions { step: "session/trust" state: STATE_HELD start_time { seconds: 1 }
               title { by_language { key: "en" value: "Session – trust" } }
               end_time { seconds: 2 } present: 9 absent: 1 mode: MODE_ONLINE topic: "rules" }
    sessions { step: "session/goals" state: STATE_PLANNED start_time { seconds: 3 }
               title { by_language { key: "en" value: "Session – goals" } } }
    sessions { step: "lunch" state: STATE_TENTATIVE title {} }
  )");
}

TEST(PublicMessages, ShowALinkFromBothSides) {
  const auto link = Parse<storage::v1::LinkState>(R"(
    ordinal: 3 link: "mentor" item: "trust" group: 1 stage: LINK_STAGE_ENDED reason: "moved"
    members { enrolment: 7 subject: true } members { person: "persons/example" }
    members { enrolment: 9 } made_at: 1000000 bound_at: 2000000 ended_at: 3000000
  )");
  ExpectShown(PublicLink(Cohort(), link), R"(
    name: "cohorts/ekollega-2021/links/l3" link: "mentor" item: "trust"
    group: "cohorts/ekollega-2021/groups/g1" enrolments: "cohorts/ekollega-2021/enrolments/e7"
    others: "persons/example" others: "cohorts/ekollega-2021/enrolments/e9"
    stage: STAGE_ENDED make_time { seconds: 1 } end_time { seconds: 3 } reason: "moved"
  )");
}

TEST(PublicMessages, ShowAnEnrolmentAndNothingThatIsSealed) {
  const auto enrolment = Parse<storage::v1::EnrolmentState>(R"(
    ordinal: 7 person: "persons/example" company: "companies/example" track: "owner"
    stage: ENROLMENT_STAGE_ENDED template: "kasvu/ekollega@1" group: 2 applied_at: 1000000
    accepted_at: 2000000 joined_at: 3000000 ended_at: 4000000 end: "withdrawn"
    end_kind: END_KIND_WITHDRAWN ended_from: ENROLMENT_STAGE_ACTIVE end_reason: "moved"
    steps { key: "needs" work { sealed { content: "secret" } } }
  )");
  ExpectShown(PublicEnrolment(Cohort(), enrolment), R"(
    name: "cohorts/ekollega-2021/enrolments/e7" person: "persons/example"
    company: "companies/example" track: "owner" stage: STAGE_ENDED
    group: "cohorts/ekollega-2021/groups/g2" template: "kasvu/ekollega@1" end: "withdrawn"
    end_kind: END_KIND_WITHDRAWN ended_from: STAGE_ACTIVE apply_time { seconds: 1 }
    accept_time { seconds: 2 } join_time { seconds: 3 } end_time { seconds: 4 } reason: "moved"
  )");
}

TEST(PublicMessages, LeaveOutWhatIsNotYet) {
  const auto enrolment =
      Parse<storage::v1::EnrolmentState>("ordinal: 1 stage: ENROLMENT_STAGE_APPLIED");
  ExpectShown(PublicEnrolment(Cohort(), enrolment),
              R"(name: "cohorts/ekollega-2021/enrolments/e1" stage: STAGE_APPLIED)");
}

TEST(PublicMessages, CountNanosecondsForwards) {
  EXPECT_EQ(PublicTime(-1).seconds(), -1);
  EXPECT_EQ(PublicTime(-1).nanos(), 999'999'000);
  EXPECT_EQ(PublicTime(-2'000'000).seconds(), -2);
  EXPECT_EQ(PublicTime(-2'000'000).nanos(), 0);
}

TEST(PublicNames, NameWhateverOwnsAStep) {
  using workflows::OwnerRef;
  EXPECT_EQ(OwnerName("a", OwnerRef{storage::v1::OWNER_COHORT, 0}), "cohorts/a");
  EXPECT_EQ(OwnerName("a", OwnerRef{storage::v1::OWNER_GROUP, 1}), "cohorts/a/groups/g1");
  EXPECT_EQ(OwnerName("a", OwnerRef{storage::v1::OWNER_LINK, 2}), "cohorts/a/links/l2");
  EXPECT_EQ(OwnerName("a", OwnerRef{storage::v1::OWNER_ENROLMENT, 3}), "cohorts/a/enrolments/e3");
}

// What stands behind the prefix that all values of an enum share.
std::string Word(const EnumDescriptor& type, int number) {
  const std::string unspecified = type.FindValueByNumber(0)->name();
  const size_t prefix = unspecified.size() - std::string_view("UNSPECIFIED").size();
  return type.FindValueByNumber(number)->name().substr(prefix);
}

TEST(PublicMessages, HaveTheEnumsOfTheStatesNumberByNumber) {
  const std::pair<const EnumDescriptor*, const EnumDescriptor*> kPairs[] = {
      {storage::v1::CohortStage_descriptor(), kasvu::v1::Cohort::Stage_descriptor()},
      {storage::v1::EnrolmentStage_descriptor(), kasvu::v1::Enrolment::Stage_descriptor()},
      {storage::v1::LinkStage_descriptor(), kasvu::v1::LinkBinding::Stage_descriptor()},
      {storage::v1::OccurrenceState_descriptor(), kasvu::v1::SessionDate::State_descriptor()},
      {storage::v1::StepState_descriptor(), kasvu::v1::State_descriptor()},
  };
  for (const auto& [stored, shown] : kPairs) {
    ASSERT_EQ(stored->value_count(), shown->value_count()) << stored->name();
    for (int i = 0; i < stored->value_count(); ++i) {
      EXPECT_EQ(Word(*stored, i), Word(*shown, i)) << stored->name();
    }
  }
}

}  // namespace
}  // namespace kasvu::engine
