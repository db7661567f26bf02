// How the program behaves as a whole: exit codes, help, completion.

#include "clients/cli/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/completion.h"
#include "tests/clients/cli/run_in_test.h"
#include "tests/testing/golden.h"

namespace kasvu::cli {
namespace {

using ::testing::HasSubstr;

// Nothing listens there.
const std::map<std::string, std::string> kNowhere = {{"KASVU_SERVER", "127.0.0.1:1"}};

struct Wrong {
  std::vector<std::string> arguments;
  std::string says;
};

class WrongUsageTest : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongUsageTest, EndsWithTwo) {
  const Ran ran = RunWith(kNowhere, GetParam().arguments);
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Ways, WrongUsageTest,
    ::testing::Values(
        Wrong{{}, "Usage: kasvu"}, Wrong{{"prson"}, "“prson” means nothing here"},
        Wrong{{"person"}, "A command is missing"}, Wrong{{"person", "add"}, "--name is missing"},
        Wrong{{"person", "add", "--lang", "fi"}, "--name puuttuu"},
        Wrong{{"person", "list", "extra"}, "“extra” means nothing here"},
        Wrong{{"--lang", "de", "person", "list"},
              "--lang: “de” does not do; choose among fi, sv, en"},
        Wrong{{"--lang", "fi", "work", "--days", "400"},
              "--days: ”400” ei käy; anna luku väliltä 1–366."},
        Wrong{{"--lang", "sv", "company", "add", "--name", "x", "--years", "tre"},
              "--years: ”tre” är inget tal."},
        Wrong{{"--lang", "fi", "cohort", "show", "c", "--as"}, "--as: arvo puuttuu."},
        Wrong{{"enrolment", "waitlist", "c", "e1", "e2"}, "“e1” means nothing here"},
        Wrong{{"enrolment", "waitlist", "c/e1", "e2"}, "“e2” means nothing here"},
        Wrong{{"enrolment", "waitlist", "c", "--soon"}, "“--soon” means nothing here"},
        Wrong{{"session", "cancel", "c", "session/goals"}, "Write c/g1"},
        Wrong{{"session", "move", "c/g1", "session/goals"}, "--to, --mode or --topic"},
        Wrong{{"progress", "waive", "c/e1", "x", "--reason", "Ei aikaa"},
              "without spaces: ei-aikaa."},
        Wrong{{"work"}, "Whose worklist?"}, Wrong{{"enrolment", "add", "c"}, "--name and --email"},
        Wrong{{"clock", "advance", "3x"}, "12h, 10d, 3w or 2m"},
        Wrong{{"clock", "set", "soon"}, "2021-02-03"},
        Wrong{{"cohort", "create", "--template", "a/b", "--id", "c", "--start", "soon"}, "no day"},
        Wrong{{"cohort", "show", "\xff"}, "Word 3 of the command is not UTF-8"},
        Wrong{{"progress", "record", "e7", "x", "--done"}, "--cohort"},
        Wrong{{"progress", "record", "c/e7", "x", "--field", "y"}, "NAME=VALUE"},
        Wrong{{"progress", "record", "c/e7", "x"}, "--done"},
        Wrong{{"progress", "attend", "c", "g1", "x", "--absent", "e1", "--present", "e2"},
              "do not go together"},
        Wrong{{"progress", "correct", "c/e7", "x", "--done", "--clear", "--reason", "y"},
              "Give one of"}));

TEST(RunTest, AnActorThatCannotTravelIsRefused) {
  for (const char* actor : {"ä", "operator\nkasvu-actor: x", "persons/\x7f"}) {
    const Ran ran = RunWith(kNowhere, {"--as", actor, "cohort", "list"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.err, HasSubstr("[ACTOR_INVALID]"));
  }
}

TEST(RunTest, AnUnreachableServerEndsWithOne) {
  const Ran ran = RunWith(kNowhere, {"clock", "--lang", "fi"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err,
            "kasvu: Osoitteessa 127.0.0.1:1 ei vastaa Kasvu-palvelin; käynnistä kasvud tai anna "
            "--server. [SERVER_UNREACHABLE]\n");
}

TEST(RunTest, AnUnreadableFileEndsWithOne) {
  const Ran ran = RunWith(kNowhere, {"template", "check", "/no/such/file"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("[FILE_UNREADABLE]"));
}

TEST(RunTest, HelpAndVersionEndWithZero) {
  EXPECT_EQ(RunWith({}, {"--help"}).exit_code, 0);
  EXPECT_EQ(RunWith({}, {"progress", "attend", "--help"}).exit_code, 0);
  EXPECT_THAT(RunWith({}, {"--version"}).out, HasSubstr("kasvu "));
}

// Every command of the tree, noun before verb.
std::vector<std::vector<std::string>> AllCommands(const CLI::App& app) {
  std::vector<std::vector<std::string>> commands;
  for (const CLI::App* noun : app.get_subcommands([](const CLI::App*) { return true; })) {
    commands.push_back({noun->get_name()});
    for (const CLI::App* verb : noun->get_subcommands([](const CLI::App*) { return true; })) {
      commands.push_back({noun->get_name(), verb->get_name()});
    }
  }
  return commands;
}

std::vector<std::vector<std::string>> AllCommands() {
  std::ostringstream nothing;
  Frame frame({.out = nothing,
               .err = nothing,
               .environment = [](const std::string&) { return std::optional<std::string>(); }},
              "en");
  CLI::App app;
  AddCommands(app, frame);
  return AllCommands(app);
}

class HelpTest : public ::testing::TestWithParam<std::string> {};

TEST_P(HelpTest, OfEveryCommandIsKept) {
  std::string all = RunWith({}, {"--help", "--lang", GetParam()}).out;
  for (std::vector<std::string> command : AllCommands()) {
    const bool is_verb = command.size() == 2 || command[0] == "work";
    command.insert(command.end(), {"--help", "--lang", GetParam()});
    const Ran ran = RunWith({}, command);
    EXPECT_EQ(ran.exit_code, 0);
    if (is_verb) {
      const std::string last = ran.out.substr(ran.out.rfind(":\n  "));
      EXPECT_THAT(last, HasSubstr("kasvu " + command[0])) << "has no example";
    }
    all += "\n----\n" + ran.out;
  }
  tests::ExpectGolden("tests/clients/cli/golden/help-" + GetParam() + ".txt", all);
}

INSTANTIATE_TEST_SUITE_P(Languages, HelpTest, ::testing::Values("fi", "sv", "en"),
                         [](const auto& language) { return language.param; });

TEST(CompletionTest, IsKept) {
  const Ran ran = RunWith({}, {"completion", "bash"});
  EXPECT_EQ(ran.exit_code, 0);
  tests::ExpectGolden("tests/clients/cli/golden/completion.bash", ran.out);
}

}  // namespace
}  // namespace kasvu::cli
