// Data that older versions have really written, opened, read, checked and gone on with by the
// program of today.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/testing/bash.h"
#include "tests/testing/golden.h"
#include "tests/testing/process.h"

namespace kasvu::tests {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> AllOldData() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(KASVU_SOURCE_DIR "/tests/data")) {
    if (entry.path().extension() == ".xz") names.push_back(entry.path().stem().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class OldDataTest : public testing::TestWithParam<std::string> {
 protected:
  OldDataTest() {
    setenv("LC_ALL", "C.UTF-8", 1);
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    const Outcome unpacked =
        InBash("tar -C " + folder_ + " -xJf tests/data/" + GetParam() + ".tar.xz");
    EXPECT_EQ(unpacked.exit_code, 0) << unpacked.output;
  }
  ~OldDataTest() override { fs::remove_all(folder_); }

  std::string data() const { return folder_ + "/data"; }

  // A server on `data` whose clock stands where it stood.
  static std::unique_ptr<Process> Start(const std::string& data) {
    return std::make_unique<Process>(
        KASVU_BINARY_DIR "/bin/kasvud",
        std::vector<std::string>{"--data=" + data, "--listen=127.0.0.1:0", "--test-clock"},
        Process::StandardError::kShow);
  }

  // What `commands` print, which must succeed on a server over `data`.
  static std::string With(const std::string& data, const std::string& commands) {
    const auto kasvud = Start(data);
    const std::string address = kasvud->Address();
    const Outcome outcome = InBash("set -e; export KASVU_SERVER=" + address + "\n" + commands);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
    kasvud->Signal(SIGTERM);
    EXPECT_EQ(kasvud->Wait(), 0);
    return outcome.output;
  }

  static void ExpectWhole(const std::string& place) {
    const Outcome verified = InBash("kasvu admin verify --lang en " + place);
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    EXPECT_THAT(verified.output, HasSubstr("Everything is whole."));
  }

  const std::string folder_ = testing::TempDir() + "/kasvu-old-data-" + std::to_string(::getpid());
};

TEST_P(OldDataTest, IsReadWholeAndWrittenOn) {
  // The season ends as it does today.
  ExpectGolden("tests/e2e/golden/season-table.txt",
               With(data(), "kasvu progress show ekollega-2021"));
  ExpectWhole(data());
  const std::string known = With(data(), R"(
    kasvu person list --email mentori@example.org --lang en
    kasvu person list --email unohdettu@example.org --lang en
    kasvu enrolment list tahto-2021 --lang en
    kasvu history verify ekollega-2021 --lang en
    kasvu history verify tahto-2021 --lang en
  )");
  EXPECT_THAT(known, HasSubstr("Esimerkki Mentori"));
  EXPECT_THAT(known, Not(HasSubstr("Esimerkki Unohdettu")));
  EXPECT_THAT(known, HasSubstr("The history is whole"));

  // Life goes on, also for those who were there before.
  const std::string more = With(data(), R"(
    kasvu clock set 2021-08-02T09:00 >/dev/null
    kasvu person add --name 'Esimerkki Uusi' --email uusi@example.org --language fi >/dev/null
    kasvu mandate grant uusi@example.org --role mentor --scope '*' >/dev/null
    kasvu link assign tahto-2021 mentor --for e3 --with uusi@example.org >/dev/null
    kasvu person erase mentori@example.org >/dev/null
    kasvu person list --email uusi@example.org --lang en
    kasvu history verify tahto-2021 --lang en
  )");
  EXPECT_THAT(more, HasSubstr("Esimerkki Uusi"));
  EXPECT_THAT(more, HasSubstr("The history is whole"));
  ExpectWhole(data());
}

// A backup that was made before an upgrade and is restored after it.
TEST_P(OldDataTest, ABackupOfItIsRestoredAndMigrated) {
  const std::string backups = folder_ + "/backups";
  const std::string restored = folder_ + "/restored";
  const Outcome outcome = InBash("kasvu admin backup " + backups + " --data " + data() +
                                 " && kasvu admin restore " + backups + " --to " + restored);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.output;
  fs::copy_file(data() + "/master.key", restored + "/master.key");
  fs::copy_file(data() + "/test-clock", restored + "/test-clock");
  ExpectWhole(restored);
  EXPECT_THAT(With(restored, "kasvu person list --email mentori@example.org"),
              HasSubstr("Esimerkki Mentori"));
}

INSTANTIATE_TEST_SUITE_P(Formats, OldDataTest, testing::ValuesIn(AllOldData()),
                         [](const auto& name) {
                           std::string shown = name.param;
                           std::replace(shown.begin(), shown.end(), '-', '_');
                           return shown;
                         });

}  // namespace
}  // namespace kasvu::tests
