// The program itself, as people start and stop it.

#include "tests/testing/process.h"

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

using Process = kasvu::tests::Process;

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
    Process kasvud(KASVUD_BINARY, Arguments());
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
  Process first(KASVUD_BINARY, Arguments());
  ASSERT_NE(first.Line(), "");
  Process second(KASVUD_BINARY, Arguments());
  EXPECT_EQ(second.Line(), "");
  EXPECT_THAT(second.Errors(), HasSubstr("another process has"));
  EXPECT_EQ(second.Wait(), 1);
}

TEST_F(ProcessTest, StartsAgainAfterItWasKilled) {
  {
    Process kasvud(KASVUD_BINARY, Arguments());
    ASSERT_NE(kasvud.Line(), "");
    kasvud.Signal(SIGKILL);
    EXPECT_EQ(kasvud.Wait(), 128 + SIGKILL);
  }
  Process again(KASVUD_BINARY, Arguments());
  EXPECT_NE(again.Line(), "");
}

TEST_F(ProcessTest, RefusesWhatOthersCouldReach) {
  Process kasvud(KASVUD_BINARY, {"--data=" + folder_, "--listen=0.0.0.0:0"});
  EXPECT_EQ(kasvud.Line(), "");
  EXPECT_THAT(kasvud.Errors(), HasSubstr("loopback"));
  EXPECT_EQ(kasvud.Wait(), 2);
  EXPECT_FALSE(std::filesystem::exists(folder_));
}

TEST_F(ProcessTest, RefusesTheOtherClock) {
  {
    Process kasvud(KASVUD_BINARY, Arguments({"--test-clock=2021-02-01T08:00:00Z"}));
    ASSERT_NE(kasvud.Line(), "");
    kasvud.Signal(SIGTERM);
    EXPECT_EQ(kasvud.Wait(), 0);
  }
  Process kasvud(KASVUD_BINARY, Arguments());
  EXPECT_THAT(kasvud.Errors(), HasSubstr("--test-clock"));
  EXPECT_EQ(kasvud.Wait(), 1);
}

}  // namespace
}  // namespace kasvu::kasvud
