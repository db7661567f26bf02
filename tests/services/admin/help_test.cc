// What kasvu-admin says of itself, in three languages.

#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "clients/cli/reasons.h"
#include "services/admin/verbs.h"
#include "storage/errors.h"
#include "tests/testing/bash.h"
#include "tests/testing/golden.h"

namespace kasvu::admin {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

struct Ran {
  int exit_code = -1;
  std::string out;
  std::string err;
};

std::optional<std::string> NoEnvironment(const std::string&) { return std::nullopt; }

Ran RunWith(std::vector<std::string> arguments, const std::string& language) {
  std::ostringstream out, err;
  arguments.insert(arguments.end(), {"--lang", language});
  const int code = cli::RunProgram(AdminProgram(), arguments,
                                   {.out = out,
                                    .err = err,
                                    .out_is_terminal = false,
                                    .err_is_terminal = false,
                                    .environment = NoEnvironment});
  return {code, out.str(), err.str()};
}

std::vector<std::string> AllVerbs() {
  std::ostringstream nothing;
  cli::Frame frame({.out = nothing,
                    .err = nothing,
                    .out_is_terminal = false,
                    .err_is_terminal = false,
                    .environment = NoEnvironment},
                   "en");
  CLI::App app;
  AdminProgram().add_commands(app, frame);
  std::vector<std::string> verbs;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    verbs.push_back(verb->get_name());
  }
  return verbs;
}

class AdminLanguageTest : public testing::TestWithParam<std::string> {};

TEST_P(AdminLanguageTest, HelpOfEveryCommandIsKept) {
  std::string all = RunWith({"--help"}, GetParam()).out;
  for (const std::string& verb : AllVerbs()) {
    const Ran ran = RunWith({verb, "--help"}, GetParam());
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_THAT(ran.out, HasSubstr("kasvu admin ")) << verb << " has no example";
    all += "\n----\n" + ran.out;
  }
  tests::ExpectGolden("tests/services/admin/golden/help-" + GetParam() + ".txt", all);
}

TEST_P(AdminLanguageTest, ErrorsOfStoresAreSaidInIt) {
  const std::string said = RunWith({"verify", "postgres://nobody@127.0.0.1:1/no"}, GetParam()).err;
  EXPECT_THAT(said, HasSubstr("[STORE_UNREACHABLE]"));
  EXPECT_THAT(said, HasSubstr(GetParam() == "fi"   ? "Tietokantaa no on 127.0.0.1:1 ei voi"
                              : GetParam() == "sv" ? "Databasen no on 127.0.0.1:1 går inte"
                                                   : "the database no on 127.0.0.1:1 cannot be"));
}

INSTANTIATE_TEST_SUITE_P(Languages, AdminLanguageTest, testing::Values("fi", "sv", "en"),
                         [](const auto& language) { return language.param; });

TEST(StoreErrorsTest, EachHasWords) {
  std::ifstream file(KASVU_SOURCE_DIR "/storage/errors.h");
  const std::regex heading("// [A-Z_]+ ([A-Z]+_[A-Z_]+): .*");
  std::set<std::string> reasons;
  for (std::string line; std::getline(file, line);) {
    std::smatch match;
    if (std::regex_match(line, match, heading)) reasons.insert(match.str(1));
  }
  EXPECT_GT(reasons.size(), 15u);
  for (const std::string& reason : reasons) EXPECT_TRUE(cli::WordsOfReason(reason)) << reason;
}

TEST(AdminCompletionTest, GoesOnBeyondTheWordAdmin) {
  const auto completed = [](const std::string& words, int place) {
    const tests::Outcome outcome = tests::InBash("source <(kasvu completion bash); COMP_WORDS=(" +
                                                 words + "); COMP_CWORD=" + std::to_string(place) +
                                                 "; _kasvu; echo \"${COMPREPLY[@]}\"");
    EXPECT_EQ(outcome.exit_code, 0);
    return outcome.output;
  };
  EXPECT_EQ(completed("kasvu admin ver", 2), "verify\n");
  EXPECT_EQ(completed("kasvu admin backup --keep-k", 3), "--keep-keys --keep-key-days\n");
  EXPECT_EQ(completed("kasvu admin --lang ''", 3), "fi sv en\n");
  EXPECT_EQ(completed("kasvu coh", 1), "cohort\n");
}

}  // namespace
}  // namespace kasvu::admin
