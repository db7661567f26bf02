// A cohort that people have really used, archived and purged as operators do it.

#include <gmock/gmock.h>
#include <signal.h>

#include <filesystem>
#include <fstream>

#include "tests/services/admin/real_data.h"
#include "tests/testing/bash.h"

namespace kasvu::admin {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ArchiveTest : public RealDataTest {
 protected:
  ArchiveTest() { std::filesystem::create_directories(archives()); }

  std::string archives() const { return folder() + "/archives"; }

  void Start() {
    kasvud_ = StartKasvud(data());
    address_ = kasvud_->Address();
  }
  void Stop() {
    kasvud_->Signal(SIGTERM);
    EXPECT_EQ(kasvud_->Wait(), 0);
  }

  std::string Run(const std::string& command, int exit_code = 0) {
    const tests::Outcome outcome = tests::InBash("export KASVU_SERVER=" + address_ +
                                                 " ARCHIVES=" + archives() + " && " + command);
    EXPECT_EQ(outcome.exit_code, exit_code) << command << "\n" << outcome.output;
    return outcome.output;
  }

  std::vector<std::filesystem::path> Files() {
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(archives())) {
      files.push_back(file.path());
    }
    return files;
  }

  std::unique_ptr<tests::Process> kasvud_;
  std::string address_;
};

TEST_F(ArchiveTest, IsMadeByHandAndPurgedByRule) {
  Start();
  EXPECT_THAT(Run("kasvu cohort archive ekollega-esimerkki --to $ARCHIVES 2>&1", 1),
              HasSubstr("COHORT_NOT_FINISHED"));
  EXPECT_THAT(Files(), IsEmpty()) << "nothing half made is left";
  EXPECT_THAT(Run("kasvu cohort archive ekollega-esimerkki --dry-run 2>&1", 1),
              HasSubstr("COHORT_NOT_FINISHED"));
  Run("kasvu cohort close ekollega-esimerkki");
  EXPECT_THAT(Run("kasvu cohort archive ekollega-esimerkki --to $ARCHIVES"),
              AllOf(HasSubstr("archived"), HasSubstr("ekollega-esimerkki-")));
  ASSERT_EQ(Files().size(), 1u);
  const std::string file = Files()[0].string();
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_THAT(Run("kasvu admin inspect " + file),
              AllOf(HasSubstr("The archive is whole."), HasSubstr("kasvu/ekollega@1"),
                    HasSubstr("incomplete")));

  EXPECT_THAT(Run("kasvu cohort archive --finished-before 1.1.2020 --to $ARCHIVES"),
              HasSubstr("There is nothing to archive."));
  const std::string rule =
      "kasvu cohort archive --finished-before $(date -d '2 days' +%F)"
      " --to $ARCHIVES --purge";
  EXPECT_THAT(Run(rule + " --dry-run"), HasSubstr("would be archived and purged"));
  EXPECT_THAT(Run("kasvu cohort list"), Not(HasSubstr("in the archive")));
  EXPECT_THAT(Run(rule), HasSubstr("was archived, purged"));
  EXPECT_THAT(Files(), ElementsAre(file)) << "the same state, the same file";
  EXPECT_THAT(Run(rule + " --json"), Not(HasSubstr("ekollega")));

  // By name too, as when the answer of the first was lost.
  const std::string by_name = "kasvu cohort archive ekollega-esimerkki --purge --to ";
  EXPECT_THAT(Run(by_name + "$ARCHIVES"), HasSubstr("was archived, purged"));
  EXPECT_THAT(Run(by_name + "$ARCHIVES/elsewhere 2>&1", 1), HasSubstr("COHORT_PURGED"));
  EXPECT_THAT(Run(by_name + "$ARCHIVES --dry-run 2>&1", 1), HasSubstr("COHORT_PURGED"));
  EXPECT_THAT(Files(), ElementsAre(file));

  EXPECT_THAT(Run("kasvu cohort list"), HasSubstr("in the archive"));
  EXPECT_THAT(Run("kasvu cohort show ekollega-esimerkki"),
              AllOf(HasSubstr("Archive digest"), HasSubstr("operator")));
  EXPECT_THAT(Run("kasvu progress show ekollega-esimerkki 2>&1", 1), HasSubstr("COHORT_PURGED"));
  EXPECT_THAT(Run("kasvu history verify ekollega-esimerkki 2>&1", 1), HasSubstr("COHORT_PURGED"));
  Stop();
  EXPECT_THAT(Faults(), IsEmpty());
  // And the next start finds its anchors whole.
  Start();
  EXPECT_THAT(Run("kasvu cohort list"), HasSubstr("tahto-esimerkki"));
  Stop();
}

TEST_F(ArchiveTest, IsRefusedWhenItIsDamaged) {
  Start();
  Run("kasvu cohort close ekollega-esimerkki"
      " && kasvu cohort archive ekollega-esimerkki --to $ARCHIVES/one");
  EXPECT_THAT(Run("kasvu cohort archive ekollega-esimerkki --to $ARCHIVES/one"),
              HasSubstr("was archived already"));
  {
    std::fstream file(archives() + "/one", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5000);
    file.put('\0');
  }
  EXPECT_THAT(Run("kasvu admin inspect $ARCHIVES/one 2>&1", 1), HasSubstr("ARCHIVE_DAMAGED"));
  // Nothing is written over, and nothing purged against it.
  EXPECT_THAT(Run("kasvu cohort archive ekollega-esimerkki --to $ARCHIVES/one --purge 2>&1", 1),
              HasSubstr("FILE_EXISTS"));
  EXPECT_THAT(Run("kasvu cohort list"), Not(HasSubstr("in the archive")));
  Stop();
}

}  // namespace
}  // namespace kasvu::admin
