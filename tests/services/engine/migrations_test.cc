// A running cohort goes to another version of its programme and back.

#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::EnrolmentMigration;
using kasvu::v1::MigrateCohortRequest;
using kasvu::v1::MigrateCohortResponse;

std::string Programme(const std::string& steps, const std::string& items) {
  return "template: small\nlanguages: [en]\ntitle: {en: Small}\n"
         "people: {group: {min: 3, max: 8}}\nphases:\n  - id: all\n    title: {en: All}\n"
         "    steps:\n" +
         steps +
         "      - {id: session, title: {en: S}, session: online, every: {weeks: 2}, "
         "from: {after: start, weeks: 4}, items: " +
         items +
         "}\nends:\n  - {id: completed, title: {en: Done}, as: completed, "
         "requires: {it: {count: session, all_but: 1}}}\n";
}

constexpr char kPlan[] = "      - {id: plan, title: {en: P}, task: work}\n";
constexpr char kReport[] = "      - {id: report, title: {en: R}, task: work}\n";
constexpr char kExtra[] = "      - {id: extra, title: {en: X}, task: work}\n";

class MigrationsTest : public SeasonTest {
 protected:
  // @1 has plan and report; @2 has extra instead of report; @3 a session more; `other` is another.
  MigrationsTest() {
    Publish("example", Programme(std::string(kPlan) + kReport, "[one, two]"));
    Publish("example", Programme(std::string(kPlan) + kExtra, "[one, two]"));
    Publish("example", Programme(std::string(kPlan) + kExtra, "[one, two, three]"));
    Do(&Enrolments::CreateCohort, NewCohort("a", "example/small@1"));
    kasvu::v1::CreateEnrolmentsRequest enrol;
    enrol.set_cohort("cohorts/a");
    for (int i = 1; i <= 4; ++i) enrol.add_enrolments()->set_person(PersonName(i));
    Do(&Enrolments::CreateEnrolments, enrol);
    kasvu::v1::AcceptEnrolmentsRequest accept;
    accept.set_cohort("cohorts/a");
    Do(&Enrolments::AcceptEnrolments, accept);
    kasvu::v1::FormGroupsRequest form;
    form.set_cohort("cohorts/a");
    Do(&Enrolments::FormGroups, form);
    Record(1, "report");
  }

  void Publish(const std::string& publisher, const std::string& text) {
    kasvu::v1::PublishTemplateRequest request;
    request.set_publisher(publisher);
    request.set_text(text);
    request.set_file_name("small.yaml");
    request.set_language("en");
    const services::MethodRules method(kasvu::v1::PublishTemplateRequest::descriptor()
                                           ->file()
                                           ->FindServiceByName("TemplateService")
                                           ->FindMethodByName("PublishTemplate"));
    const services::Call call{
        .method = &method,
        .actor = services::Actor::Operator(),
        .request_id = "small-" + std::to_string(std::hash<std::string>()(text)),
        .now = TestStart(),
        .today = ""};
    catalogue::Catalogue catalogue(ReadyCatalogue());
    const auto published = catalogue.Publish(call, request);
    EXPECT_TRUE(published.ok()) << published.status();
  }

  void Record(int enrolment, const std::string& step) {
    auto request = Step(Name("a", enrolment), step);
    request.mutable_done();
    Do(&Progress::RecordStep, request);
  }

  MigrateCohortRequest To(const std::string& version) {
    MigrateCohortRequest request;
    request.set_cohort("cohorts/a");
    request.set_template_(version);
    return request;
  }

  MigrateCohortResponse Rehearsed(MigrateCohortRequest request) {
    request.set_validate_only(true);
    return Do(&Enrolments::MigrateCohort, request);
  }

  MigrateCohortResponse Migrated(MigrateCohortRequest request) {
    request.set_plan_digest(Rehearsed(request).plan_digest());
    return Do(&Enrolments::MigrateCohort, request);
  }

  kasvu::v1::RevertMigrationResponse Reverted() {
    kasvu::v1::RevertMigrationRequest request;
    request.set_cohort("cohorts/a");
    return Do(&Enrolments::RevertMigration, request);
  }

