// kasvu against a kasvud of its own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "absl/strings/str_join.h"
#include "tests/clients/cli/run_in_test.h"
#include "tests/testing/process.h"

namespace kasvu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class ServedTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = ::testing::TempDir() + "/kasvu-cli-" + std::to_string(::getpid());
    kasvud_ = std::make_unique<tests::Process>(
        KASVUD_BINARY,
        std::vector<std::string>{"--data=" + folder_ + "/data", "--listen=127.0.0.1:0",
                                 "--test-clock=2021-01-04T08:00:00Z"});
    address_ = kasvud_->Address();
  }
  static void TearDownTestSuite() {
    kasvud_.reset();
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

  static std::string folder_;
  static std::unique_ptr<tests::Process> kasvud_;
  static std::string address_;
};

std::string ServedTest::folder_;
std::unique_ptr<tests::Process> ServedTest::kasvud_;
std::string ServedTest::address_;

TEST_F(ServedTest, AProofIsPrintedWithItsCounterexamples) {
  const std::string path = WriteFile("stuck.yaml",
                                     "template: stuck\nphases:\n  - id: one\n    steps:\n"
                                     "      - {id: plan, task: plan, close: {after: start, days: "
                                     "30}, else: missed}\n"
                                     "      - {id: report, task: report, needs: [plan]}\n"
                                     "ends: [{id: completed, as: completed, requires: {report: "
                                     "{done: report}}}]\n");
  const Ran checked = Kasvu({"template", "check", path, "--lang", "en"});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_THAT(checked.out, AllOf(HasSubstr("[stuck]\n  1. The participant is accepted.\n  2. "),
                                 HasSubstr("\n  4. Nothing is open")));
  const Ran json = Kasvu({"template", "check", path, "--json"});
  EXPECT_THAT(json.out, HasSubstr("\"counterexample\""));
  const Ran shown = Kasvu({"template", "show", "kasvu/ekollega", "--lang", "en"});
  EXPECT_THAT(shown.out, AllOf(HasSubstr("session: at most 1 of 5 may be missed."),
                               HasSubstr("coordinator: busiest in week")));
}

TEST_F(ServedTest, WhatYamlPrintsPublishesAsTheSameVersion) {
  const Ran listed = Kasvu({"template", "list", "--json"});
  ASSERT_EQ(listed.exit_code, 0) << listed.err;
  for (const std::string name :
       {"aluevastaava", "ekollega", "kasvu-digi", "kasvu-kasvu", "kasvu-kv", "kasvu-tuottavuus",
        "kasvutahto", "kasvutahto-kv", "ydinryhma"}) {
    EXPECT_THAT(listed.out, HasSubstr("\"kasvu/" + name + "@1\""));
    const Ran yaml = Kasvu({"template", "show", "kasvu/" + name + "@1", "--yaml"});
    ASSERT_EQ(yaml.exit_code, 0) << yaml.err;
    const std::string path = WriteFile(name + ".yaml", yaml.out);
    const Ran published = Kasvu({"template", "publish", path, "--publisher", "kasvu"});
    EXPECT_EQ(published.exit_code, 0) << published.err;
    EXPECT_EQ(published.out, "kasvu/" + name + "@1 is published already, with the same content.\n");
  }
}

TEST_F(ServedTest, AFaultyTemplateIsToldWithItsPlaces) {
  const std::string path = WriteFile("faulty.yaml", "template: x\nunknown: 1\n");
  const Ran fi = Kasvu({"template", "check", path, "--lang", "fi"});
  EXPECT_EQ(fi.exit_code, 1);
  EXPECT_THAT(fi.out, AllOf(HasSubstr(path + ":2:1: virhe: "), HasSubstr("[unknown-key]")));
  const Ran published = Kasvu({"template", "publish", path, "--publisher", "kasvu"});
  EXPECT_EQ(published.exit_code, 1);
  EXPECT_THAT(published.err, AllOf(HasSubstr("[TEMPLATE_HAS_FAULTS]"), HasSubstr(":2:1: ")));
}

