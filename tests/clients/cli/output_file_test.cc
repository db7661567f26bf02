// Files on disks that cannot do everything.
#include "clients/cli/output_file.h"

#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <thread>

#include "errors/error.h"

namespace kasvu::cli {
namespace {

// Runs `work` on a thread for which the system call `number` always fails with `error`.
void WhereItFails(unsigned number, unsigned error, const std::function<void()>& work) {
  std::thread([&] {
    sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program = {std::size(filter), filter};
    ASSERT_EQ(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
    ASSERT_EQ(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0);
    work();
  }).join();
}

class OutputFileTest : public testing::Test {
 protected:
  OutputFileTest() { std::filesystem::create_directories(folder_); }
  ~OutputFileTest() override { std::filesystem::remove_all(folder_); }

  // Writes `content` and gives it the name `example`.
  absl::Status Write(const std::string& content) {
    KASVU_ASSIGN_OR_RETURN(const auto file, NewFile::Begin(folder_));
    KASVU_RETURN_IF_ERROR(file->Append(content));
    KASVU_RETURN_IF_ERROR(file->Sync());
    return file->Name(path_);
  }

  // What lies there; the folder holds nothing else.
  std::string Content() const {
    const auto files = std::filesystem::directory_iterator(folder_);
    EXPECT_EQ(std::distance(begin(files), end(files)), 1);
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const std::string folder_ = testing::TempDir() + "/output-" + std::to_string(::getpid());
  const std::string path_ = folder_ + "/example";
};

TEST_F(OutputFileTest, GetsItsNameAndNeverThatOfAnother) {
  EXPECT_TRUE(Write("first").ok());
  EXPECT_EQ(ReasonOf(Write("second")), "FILE_EXISTS");
  EXPECT_EQ(Content(), "first");
}

// As on NFS.
TEST_F(OutputFileTest, DoesSoWhereTheFileSystemCannotRenameSo) {
  WhereItFails(SYS_renameat2, EINVAL, [this] {
    EXPECT_TRUE(Write("first").ok());
    EXPECT_EQ(ReasonOf(Write("second")), "FILE_EXISTS");
  });
  EXPECT_EQ(Content(), "first");
  WhereItFails(SYS_renameat2, EROFS,
               [this] { EXPECT_EQ(ReasonOf(Write("third")), "FILE_NOT_WRITTEN"); });
}

TEST_F(OutputFileTest, IsSyncedWhoeverWroteIt) {
  std::ofstream(path_) << "copied by somebody";
  EXPECT_TRUE(SyncFile(path_).ok());
  WhereItFails(SYS_fsync, EIO,
               [this] { EXPECT_EQ(ReasonOf(SyncFile(path_)), "FILE_NOT_WRITTEN"); });
  EXPECT_EQ(ReasonOf(SyncFile(folder_ + "/absent")), "FILE_NOT_WRITTEN");
}

}  // namespace
}  // namespace kasvu::cli
