// What each command asks the server for.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/cord.h"
#include "errors/error.h"
#include "google/protobuf/text_format.h"
#include "google/rpc/status.pb.h"
#include "kasvu/v1/clock_service.pb.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "kasvu/v1/person_service.pb.h"
#include "kasvu/v1/template_service.pb.h"
#include "tests/clients/cli/recording_server.h"
#include "tests/clients/cli/run_in_test.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

template <class Message>
Message Parsed(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// One command of the table: the call that matters, with the request it has to carry.
struct Case {
  std::vector<std::string> command;
  std::string method;
  std::string request;
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
  out << "kasvu";
  for (const std::string& word : c.command) out << ' ' << word;
  return out;
}

class RequestTest : public ::testing::TestWithParam<Case> {
 protected:
  RequestTest() {
    server_.Answer("GetCohort", Parsed<v1::Cohort>(R"(
        name: "cohorts/eko" template: "kasvu/eko@1" time_zone: "Europe/Helsinki")"));
    server_.Answer("CreateEnrolments", Parsed<v1::CreateEnrolmentsResponse>(R"(
        results { outcome: OUTCOME_CREATED enrolment: "cohorts/eko/enrolments/e3" })"));
    server_.Answer("GetClock", Parsed<v1::Clock>("time { seconds: 1622000000 }"));
    server_.Answer("ListEnrolments", Parsed<v1::ListEnrolmentsResponse>(R"(
        enrolments { name: "cohorts/eko/enrolments/e1" person: "persons/aaaa" company: "companies/c" }
        enrolments { name: "cohorts/eko/enrolments/e2" person: "persons/bbbb" })"));
    server_.Answer("BatchGetPersons", Parsed<v1::BatchGetPersonsResponse>(R"(
        persons { name: "persons/aaaa" display_name: "Aino Esimerkki" email: "aino@example.org" }
        persons { name: "persons/bbbb" display_name: "Eino Esimerkki" email: "eino@example.org" })"));
    server_.Answer("ListPersons", Parsed<v1::ListPersonsResponse>(R"(
        persons { name: "persons/aaaa" })"));
    server_.Answer("BatchGetCompanies", Parsed<v1::BatchGetCompaniesResponse>(R"(
        companies { name: "companies/c" industry { code: "62010" } })"));
    server_.Answer("RevertMigration", Parsed<v1::RevertMigrationResponse>("reverted: true"));
    server_.Answer("ListGroups", Parsed<v1::ListGroupsResponse>(R"(
        groups { name: "cohorts/eko/groups/g1" sessions {
          step: "evening/2021-05" start_time { seconds: 1620743400 } } })"));
    server_.Answer("GetTemplateVersion", Parsed<v1::TemplateVersion>(R"(
        compiled {
          people { roles { key: "mentor" value {} } }
          phases { steps { id: "needs" survey { form: "needs" } } steps { id: "exercise" task {} } }
          forms { key: "needs" value {
            questions { id: "hopes" choice { several: true
              options { id: "peers" title { by_language { key: "fi" value: "Vertaisia" } } }
              options { id: "skills" } } }
            questions { id: "stage" choice { options { id: "starting" } options { id: "running" } } }
            questions { id: "useful" scale { min: 1 max: 5 } }
            questions { id: "best" words {} }
            questions { id: "coping" health { scale { min: 1 max: 5 } } }
          } }
        })"));
  }

  tests::RecordingServer server_;
};

TEST_P(RequestTest, IsWhatTheCommandSays) {
  const Ran ran = RunWith({{"KASVU_SERVER", server_.address()}}, GetParam().command);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  std::vector<std::string> requests;
  for (const tests::Asked& asked : server_.Take()) {
    if (asked.method == GetParam().method) requests.push_back(asked.request);
  }
  EXPECT_THAT(requests, ::testing::ElementsAre(GetParam().request));
}

constexpr char kE1[] = R"("cohorts/eko/enrolments/e1")";

INSTANTIATE_TEST_SUITE_P(
    Cohort, RequestTest,
    ::testing::Values(
        Case{{"cohort", "create", "--template", "kasvu/eko@1", "--id", "eko", "--start", "1.2.2021",
              "--region", "02", "--owner", "humak", "--param", "weeks=4"},
             "CreateCohort",
             R"(cohort_id: "eko" cohort { template: "kasvu/eko@1" region: "02" owner: "humak" )"
             R"(start_date: "2021-02-01" params { key: "weeks" value: 4 } })"},
        Case{{"cohort", "show", "eko"}, "GetCohort", R"(name: "cohorts/eko")"},
        Case{{"cohort", "start", "eko"}, "StartCohort", R"(name: "cohorts/eko")"},
        Case{{"cohort", "move", "eko", "--start", "2021-02-08"},
             "RescheduleCohort",
             R"(name: "cohorts/eko" start_date: "2021-02-08")"},
        Case{{"cohort", "close", "cohorts/eko"}, "CloseCohort", R"(name: "cohorts/eko")"},
        Case{{"cohort", "cancel", "eko", "--reason", "too-few"},
             "CancelCohort",
             R"(name: "cohorts/eko" reason: "too-few")"},
        Case{{"cohort", "schedule", "eko"},
             "ListGroups",
             R"(cohort: "cohorts/eko" page_size: 1000)"},
        Case{{"cohort", "migrate", "eko", "--to", "kasvu/eko@2", "--dry-run", "--except", "e1",
              "--dates", "recompute", "--credit", "plan=path"},
             "MigrateCohort",
             R"(cohort: "cohorts/eko" template: "kasvu/eko@2" validate_only: true )"
             R"(except: "cohorts/eko/enrolments/e1" dates: DATES_RECOMPUTE )"
             R"(credits { key: "plan" value: "path" })"},
        Case{{"cohort", "migrate", "eko", "--to", "kasvu/eko@2", "--plan", "abc", "--only", "e1",
              "--accept", "e1"},
             "MigrateCohort",
             R"(cohort: "cohorts/eko" template: "kasvu/eko@2" plan_digest: "abc" )"
             R"(only: "cohorts/eko/enrolments/e1" accept: "cohorts/eko/enrolments/e1")"},
        Case{{"cohort", "migrate", "eko", "--revert", "--dry-run"},
             "RevertMigration",
             R"(cohort: "cohorts/eko" validate_only: true)"},
        Case{{"cohort", "schedule", "eko", "--move", "session/goals", "--group", "g1", "--to",
              "2021-02-23T09:00"},
             "MoveSession",
             R"(group: "cohorts/eko/groups/g1" step: "session/goals" )"
             R"(start_time { seconds: 1614063600 })"},
        Case{
            {"session", "move", "eko", "g1", "session/goals", "--mode", "onsite", "--topic", "x"},
            "MoveSession",
            R"(group: "cohorts/eko/groups/g1" step: "session/goals" mode: MODE_ONSITE topic: "x")"},
        Case{{"session", "cancel", "eko", "g1", "lunch/trust", "--reason", "sick"},
             "CancelSession",
             R"(group: "cohorts/eko/groups/g1" step: "lunch/trust" reason: "sick")"},
        Case{{"cohort", "decide", "eko", "go-on", "yes", "--on", "2021-05-12"},
             "RecordStep",
             R"(owner: "cohorts/eko" step: "go-on" occur_time { seconds: 1620810000 } )"
             R"(decision { value: "yes" })"},
        // A day alone keeps the time of day of the evening that is decided about: 17:30.
        Case{{"cohort", "decide", "eko/g1", "choose/2021-05", "--date", "2021-05-18"},
             "RecordStep",
             R"(owner: "cohorts/eko/groups/g1" step: "choose/2021-05" )"
             R"(decision { date { seconds: 1621348200 } })"},
        Case{{"cohort", "decide", "eko", "jury", "--for", "e1=yes"},
             "RecordStep",
             R"(owner: "cohorts/eko" step: "jury" decision { )"
             R"(by_enrolment { key: "e1" value: "yes" } })"}));

INSTANTIATE_TEST_SUITE_P(
    Enrolment, RequestTest,
    ::testing::Values(
        Case{{"enrolment", "list", "eko"},
             "ListEnrolments",
             R"(cohort: "cohorts/eko" page_size: 1000)"},
        Case{{"enrolment", "accept", "eko"}, "AcceptEnrolments", R"(cohort: "cohorts/eko")"},
        Case{{"enrolment", "accept", "eko", "e1", "eino@example.org"},
             "AcceptEnrolments",
             R"(cohort: "cohorts/eko" enrolments: "cohorts/eko/enrolments/e1" )"
             R"(enrolments: "cohorts/eko/enrolments/e2")"},
        Case{{"enrolment", "withdraw", "eko/e1", "--reason", "on-hold", "--on", "2021-03-10T09:30"},
             "WithdrawEnrolment",
             std::string("name: ") + kE1 +
                 R"( reason: "on-hold" occur_time { seconds: 1615361400 })"},
        Case{{"enrolment", "pause", "e1", "--cohort", "eko"},
             "PauseEnrolment",
             std::string("name: ") + kE1},
        Case{{"enrolment", "resume", "cohorts/eko/enrolments/e1"},
             "ResumeEnrolment",
             std::string("name: ") + kE1},
        Case{{"enrolment", "return", "eko/Aino esimerkki"},
             "ReturnEnrolment",
             std::string("name: ") + kE1},
        Case{{"enrolment", "waitlist", "eko/aino@example.org"},
             "WaitlistEnrolment",
             std::string("name: ") + kE1},
        Case{{"group", "form", "eko", "--groups", "2", "--dry-run"},
             "FormGroups",
             R"(cohort: "cohorts/eko" groups: 2 validate_only: true )"
             R"(attributes { key: "e1" value: "62" })"},
        Case{{"group", "move", "eko/e1", "g2"},
             "MoveEnrolment",
             std::string("name: ") + kE1 + R"( group: "cohorts/eko/groups/g2")"},
        Case{{"link", "assign", "eko", "mentor", "--for", "e1", "--with", "aino@example.org"},
             "AssignLink",
             R"(cohort: "cohorts/eko" link: "mentor" enrolments: "cohorts/eko/enrolments/e1" )"
             R"(others: "persons/aaaa")"},
        Case{{"link", "rotate", "eko", "pair", "--item", "trust", "--group", "g1"},
             "RotateLinks",
             R"(cohort: "cohorts/eko" link: "pair" item: "trust" group: "cohorts/eko/groups/g1")"},
        Case{{"link", "end", "eko/l3", "--reason", "no-time"},
             "EndLink",
             R"(name: "cohorts/eko/links/l3" reason: "no-time")"},
        Case{{"link", "consent", "eko/l3", "--by", "e1"},
             "ConsentToLink",
             std::string(R"(name: "cohorts/eko/links/l3" by: )") + kE1},
        Case{{"link", "list", "eko", "--link", "pair", "--ended"},
             "ListLinks",
             R"(cohort: "cohorts/eko" link: "pair" ended: true page_size: 1000)"}));

INSTANTIATE_TEST_SUITE_P(
    Progress, RequestTest,
    ::testing::Values(
        Case{
            {"progress", "record", "eko/e1", "exercise/goals", "--done", "--on", "2021-02-03",
             "--note", "x"},
            "RecordStep",
            std::string("owner: ") + kE1 +
                R"( step: "exercise/goals" occur_time { seconds: 1612346400 } note: "x" done { })"},
        Case{{"progress", "record", "e1", "visit", "--absent", "--cohort", "eko"},
             "RecordStep",
             std::string("owner: ") + kE1 + R"( step: "visit" absent { })"},
        Case{{"progress", "meet", "eko/l3", "pair-talk/trust", "--minutes", "45", "--mode",
              "online", "--with", "aaaa"},
             "RecordStep",
             R"(owner: "cohorts/eko/links/l3" step: "pair-talk/trust" meeting { minutes: 45 )"
             R"(mode: MODE_ONLINE with: "persons/aaaa" })"},
        Case{{"progress", "sign", "eko/e1", "joining.ground-rules"},
             "RecordStep",
             std::string("owner: ") + kE1 +
                 R"( step: "joining.ground-rules" signed { role: "self" })"},
        // Whoever signs herself has a part to derive it from.
        Case{{"progress", "sign", "eko/e1", "joining.ground-rules", "--as", "aaaa"},
             "RecordStep",
             std::string("owner: ") + kE1 + R"( step: "joining.ground-rules" signed { })"},
        Case{{"progress", "experiment", "eko/e1", "experiment.close", "--field", "learning=a=b"},
             "RecordStep",
             std::string("owner: ") + kE1 +
                 R"( step: "experiment.close" fields { key: "learning" value: "a=b" } done { })"},
        Case{{"progress", "outcome", "eko/e1", "connection", "--shared-with", "e2"},
             "RecordStep",
             std::string("owner: ") + kE1 +
                 R"( step: "connection" outcome { shared_with: "cohorts/eko/enrolments/e2" })"},
        Case{{"progress", "review", "eko/e1", "plan/vision", "--send-back"},
             "RecordStep",
             std::string("owner: ") + kE1 + R"( step: "plan/vision" review { send_back: true })"},
        Case{{"progress", "answer", "eko/e1", "needs", "--answer", "hopes=vertaisia, skills",
              "--answer", "stage=running", "--answer", "useful=4", "--answer", "best=kaikki"},
             "RecordStep",
             std::string("owner: ") + kE1 +
                 R"( step: "needs" answers { )"
                 R"(by_question { key: "best" value { words: "kaikki" } } )"
                 R"(by_question { key: "hopes" value { options { options: "peers" )"
                 R"(options: "skills" } } } )"
                 R"(by_question { key: "stage" value { option: "running" } } )"
                 R"(by_question { key: "useful" value { number: 4 } } })"},
        // A health value stays where it was typed.
        Case{{"progress", "answer", "eko/e1", "needs", "--answer", "coping=2"},
             "RecordStep",
             std::string("owner: ") + kE1 +
                 R"( step: "needs" answers { by_question { key: "coping" )"
                 R"(value { answered: true } } })"},
        Case{{"progress", "attend", "eko", "g1", "session/goals", "--absent", "e1,e2"},
             "RecordAttendance",
             R"(group: "cohorts/eko/groups/g1" step: "session/goals" )"
             R"(absent: "cohorts/eko/enrolments/e1" absent: "cohorts/eko/enrolments/e2")"},
        // A place may come in two words.
        Case{{"progress", "attend", "eko/g1", "session/goals", "--absent", "e2"},
             "RecordAttendance",
             R"(group: "cohorts/eko/groups/g1" step: "session/goals" )"
             R"(absent: "cohorts/eko/enrolments/e2")"},
        Case{{"progress", "waive", "eko", "e1", "session/time", "--reason", "earlier"},
             "WaiveStep",
             std::string("owner: ") + kE1 + R"( step: "session/time" reason: "earlier")"},
        Case{{"progress", "answer", "eko", "e1", "needs", "coping=2"},
             "RecordStep",
             std::string("owner: ") + kE1 +
                 R"( step: "needs" answers { by_question { key: "coping" )"
                 R"(value { answered: true } } })"},
        Case{{"cohort", "decide", "eko", "g1", "choose/2021-05", "--topic", "x"},
             "RecordStep",
             R"(owner: "cohorts/eko/groups/g1" step: "choose/2021-05" decision { topic: "x" })"},
        Case{{"cohort", "decide", "eko", "go-on", "kyllä"},
             "RecordStep",
             R"(owner: "cohorts/eko" step: "go-on" decision { value: "yes" })"},
        Case{{"session", "move", "eko/g1", "session/goals", "--mode", "onsite"},
             "MoveSession",
             R"(group: "cohorts/eko/groups/g1" step: "session/goals" mode: MODE_ONSITE)"},
        Case{
            {"progress", "correct", "eko", "selection", "--for", "e1=yes,eino@example.org=ei",
             "--reason", "mistake"},
            "CorrectStep",
            R"(work { owner: "cohorts/eko" step: "selection" decision { )"
            R"(by_enrolment { key: "e1" value: "yes" } by_enrolment { key: "e2" value: "no" } } } )"
            R"(reason: "mistake")"},
        Case{{"progress", "show", "eko", "e1"}, "GetProgress", std::string("name: ") + kE1},
        Case{{"progress", "waive", "eko/e1", "session/time", "--reason", "earlier"},
             "WaiveStep",
             std::string("owner: ") + kE1 + R"( step: "session/time" reason: "earlier")"},
        Case{{"progress", "correct", "eko/e1", "session/time", "--absent", "--reason", "mixed-up"},
             "CorrectStep",
             std::string("work { owner: ") + kE1 +
                 R"( step: "session/time" absent { } } reason: "mixed-up")"},
        Case{{"progress", "show", "eko"},
             "GetCohortProgress",
             R"(cohort: "cohorts/eko" page_size: 1000)"},
        Case{{"progress", "show", "eko/e1"}, "GetProgress", std::string("name: ") + kE1},
        Case{{"work", "--cohort", "eko", "--days", "30"},
             "ListWorkItems",
             R"(cohort: "cohorts/eko" page_size: 1000 days_ahead: 30)"},
        Case{{"history", "show", "eko/e1"},
             "ListHistory",
             std::string(R"(cohort: "cohorts/eko" enrolment: )") + kE1 + " page_size: 1000"},
        Case{{"history", "verify", "eko"}, "VerifyHistory", R"(cohort: "cohorts/eko")"},
        Case{{"clock", "advance", "3w"}, "SetClock", "time { seconds: 1623814400 }"},
        Case{{"enrolment", "add", "eko", "aino@example.org"},
             "CreateEnrolments",
             R"(cohort: "cohorts/eko" enrolments { person: "persons/aaaa" })"},
        Case{{"mandate", "grant", "aino@example.org", "--role", "mentori", "--scope", "eko"},
             "GrantMandate",
             R"(mandate { person: "persons/aaaa" role: "mentor" scope: "cohorts/eko" })"}));

class FrameTest : public ::testing::Test {
 protected:
  tests::RecordingServer server_;
};

TEST_F(FrameTest, NamesTheActor) {
  server_.Answer("ListPersons",
                 Parsed<v1::ListPersonsResponse>(R"(persons { name: "persons/aaaa" })"));
  for (const std::string as : {"aaaa", "persons/aaaa", "aino@example.org"}) {
    const Ran ran = RunWith({{"KASVU_SERVER", server_.address()}}, {"work", "--as", as});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_EQ(server_.Take().back().actor, "persons/aaaa") << as;
  }
}

grpc::Status StatusOf(const absl::Status& refused) {
  google::rpc::Status details;
  refused.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    google::protobuf::Any& detail = *details.add_details();
    detail.set_type_url(std::string(url));
    detail.set_value(std::string(payload));
  });
  return grpc::Status(static_cast<grpc::StatusCode>(refused.code()), std::string(refused.message()),
                      details.SerializeAsString());
}

TEST_F(FrameTest, AStepOfTheParticipantsLinkIsRecordedThere) {
  server_.Fail("RecordStep", StatusOf(Error(absl::StatusCode::kInvalidArgument, "STEP_UNKNOWN",
                                            "the step pair-talk/trust is one of the link pair",
                                            {{"step", "talk"}, {"whose", "the link pair"}})));
  server_.Answer("ListLinks", Parsed<v1::ListLinksResponse>(R"(
      links { name: "cohorts/eko/links/l1" item: "goals" stage: STAGE_BOUND }
      links { name: "cohorts/eko/links/l2" item: "trust" stage: STAGE_ENDED }
      links { name: "cohorts/eko/links/l3" item: "trust" stage: STAGE_BOUND })"));
  const Ran ran = RunWith({{"KASVU_SERVER", server_.address()}},
                          {"progress", "meet", "eko/e1", "pair-talk/trust"});
  EXPECT_EQ(ran.exit_code, 1);
  std::vector<std::string> recorded;
  for (const tests::Asked& asked : server_.Take()) {
    if (asked.method == "RecordStep") recorded.push_back(asked.request);
  }
  EXPECT_THAT(recorded,
              ::testing::ElementsAre(
                  R"(owner: "cohorts/eko/enrolments/e1" step: "pair-talk/trust" meeting { })",
                  R"(owner: "cohorts/eko/links/l3" step: "pair-talk/trust" meeting { })"));
}

TEST_F(FrameTest, AnErrorIsToldInTheLanguage) {
  const absl::Status refused =
      Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "the enrolment e1 is active",
            {{"enrolment", "e1"}, {"stage", "active"}, {"may", "paused, applied"}, {"other", ""}});
  server_.Fail("ResumeEnrolment", StatusOf(refused));
  const auto resume = [&](const std::string& language) {
    return RunWith({{"KASVU_SERVER", server_.address()}},
                   {"enrolment", "resume", "eko/e1", "--lang", language});
  };
  EXPECT_EQ(resume("en").exit_code, 1);
  EXPECT_EQ(resume("en").err, "kasvu: the enrolment e1 is active [WRONG_STATE]\n");
  EXPECT_EQ(
      resume("fi").err,
      "kasvu: e1 on nyt: aktiivinen. Tähän sen pitäisi olla: tauolla / hakenut. [WRONG_STATE]\n");
}

}  // namespace
}  // namespace kasvu::cli