  std::string TemplateOf(int enrolment) {
    kasvu::v1::GetEnrolmentRequest request;
    request.set_name(Name("a", enrolment));
    return As("", &Enrolments::GetEnrolment, request)->template_();
  }

  kasvu::v1::EnrolmentProgress ProgressOf(int enrolment) {
    kasvu::v1::GetProgressRequest request;
    request.set_name(Name("a", enrolment));
    return *As("", &Progress::GetProgress, request);
  }
};

TEST_F(MigrationsTest, ADryRunTellsWithoutWriting) {
  const auto plan = Rehearsed(To("example/small@2"));
  const std::string before = AllBytes();
  EXPECT_EQ(plan.template_(), "example/small@2");
  ASSERT_EQ(plan.enrolments_size(), 4);
  EXPECT_EQ(plan.enrolments(0).outcome(), EnrolmentMigration::OUTCOME_CARRIES_OVER_CHANGED);
  EXPECT_EQ(plan.enrolments(0).changes(0).kind(), kasvu::v1::MigrationChange::KIND_CREDIT_KEPT);
  EXPECT_EQ(plan.plan_digest().size(), 16u);
  // The version itself was fetched and is kept; nothing else is written.
  EXPECT_EQ(Rehearsed(To("example/small@2")).plan_digest(), plan.plan_digest());
  EXPECT_EQ(AllBytes(), before);
  EXPECT_EQ(GetCohort("a").template_(), "example/small@1");
}

TEST_F(MigrationsTest, IsOneCommandThatKeepsWhatWasDone) {
  const uint64_t position = GetCohort("a").position();
  const auto done = Migrated(To("example/small@2"));
  EXPECT_EQ(done.position(), position + 1);
  EXPECT_EQ(GetCohort("a").template_(), "example/small@2");
  EXPECT_EQ(TemplateOf(4), "example/small@2");
  const auto progress = ProgressOf(1);
  ASSERT_EQ(progress.earlier_credits_size(), 1);
  EXPECT_EQ(progress.earlier_credits(0).step(), "report");
  EXPECT_EQ(progress.earlier_credits(0).template_(), "example/small@1");
  Record(1, "extra");
  Verify("a");
  Restart();
  Record(2, "extra");
  Verify("a");
}

TEST_F(MigrationsTest, HasToQuoteThePlanOfTheCohortAsItIs) {
  auto request = To("example/small@2");
  EXPECT_EQ(Refusal(&Enrolments::MigrateCohort, request), "PLAN_OUTDATED");
  request.set_plan_digest(Rehearsed(request).plan_digest());
  Record(2, "plan");
  EXPECT_EQ(Refusal(&Enrolments::MigrateCohort, request), "PLAN_OUTDATED");
  request.set_plan_digest(Rehearsed(request).plan_digest());
  request.add_except(Name("a", 4));
  EXPECT_EQ(Refusal(&Enrolments::MigrateCohort, request), "PLAN_OUTDATED");
  EXPECT_EQ(GetCohort("a").template_(), "example/small@1");
}

TEST_F(MigrationsTest, ARepeatedRequestIsAnsweredAndNotDoneTwice) {
  auto request = To("example/small@2");
  request.set_plan_digest(Rehearsed(request).plan_digest());
  request.set_request_id("once");
  const auto first = Do(&Enrolments::MigrateCohort, request);
  const auto second = Do(&Enrolments::MigrateCohort, request);
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
}

TEST_F(MigrationsTest, EverybodyGoesByHerOwnVersionWhenSomebodyStays) {
  auto request = To("example/small@2");
  request.add_except(Name("a", 3));
  const auto done = Migrated(request);
  EXPECT_EQ(done.enrolments(2).rule(), "not-chosen");
  EXPECT_EQ(TemplateOf(3), "example/small@1");
  EXPECT_EQ(TemplateOf(2), "example/small@2");
  Record(3, "report");
  Record(2, "extra");
  auto wrong = Step(Name("a", 3), "extra");
  wrong.mutable_done();
  EXPECT_EQ(Refusal(&Progress::RecordStep, wrong), "STEP_UNKNOWN");
  kasvu::v1::GetCohortProgressRequest table;
  table.set_cohort("cohorts/a");
  const auto rows = As("", &Progress::GetCohortProgress, table);
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->rows_size(), 4);
  EXPECT_EQ(rows->rows(2).cells_size(), rows->columns_size());
  kasvu::v1::ListWorkItemsRequest work;
  work.set_cohort("cohorts/a");
  EXPECT_TRUE(As("", &Progress::ListWorkItems, work).ok());
  Verify("a");
  Restart();
  Verify("a");
  EXPECT_EQ(ProgressOf(3).enrolment().template_(), "example/small@1");
}

