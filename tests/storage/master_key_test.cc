#include "storage/master_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "errors/error.h"
#include "tests/storage/temporary_folder.h"

namespace kasvu::storage {
namespace {

class MasterKeyTest : public testing::Test {
 protected:
  void Write(size_t size, mode_t mode) {
    std::ofstream(file_, std::ios::binary) << std::string(size, 'k');
    ASSERT_EQ(chmod(file_.c_str(), mode), 0);
  }

  TemporaryFolder folder_;
  const std::string file_ = folder_.File("master.key");
  SeededRandomness randomness_{1};
};

TEST_F(MasterKeyTest, IsMadeForItsOwnerAlone) {
  const mode_t before = umask(0);
  const auto made = CreateMasterKey(file_, randomness_);
  umask(before);
  ASSERT_TRUE(made.ok()) << made.status();
  struct stat about;
  ASSERT_EQ(stat(file_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777, 0600u);
  EXPECT_EQ(about.st_size, 32);
  EXPECT_EQ(ReadMasterKey(file_)->view(), made->view());
}

TEST_F(MasterKeyTest, IsNeverWrittenOver) {
  Write(32, 0600);
  EXPECT_EQ(ReasonOf(CreateMasterKey(file_, randomness_).status()), "MASTER_KEY_UNREADABLE");
  EXPECT_EQ(ReadMasterKey(file_)->view(), std::string(32, 'k'));
}

TEST_F(MasterKeyTest, ACrashWhileItWasMadeDoesNotCount) {
  std::ofstream(file_ + ".new") << "half";
  EXPECT_EQ(ReasonOf(ReadMasterKey(file_).status()), "MASTER_KEY_MISSING");
  EXPECT_TRUE(CreateMasterKey(file_, randomness_).ok());
  EXPECT_FALSE(std::filesystem::exists(file_ + ".new"));
}

TEST_F(MasterKeyTest, RefusesWhatOthersMayUse) {
  for (const mode_t mode : {0640, 0604, 0660, 0666, 0610, 0601}) {
    Write(32, mode);
    const absl::Status status = ReadMasterKey(file_).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ReasonOf(status), "MASTER_KEY_PERMISSIONS") << std::oct << mode;
    EXPECT_EQ(ParticularsOf(status).at("file"), file_);
  }
  Write(32, 0400);
  EXPECT_TRUE(ReadMasterKey(file_).ok());
}

TEST_F(MasterKeyTest, RefusesAnotherSize) {
  for (const size_t size : {0, 31, 33, 64}) {
    Write(size, 0600);
    EXPECT_EQ(ReasonOf(ReadMasterKey(file_).status()), "MASTER_KEY_SIZE") << size;
  }
}

TEST_F(MasterKeyTest, RefusesAFolder) {
  EXPECT_EQ(ReasonOf(ReadMasterKey(folder_.path()).status()), "MASTER_KEY_UNREADABLE");
  EXPECT_EQ(ReasonOf(CreateMasterKey(folder_.File("no/key"), randomness_).status()),
            "MASTER_KEY_UNREADABLE");
}

}  // namespace
}  // namespace kasvu::storage
