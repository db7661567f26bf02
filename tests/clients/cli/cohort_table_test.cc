#include "clients/cli/cohort_table.h"

#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"
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

class CohortTableTest : public ::testing::Test {
 protected:
  CohortTableTest() {
    server_.Answer("GetCohortProgress", Parsed<v1::CohortProgress>(R"(
        cohort { name: "cohorts/eko" template: "kasvu/eko@1" }
        columns: "session" columns: "joining.needs" columns: "lunch"
        rows { enrolment { name: "cohorts/eko/enrolments/e1" person: "persons/a" stage: STAGE_ENDED
                           end_kind: END_KIND_COMPLETED group: "cohorts/eko/groups/g1" }
               cells { done: 4 missed: 1 total: 5 } cells { done: 1 total: 1 } cells {} }
        rows { enrolment { name: "cohorts/eko/enrolments/e2" person: "persons/b"
                           stage: STAGE_ACTIVE group: "cohorts/eko/groups/g1" }
               cells { total: 5 open: 1 } cells { missed: 1 total: 1 } cells { open: 1 total: 1 }
               overdue: 2 }
        funnel { applied: 25 joined: 23 completed: 20 withdrawn: 3 cancelled: 2 })"));
    server_.Answer("BatchGetPersons", Parsed<v1::BatchGetPersonsResponse>(R"(
        persons { name: "persons/a" display_name: "Väinö Äijälä" }
        persons { name: "persons/b" display_name: "Eino Niemi" })"));
    server_.Answer("GetTemplateVersion", Parsed<v1::TemplateVersion>(R"(
        compiled { phases { steps { id: "session"
          title { by_language { key: "fi" value: "Ryhmän tapaaminen" } } } } })"));
  }

  Ran Show(const std::string& language, bool terminal = false,
           std::map<std::string, std::string> environment = {}) {
    environment["KASVU_SERVER"] = server_.address();
    return RunWith(environment, {"progress", "show", "eko", "--lang", language}, terminal);
  }

  tests::RecordingServer server_;
};

TEST_F(CohortTableTest, IsWhatACoordinatorWantsToSee) {
  EXPECT_EQ(Show("fi").out,
            "Tunnus  Nimi          Ryhmä  session  needs  lunch  Myöhässä  Tila\n"
            "e1      Väinö Äijälä  g1     4/5      ✓      –                suoritti\n"
            "e2      Eino Niemi    g1     0/5      ✗      ○      2         aktiivinen\n"
            "\n"
            "session = Ryhmän tapaaminen\n"
            "✓ tehty, ✗ jäi väliin, ○ avoinna, · tulossa, – ei koske tai raukesi\n"
            "25 hakenutta → 23 aloittanutta → 20 suorittanutta (87 %), 3 keskeytti, 2 perui\n");
}

TEST_F(CohortTableTest, NobodyCompletesWhatJustGoesOn) {
  server_.Answer("GetTemplateVersion",
                 Parsed<v1::TemplateVersion>(R"(compiled { engaged { count: "session" } })"));
  EXPECT_TRUE(Show("fi").out.ends_with(
      "25 hakenutta → 23 aloittanutta, 3 keskeytti, 2 perui, 0 säännöllisesti mukana\n"));
}

TEST_F(CohortTableTest, WhatWasOptionalIsNotMissed) {
  server_.Answer("GetTemplateVersion", Parsed<v1::TemplateVersion>(R"(
      compiled { phases { steps { id: "joining.needs" optional: true } } })"));
  EXPECT_NE(Show("fi").out.find("e2      Eino Niemi    g1     0/5      –      ○"),
            std::string::npos);
}

TEST_F(CohortTableTest, SpeaksEnglish) {
  EXPECT_TRUE(Show("en").out.ends_with(
      "25 applied → 23 active → 20 completed (87 %), 3 withdrawn, 2 cancelled\n"));
}

TEST_F(CohortTableTest, IsColouredOnATerminalThatWantsIt) {
  EXPECT_NE(Show("fi", true).out.find("\033["), std::string::npos);
  EXPECT_EQ(Show("fi", true, {{"NO_COLOR", "1"}}).out, Show("fi").out);
  EXPECT_EQ(Show("fi", true, {{"TERM", "dumb"}}).out, Show("fi").out);
}

}  // namespace
}  // namespace kasvu::cli
