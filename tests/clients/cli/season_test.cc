// Files and streams against a kasvud of its own: sign-ups, answers, changes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "tests/clients/cli/run_in_test.h"
#include "tests/testing/process.h"

namespace kasvu::cli {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

// Each test has a server whose cohort takes sign-ups.
class SeasonTest : public ::testing::Test {
 protected:
  SeasonTest()
      : folder_(::testing::TempDir() + "/kasvu-season-" + std::to_string(::getpid())),
        kasvud_(KASVUD_BINARY, {"--data=" + folder_ + "/data", "--listen=127.0.0.1:0",
                                "--test-clock=2021-01-04T08:00:00Z"}),
        address_(kasvud_.Address()) {
    const Ran created = Kasvu({"cohort", "create", "--template", "kasvu/ekollega@1", "--id", "eko",
                               "--start", "2021-02-01", "--region", "02", "--owner", "humak"});
    EXPECT_EQ(created.exit_code, 0) << created.err;
  }
  ~SeasonTest() override {
    kasvud_.Signal(SIGTERM);
    kasvud_.Wait();
    std::filesystem::remove_all(folder_);
  }

  Ran Kasvu(const std::vector<std::string>& arguments) {
    return RunWith({{"KASVU_SERVER", address_}}, arguments);
  }

  std::string WriteFile(const std::string& name, const std::string& text) {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path) << text;
    return path;
  }

  const std::string signups_ = KASVU_SOURCE_DIR "/examples/ekollega-season/sign-ups.csv";
  std::string folder_;
  tests::Process kasvud_;
  std::string address_;
};

TEST_F(SeasonTest, TheSameFileTwiceAddsNobodyTwice) {
  const Ran dry = Kasvu({"enrolment", "import", "eko", signups_, "--dry-run"});
  EXPECT_EQ(dry.exit_code, 0) << dry.err;
  EXPECT_THAT(dry.out, AllOf(HasSubstr("Aino Aaltonen"), HasSubstr("Would add 25")));
  EXPECT_EQ(Kasvu({"enrolment", "list", "eko", "--json"}).out, "[]\n");
  EXPECT_EQ(Kasvu({"person", "list", "--json"}).out, "[]\n");

  EXPECT_EQ(Kasvu({"enrolment", "import", "eko", signups_}).out,
            "Added 25, enrolled already 0, wrong 0.\n");
  EXPECT_EQ(Kasvu({"enrolment", "import", "eko", signups_, "--lang", "fi"}).out,
            "Lisätty 0, jo mukana 25, väärin 0.\n");
}

TEST_F(SeasonTest, AWrongRowIsToldWithItsPlaceAndTheRightOnesAreTaken) {
  const std::string path = WriteFile("some.csv",
                                     "name,e-mail,business id,company\n"
                                     "Aino Esimerkki,aino@example.org,,\n"
                                     "Eino Esimerkki,nowhere,,\n"
                                     "Oili Esimerkki,oili@example.org,0245895-4,Esimerkki Oy\n");
  const Ran none = Kasvu({"enrolment", "import", "eko", path, "--all-or-nothing"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, HasSubstr("[NOTHING_IMPORTED]"));
  EXPECT_EQ(Kasvu({"person", "list", "--json"}).out, "[]\n");

  const Ran some = Kasvu({"enrolment", "import", "eko", path});
  EXPECT_EQ(some.exit_code, 1);
  EXPECT_THAT(some.out, AllOf(HasSubstr(path + ":3:16: "), HasSubstr("[EMAIL_INVALID]"),
                              HasSubstr(path + ":4:33: "), HasSubstr("[BUSINESS_ID_CHECK_DIGIT]"),
                              EndsWith("Added 1, enrolled already 0, wrong 2.\n")));
}

TEST_F(SeasonTest, NobodyIsAddedToACohortThatIsNotThere) {
  const Ran ran = Kasvu({"enrolment", "import", "other", signups_});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("[COHORT_NOT_FOUND]"));
  EXPECT_EQ(Kasvu({"person", "list", "--json"}).out, "[]\n");
}