TEST_F(ServedTest, ARehearsalIsTheSameEveryTime) {
  const std::vector<std::string> command = {"template",
                                            "simulate",
                                            "kasvu/ekollega@1",
                                            "--participants",
                                            "24",
                                            "--groups",
                                            "2",
                                            "--runs",
                                            "12",
                                            "--seed",
                                            "7",
                                            "--lang",
                                            "fi"};
  const Ran first = Kasvu(command);
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, AllOf(::testing::StartsWith("Sadasta aloittaneesta noin "),
                               HasSubstr("session/goals"), HasSubstr("alku 1.2.2021, siemen 7")));
  EXPECT_EQ(Kasvu(command).out, first.out);

  const Ran json = Kasvu({"template", "simulate", "kasvu/kasvu-digi@1", "--runs", "2", "--json"});
  EXPECT_THAT(json.out, HasSubstr("\"template\": \"kasvu/kasvu-digi@1\"")) << json.err;
  const Ran csv = Kasvu({"template", "simulate", "kasvu/kasvutahto@1", "kasvu/kasvutahto-kv@1",
                         "--participants", "6", "--runs", "2", "--region", "02", "--csv"});
  EXPECT_THAT(csv.out, AllOf(HasSubstr("kasvu/kasvutahto@1,rehearsal,,runs,2\n"),
                             HasSubstr("kasvu/kasvutahto-kv@1,rehearsal,,runs,2\n")))
      << csv.err;
}

struct BadRehearsal {
  std::vector<std::string> words;  // after `template simulate`
  int exit_code;
  std::vector<std::string> told;
};

TEST_F(ServedTest, ARehearsalThatCannotBeIsToldWhy) {
  const std::string eko = "kasvu/ekollega@1";
  const auto profile = [this](const std::string& name, const std::string& text) {
    return WriteFile(name + "-profile.yaml", text);
  };
  const std::string share = ": has to be a share from 0 to 1 such as 0.85";
  const std::vector<BadRehearsal> cases = {
      {{eko, "--attendance", "1.7"}, 1, {"[INVALID_FIELDS]", "--attendance" + share}},
      {{eko, "--attendance", "-1"}, 1, {"[INVALID_FIELDS]", "--attendance" + share}},
      {{eko, "--attendance", "85"}, 1, {"--attendance" + share}},
      {{eko, "--attendance", "0,85"}, 1, {"--attendance" + share}},
      {{eko, "--dropout", "nan"}, 1, {"--dropout" + share}},
      {{eko, "--dropout", "inf", "--attendance", "2"},
       1,
       {"--dropout" + share, "--attendance" + share}},
      {{eko, "--participants", "0"}, 1, {"0 participants cannot be", "[REHEARSAL_SIZE]"}},
      {{eko, "--participants", "-3"}, 1, {"[REHEARSAL_SIZE]"}},
      {{eko, "--participants", "1000000000"}, 1, {"1–300 participants", "[REHEARSAL_SIZE]"}},
      {{eko, "--participants", "99999999999"}, 2, {"--participants: “99999999999” is no number"}},
      {{eko, "--participants", "12.5"}, 2, {"--participants: “12.5” is no number"}},
      {{eko, "--runs", "0"}, 1, {"0 runs of", "[REHEARSAL_SIZE]"}},
      {{eko, "--runs", "-1"}, 1, {"[REHEARSAL_SIZE]"}},
      {{eko, "--runs", "10001"}, 1, {"1–10000 runs", "[REHEARSAL_SIZE]"}},
      {{eko, "--runs", "10000", "--participants", "300"}, 1, {"250000 in all"}},
      {{eko, "--seed", "-1"}, 2, {"--seed: “-1” does not do; give a number from 0 to "}},
      {{eko, "--seed", "99999999999999999999"}, 2, {"--seed: "}},
      {{eko, "--seed", "x"}, 2, {"--seed: “x” does not do; give a number"}},
      {{eko, "--groups", "-1"}, 1, {"--groups: must not be negative"}},
      {{eko, "--groups", "7"}, 1, {"a group has 10 to 12", "[GROUP_SIZE]"}},
      {{eko, "--participants", "25", "--groups", "2"}, 1, {"[GROUP_SIZE]"}},
      {{"kasvu/kasvutahto@1", "--participants", "61", "--region", "02"}, 1, {"[COHORT_FULL]"}},
      {{eko, "--start", "2027-02-30"}, 2, {"“2027-02-30” is no day"}},
      {{eko, "--region", "2"}, 1, {"--region: "}},
      {{eko, "--profile", profile("broken", "a: [1\n b")},
       1,
       {"broken-profile.yaml:2:1: This cannot be read as YAML", "[PROFILE_HAS_FAULTS]"}},
      {{eko, "--profile", profile("list", "- 1\n")},
       1,
       {"list-profile.yaml:1:1: ", "[not-a-profile]"}},
      {{eko, "--profile", profile("empty", "")},
       1,
       {"empty-profile.yaml:1:1: ", "[not-a-profile]"}},
      {{eko, "--profile", profile("key", "cancel: 0\nattendence: 1\n")},
       1,
       {"key-profile.yaml:2:1: “attendence” is not a key here. Did you mean “attendance”?"}},
      {{eko, "--profile", profile("rate", "dropout: {share: -1}\n")},
       1,
       {"rate-profile.yaml:1:18: -1 is no share.", "[not-a-share]"}},
      {{eko, "--profile", "/no/such/profile.yaml"}, 1, {"[FILE_UNREADABLE]"}},
      {{"kasvu/joining@1"}, 1, {"kasvu/joining@1 is a module", "[TEMPLATE_IS_MODULE]"}},
      {{eko, "kasvu/joining@1"}, 1, {"[TEMPLATE_IS_MODULE]"}},
      {{WriteFile("module.yaml", "module: m\nsteps:\n  - {id: a, task: a}\n")},
       1,
       {"[TEMPLATE_IS_MODULE]"}},
      {{"kasvu/nothing@1"}, 1, {"[TEMPLATE_NOT_FOUND]"}},
      {{"kasvu/ekollega@9"}, 1, {"[TEMPLATE_NOT_FOUND]"}},
      {{"nothing.yaml"}, 1, {"[FILE_UNREADABLE]"}},
      {{WriteFile("faulty.yaml", "template: x\nunknown: 1\n")},
       1,
       {"faulty.yaml:2:1: ", "[TEMPLATE_HAS_FAULTS]"}},
      {{WriteFile("unread.yaml", "template: [x\n")}, 1, {"unread.yaml:", "[TEMPLATE_HAS_FAULTS]"}},
  };
  for (const BadRehearsal& bad : cases) {
    std::vector<std::string> words = {"template", "simulate", "--lang", "en"};
    if (std::find(bad.words.begin(), bad.words.end(), "--runs") == bad.words.end()) {
      words.insert(words.end(), {"--runs", "2"});
    }
    words.insert(words.end(), bad.words.begin(), bad.words.end());
    const Ran ran = Kasvu(words);
    const std::string what = absl::StrJoin(bad.words, " ");
    EXPECT_EQ(ran.exit_code, bad.exit_code) << what;
    EXPECT_EQ(ran.out, "") << what;
    for (const std::string& told : bad.told) EXPECT_THAT(ran.err, HasSubstr(told)) << what;
  }
}

