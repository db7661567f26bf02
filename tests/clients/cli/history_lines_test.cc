#include "clients/cli/history_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/event_words.h"
#include "google/protobuf/text_format.h"
#include "kasvu/storage/v1/event.pb.h"
#include "kasvu/v1/person_service.pb.h"
#include "tests/clients/cli/recording_server.h"
#include "tests/clients/cli/run_in_test.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

using ::testing::HasSubstr;

template <class Message>
Message Parsed(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

class HistoryLinesTest : public ::testing::Test {
 protected:
  HistoryLinesTest() {
    server_.Answer("GetCohort", Parsed<v1::Cohort>(R"(name: "cohorts/eko")"));
    server_.Answer("BatchGetPersons", Parsed<v1::BatchGetPersonsResponse>(R"(
        persons { name: "persons/a" display_name: "Aino Esimerkki" })"));
    server_.Answer("ListHistory", Parsed<v1::ListHistoryResponse>(R"(
        changes { position: 7 actor: "persons/a" command: "ProgressService.RecordStep"
                  record_time { seconds: 1622000000 }
                  events { kind: "StepRecorded" subject: "cohorts/eko/enrolments/e1" step: "needs" } }
        changes { position: 8 actor: "time" record_time { seconds: 1622000000 }
                  events { kind: "EventOfTheFuture" subject: "cohorts/eko" } })"));
  }

  std::string Show(const std::string& language) {
    return RunWith({{"KASVU_SERVER", server_.address()}},
                   {"history", "show", "eko", "--lang", language})
        .out;
  }

  tests::RecordingServer server_;
};

TEST_F(HistoryLinesTest, NameWhoActedAndSayWhatHappened) {
  EXPECT_EQ(Show("fi"),
            "7  26.5.2021 klo 6.33  Aino Esimerkki  askel kirjattu  eko/e1  needs\n"
            "8  26.5.2021 klo 6.33  aika  EventOfTheFuture  eko\n");
}

// A new event needs words in the same change.
TEST_F(HistoryLinesTest, HaveWordsForEveryEvent) {
  const auto* events = kasvu::storage::v1::Event::descriptor()->FindOneofByName("kind");
  ASSERT_NE(events, nullptr);
  for (int i = 0; i < events->field_count(); ++i) {
    const std::string& kind = events->field(i)->message_type()->name();
    for (const char* language : {"fi", "sv"}) EXPECT_NE(EventWord(kind, language), kind);
  }
}

TEST_F(HistoryLinesTest, KeepTheStoredNamesInEnglish) {
  EXPECT_THAT(Show("en"), HasSubstr("Aino Esimerkki  RecordStep  StepRecorded  eko/e1  needs"));
}

}  // namespace
}  // namespace kasvu::cli
