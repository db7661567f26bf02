// The program itself, as people start and stop it.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "grpcpp/grpcpp.h"
#include "kasvu/v1/clock_service.grpc.pb.h"

namespace kasvu::kasvud {
namespace {

using ::testing::HasSubstr;

// A kasvud that was started, and what it wrote.
class Process {
 public:
  explicit Process(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), KASVUD_BINARY);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    int out[2];
    int err[2];
    EXPECT_EQ(::pipe2(out, O_CLOEXEC), 0);
    EXPECT_EQ(::pipe2(err, O_CLOEXEC), 0);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::dup2(err[1], STDERR_FILENO);
      ::execv(KASVUD_BINARY, argv.data());
      ::_exit(127);
    }
    ::close(out[1]);
    ::close(err[1]);
    out_ = ::fdopen(out[0], "r");
    err_ = ::fdopen(err[0], "r");
  }

  ~Process() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
    std::fclose(out_);
    std::fclose(err_);
  }

  // The next line on standard output, "" at its end.
  std::string Line() { return Read(out_); }

  // Everything on standard error, to its end.
  std::string Errors() {
    std::string all;
    for (std::string line = Read(err_); !line.empty(); line = Read(err_)) all += line;
    return all;
  }

  void Signal(int signal) { ::kill(pid_, signal); }

  // How it ended; 128 and the signal's number when a signal ended it.
  int Wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  static std::string Read(std::FILE* file) {
    char line[4096];
    return std::fgets(line, sizeof(line), file) != nullptr ? line : "";
  }

  pid_t pid_ = 0;
  std::FILE* out_ = nullptr;
  std::FILE* err_ = nullptr;
};

class ProcessTest : public testing::Test {
 protected:
  ~ProcessTest() override { std::filesystem::remove_all(folder_); }

  std::vector<std::string> Arguments(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--data=" + folder_, "--listen=127.0.0.1:0", "--no-programmes"});
    return more;
  }

  std::string folder_ = testing::TempDir() + "/process-" + std::to_string(::getpid());
};

TEST_F(ProcessTest, SaysWhereItListensAndEndsWhenTold) {
  for (const int signal : {SIGTERM, SIGINT}) {
    Process kasvud(Arguments());
    const std::string line = kasvud.Line();
    ASSERT_THAT(line, testing::StartsWith("kasvud is listening on 127.0.0.1:"));
    const std::string address = line.substr(line.rfind(' ') + 1);
    const auto stub = kasvu::v1::ClockService::NewStub(grpc::CreateChannel(
        address.substr(0, address.size() - 1), grpc::InsecureChannelCredentials()));
    grpc::ClientContext context;
    kasvu::v1::Clock clock;
    EXPECT_TRUE(stub->GetClock(&context, kasvu::v1::GetClockRequest(), &clock).ok());
    EXPECT_FALSE(clock.test_clock());
    kasvud.Signal(signal);
    EXPECT_EQ(kasvud.Wait(), 0);
    EXPECT_THAT(kasvud.Errors(), HasSubstr("stopping"));
  }
}

TEST_F(ProcessTest, ASecondOneOnTheSameFolderSaysSo) {
  Process first(Arguments());
  ASSERT_NE(first.Line(), "");
  Process second(Arguments());
  EXPECT_EQ(second.Line(), "");
  EXPECT_THAT(second.Errors(), HasSubstr("another process has"));
  EXPECT_EQ(second.Wait(), 1);
}

TEST_F(ProcessTest, StartsAgainAfterItWasKilled) {
  {
    Process kasvud(Arguments());
    ASSERT_NE(kasvud.Line(), "");
    kasvud.Signal(SIGKILL);
    EXPECT_EQ(kasvud.Wait(), 128 + SIGKILL);
  }
  Process again(Arguments());
  EXPECT_NE(again.Line(), "");
}

TEST_F(ProcessTest, RefusesWhatOthersCouldReach) {
  Process kasvud({"--data=" + folder_, "--listen=0.0.0.0:0"});
  EXPECT_EQ(kasvud.Line(), "");
  EXPECT_THAT(kasvud.Errors(), HasSubstr("loopback"));
  EXPECT_EQ(kasvud.Wait(), 2);
  EXPECT_FALSE(std::filesystem::exists(folder_));
}

TEST_F(ProcessTest, RefusesTheOtherClock) {
  {
    Process kasvud(Arguments({"--test-clock=2021-02-01T08:00:00Z"}));
    ASSERT_NE(kasvud.Line(), "");
    kasvud.Signal(SIGTERM);
    EXPECT_EQ(kasvud.Wait(), 0);
  }
  Process kasvud(Arguments());
  EXPECT_THAT(kasvud.Errors(), HasSubstr("--test-clock"));
  EXPECT_EQ(kasvud.Wait(), 1);
}

}  // namespace
}  // namespace kasvu::kasvud