TEST_F(SeasonTest, AWholeCohortAnswersFromAFile) {
  ASSERT_EQ(Kasvu({"enrolment", "import", "eko", signups_}).exit_code, 0);
  const std::string path = WriteFile("needs.csv",
                                     "enrolment;hopes;stage;topics\n"
                                     "e1;peers, coping;running;goals\n"
                                     "e2;nothing;running;goals\n"
                                     "e3;peers;running;\n"
                                     "e99;peers;running;goals\n"
                                     "helmi.koskinen@example.com;peers;starting;goals\n");
  const Ran checked = Kasvu({"progress", "answer", "eko", "needs", "--file", path, "--dry-run"});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_THAT(checked.out, HasSubstr("2/5")) << checked.err;
  const Ran ran = Kasvu({"progress", "answer", "eko", "needs", "--file", path});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.out, "Recorded answers of 2/5.\n");
  EXPECT_THAT(ran.err, AllOf(HasSubstr(path + ":3:4: hopes: “nothing” does not do"),
                             HasSubstr("[ANSWER_INVALID]"), HasSubstr(path + ":5: "),
                             HasSubstr("[ENROLMENT_NOT_FOUND]"),
                             // What the server alone knows, and the dry run as well.
                             HasSubstr(path + ":4: topics must be answered")));
  EXPECT_EQ(checked.err, ran.err);
}

// Both sides of a link are told who the other is, and a mentor need not know anybody's id.
TEST_F(SeasonTest, MentorsAndParticipantsKnowEachOtherByName) {
  const std::string signups = WriteFile("two.csv",
                                        "nimi;sähköposti\nAino Esimerkki;aino@example.org\n"
                                        "Eino Esimerkki;eino@example.org\n");
  const std::vector<std::vector<std::string>> before = {
      {"cohort", "create", "--template", "kasvu/kasvutahto@1", "--id", "m", "--start",
       "2021-02-01"},
      {"enrolment", "import", "m", signups},
      {"enrolment", "accept", "m"},
      {"person", "add", "--name", "Maija Mentori", "--email", "maija@example.org"},
      {"mandate", "grant", "maija@example.org", "--role", "mentor", "--scope", "m"},
      {"link", "assign", "m", "mentor", "--for", "e1", "--with", "maija@example.org"}};
  for (const auto& command : before) {
    const Ran ran = Kasvu(command);
    ASSERT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  }
  EXPECT_THAT(Kasvu(before[4]).err, HasSubstr("[MANDATE_EXISTS]"));

  for (const std::string who : {"aino@example.org", "maija@example.org"}) {
    EXPECT_THAT(Kasvu({"work", "--as", who}).out,
                AllOf(HasSubstr("m/l1"), HasSubstr("to be agreed to")));
    const Ran agreed = Kasvu({"link", "consent", "m/l1", "--as", who});
    EXPECT_EQ(agreed.exit_code, 0) << agreed.err;
    EXPECT_THAT(Kasvu({"work", "--as", who}).out, Not(HasSubstr("to be agreed to")));
  }
  EXPECT_THAT(Kasvu({"link", "list", "m", "--as", "aino@example.org"}).out,
              AllOf(HasSubstr("Aino Esimerkki"), HasSubstr("Maija Mentori")));
  const Ran shown = Kasvu({"progress", "show", "m/aino@example.org", "--as", "maija@example.org"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("Aino Esimerkki"));
}

TEST_F(SeasonTest, AWatchShowsWhatHasHappened) {
  ASSERT_EQ(Kasvu({"enrolment", "import", "eko", signups_}).exit_code, 0);
  const Ran all = Kasvu({"cohort", "watch", "eko", "--stop"});
  EXPECT_EQ(all.exit_code, 0) << all.err;
  EXPECT_THAT(all.out, AllOf(HasSubstr("CreateCohort"), HasSubstr("EnrolmentApplied  eko/e25")));
  const Ran later = Kasvu({"cohort", "watch", "eko", "--stop", "--from", "1", "--json"});
  EXPECT_THAT(later.out, AllOf(HasSubstr("\"position\":\"2\""), Not(HasSubstr("CreateCohort"))));
  EXPECT_THAT(Kasvu({"history", "verify", "eko"}).out, HasSubstr("The history is whole"));
}

}  // namespace
}  // namespace kasvu::cli