TEST_F(ServedTest, PeopleAndMandatesAreKept) {
  const Ran added = Kasvu({"person", "add", "--name", "Aino Esimerkki", "--email",
                           "aino@example.org", "--language", "fi"});
  ASSERT_EQ(added.exit_code, 0) << added.err;
  EXPECT_THAT(Kasvu({"person", "list"}).out, HasSubstr("Aino Esimerkki  aino@example.org"));
  const Ran again =
      Kasvu({"person", "add", "--name", "A", "--email", "aino@example.org", "--lang", "fi"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, AllOf(HasSubstr("Sähköposti on jo"), HasSubstr("[EMAIL_TAKEN]")));
  EXPECT_EQ(Kasvu({"person", "change", "aino@example.org", "--phone", "+358 00 000"}).exit_code, 0);
  EXPECT_THAT(Kasvu({"person", "show", "aino@example.org"}).out, HasSubstr("+358 00 000"));
  const Ran granted = Kasvu({"mandate", "grant", "aino@example.org", "--role", "mentor", "--scope",
                             "regions/02", "--until", "30.6.2021", "--lang", "fi"});
  EXPECT_EQ(granted.exit_code, 0) << granted.err;
  EXPECT_THAT(granted.out, HasSubstr("Aino Esimerkki  mentori  regions/02  4.1.2021  30.6.2021"));
  const Ran wrong = Kasvu({"person", "add", "--name", "", "--email", "none"});
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.err, AllOf(HasSubstr("[INVALID_FIELDS]"), HasSubstr("  --email: ")));
  EXPECT_EQ(Kasvu({"person", "list", "--as", "nobody@example.org"}).exit_code, 1);
}

TEST_F(ServedTest, TheClockMovesForwardOnly) {
  EXPECT_THAT(Kasvu({"clock"}).out, HasSubstr("4 Jan 2021 10:00"));
  EXPECT_THAT(Kasvu({"clock", "advance", "1w"}).out, HasSubstr("11 Jan 2021 10:00"));
  EXPECT_THAT(Kasvu({"clock", "set", "2021-01-01"}).err, HasSubstr("[CLOCK_WOULD_GO_BACK]"));
}

}  // namespace
}  // namespace kasvu::cli