TEST_F(MigrationsTest, WholeGroupsMoveWhereTheirSessionsDiffer) {
  auto request = To("example/small@3");
  request.add_except(Name("a", 3));
  const auto plan = Rehearsed(request);
  EXPECT_EQ(plan.enrolments(0).rule(), "whole-group");
  EXPECT_EQ(plan.enrolments(0).about(), "e3");
  request.clear_except();
  request.add_only("cohorts/a/groups/g1");
  EXPECT_EQ(Rehearsed(request).enrolments(0).rule(), "");
  const auto done = Migrated(To("example/small@3"));
  ASSERT_EQ(done.groups_size(), 1);
  EXPECT_EQ(Sessions().size(), 3u);
  Verify("a");
}

TEST_F(MigrationsTest, IsTakenBackUntilSomethingContradicts) {
  EXPECT_EQ(Refusal(&Enrolments::RevertMigration,
                    [] {
                      kasvu::v1::RevertMigrationRequest request;
                      request.set_cohort("cohorts/a");
                      return request;
                    }()),
            "NOT_MIGRATED");
  Migrated(To("example/small@3"));
  const auto back = Reverted();
  EXPECT_TRUE(back.reverted());
  EXPECT_EQ(back.template_(), "example/small@1");
  EXPECT_EQ(GetCohort("a").template_(), "example/small@1");
  EXPECT_EQ(ProgressOf(1).earlier_credits_size(), 0);
  Verify("a");
  Migrated(To("example/small@2"));
  Record(4, "extra");
  const auto refused = Reverted();
  EXPECT_FALSE(refused.reverted());
  ASSERT_EQ(refused.contradictions_size(), 1);
  EXPECT_EQ(refused.contradictions(0).subject(), Name("a", 4));
  EXPECT_EQ(refused.contradictions(0).about(), "extra");
  EXPECT_EQ(GetCohort("a").template_(), "example/small@2");
  Restart();
  Verify("a");
}

// What the committer holds in memory has to give the same plan as what is read from the store.
TEST_F(MigrationsTest, GoesBackToAVersionItCameFrom) {
  Migrated(To("example/small@2"));
  Migrated(To("example/small@1"));
  EXPECT_EQ(GetCohort("a").template_(), "example/small@1");
  EXPECT_EQ(TemplateOf(1), "example/small@1");
}

TEST_F(MigrationsTest, AnotherProgrammeIsRefusedAndNothingChanges) {
  const std::string before = GetCohort("a").SerializeAsString();
  auto request = To("kasvu/ekollega@1");
  request.set_validate_only(true);
  EXPECT_EQ(Refusal(&Enrolments::MigrateCohort, request), "OTHER_PROGRAMME");
  request.set_template_("example/small@9");
  EXPECT_EQ(Refusal(&Enrolments::MigrateCohort, request), "TEMPLATE_NOT_FOUND");
  request.set_template_("example/small@2");
  request.add_only(Name("a", 77));
  EXPECT_EQ(Refusal(&Enrolments::MigrateCohort, request), "ENROLMENT_NOT_FOUND");
  request.clear_only();
  (*request.mutable_credits())["nothing"] = "report";
  EXPECT_EQ(Refusal(&Enrolments::MigrateCohort, request), "INVALID_FIELDS");
  request.clear_credits();
  (*request.mutable_credits())["report"] = "nothing";
  EXPECT_EQ(Refusal(&Enrolments::MigrateCohort, request), "INVALID_FIELDS");
  EXPECT_EQ(GetCohort("a").SerializeAsString(), before);
}

}  // namespace
}  // namespace kasvu::engine
