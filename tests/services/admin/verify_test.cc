// kasvu admin verify, as it is typed and beside a server that works.

#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <set>
#include <sstream>
#include <thread>

#include "clients/cli/admin_program.h"
#include "services/admin/reasons.h"
#include "services/admin/verbs.h"
#include "services/admin/verify_stores.h"
#include "services/engine/index_lines.h"
#include "tests/services/admin/real_data.h"
#include "tests/testing/bash.h"

namespace kasvu::admin {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;

class VerifyTest : public RealDataTest {
 protected:
  void Damage() {
    Change("engine", [](storage::Transaction& t) {
      t.Put(engine::kLiveLinkLines.BytesOf({"ekollega-esimerkki", 99}), "");
    });
  }
};

TEST_F(VerifyTest, SaysThatAllIsWhole) {
  const tests::Outcome verified = tests::InBash("kasvu admin verify " + data() + " --lang en");
  EXPECT_EQ(verified.exit_code, 0) << verified.output;
  EXPECT_THAT(verified.output,
              AllOf(HasSubstr("engine "), HasSubstr("keys "), HasSubstr("Everything is whole.\n")));
}

TEST_F(VerifyTest, SaysWhatIsWrongInTheLanguageOfWhoAsks) {
  Damage();
  const tests::Outcome fi = tests::InBash("kasvu --lang fi admin verify " + data());
  EXPECT_EQ(fi.exit_code, 1);
  EXPECT_THAT(fi.output,
              HasSubstr("engine kLiveLinks: cohort ekollega-esimerkki, link 99. Hakemistorivi ei "
                        "johda mihinkään. [INDEX_LINE_UNEXPECTED]\n  odotettu: no line"));
  const tests::Outcome json = tests::InBash("kasvu admin verify --json " + data());
  EXPECT_EQ(json.exit_code, 1);
  EXPECT_THAT(json.output, HasSubstr("\"reason\": \"INDEX_LINE_UNEXPECTED\""));
}

TEST_F(VerifyTest, ChangesNothing) {
  const auto listing = "ls -lR --time-style=full-iso " + data() + " | sha256sum && cat $(find " +
                       data() + " -type f | sort) | sha256sum";
  Damage();
  const tests::Outcome before = tests::InBash(listing);
  EXPECT_EQ(tests::InBash("kasvu admin verify " + data()).exit_code, 1);
  EXPECT_EQ(tests::InBash(listing).output, before.output);
}

TEST_F(VerifyTest, RefusesAFolderWithoutData) {
  const tests::Outcome outcome = tests::InBash("kasvu admin verify --lang sv " + folder());
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.output, AllOf(HasSubstr("finns ingen data"), HasSubstr("[NO_DATA_THERE]")));
  EXPECT_EQ(tests::InBash("kasvu admin verify").exit_code, 2);
}

// Nothing that a server has written is a fault at any moment, and it notices nothing.
TEST_F(VerifyTest, IsRightWhileTheServerWorks) {
  const auto kasvud = StartKasvud(folder() + "/working");
  const std::string address = kasvud->Address();
  ASSERT_NE(address, "");
  std::atomic<bool> over = false;
  tests::Outcome made;
  std::thread people([&] {
    made = tests::InBash("examples/ekollega-season/midway " + address);
    over = true;
  });
  int verified = 0;
  do {
    const auto report = VerifyStores(*Place::Parse(folder() + "/working"), [](uint64_t) {});
    EXPECT_TRUE(report.ok()) << report.status();
    EXPECT_THAT(report.ok() ? FaultsIn(*report) : std::vector<std::string>(), IsEmpty());
    ++verified;
  } while (!over);
  people.join();
  EXPECT_EQ(made.exit_code, 0) << made.output;
  EXPECT_GT(verified, 1);
}

TEST(AdminArgumentsTest, AreAllButTheWordAdmin) {
  EXPECT_THAT(cli::AdminArguments({"--lang", "fi", "admin", "verify", "admin"}),
              Optional(ElementsAre("--lang", "fi", "verify", "admin")));
  EXPECT_THAT(cli::AdminArguments({"--json", "admin"}), Optional(ElementsAre("--json")));
  EXPECT_EQ(cli::AdminArguments({"cohort", "admin"}), std::nullopt);
  EXPECT_EQ(cli::AdminArguments({"--lang"}), std::nullopt);
  EXPECT_EQ(cli::AdminArguments({}), std::nullopt);
}

TEST(AdminArgumentsTest, WithoutTheProgramKasvuSaysWhereItIs) {
  const std::string alone = testing::TempDir() + "/alone";
  std::filesystem::create_directories(alone);
  const tests::Outcome outcome =
      tests::InBash("cp " KASVU_BINARY_DIR "/bin/kasvu " + alone + " && PATH=/nowhere " + alone +
                    "/kasvu --lang en admin verify x");
  std::filesystem::remove_all(alone);
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("[ADMIN_NOT_INSTALLED]"));
}

TEST(FaultWordsTest, EveryKindHasAFewOfItsOwn) {
  std::set<std::string> said;
  for (const std::string_view reason : KnownFaults()) {
    const auto words = WordsOfFault(reason);
    ASSERT_TRUE(words);
    for (const char* language : {"fi", "sv", "en"}) {
      EXPECT_TRUE(said.insert(std::string(words->In(language))).second) << reason;
    }
  }
}

}  // namespace
}  // namespace kasvu::admin
