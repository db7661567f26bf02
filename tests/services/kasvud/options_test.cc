#include "services/kasvud/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "errors/error.h"
#include "services/kasvud/roles.h"

namespace kasvu::kasvud {
namespace {

using ::testing::ElementsAre;

Parsed Parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "kasvud");
  return ParseOptions(static_cast<int>(arguments.size()), arguments.data());
}

TEST(OptionsTest, HaveDefaults) {
  const Parsed parsed = Parse({"--data=var"});
  ASSERT_TRUE(parsed.options.has_value());
  EXPECT_EQ(parsed.options->listen, "127.0.0.1:7410");
  EXPECT_EQ(parsed.options->roles, AllRoles());
  EXPECT_EQ(parsed.options->master_key, "var/master.key");
  EXPECT_TRUE(parsed.options->programmes);
  EXPECT_FALSE(parsed.options->test_clock.has_value());
}

TEST(OptionsTest, MayStandInAFileAndTheCommandLineGoesBeforeIt) {
  const std::string file = testing::TempDir() + "/kasvud-" + std::to_string(::getpid()) + ".conf";
  std::ofstream(file) << "# as it is installed\n"
                         "data = \"/srv/kasvu\"\n"
                         "listen = \"127.0.0.1:1\"\n"
                         "operator-listen = \"127.0.0.1:2\"\n"
                         "log-level = \"warning\"\n"
                         "slow-call-ms = 250\n"
                         "no-programmes = true\n";
  const std::string config = "--config=" + file;
  const Parsed parsed = Parse({config.c_str(), "--listen=127.0.0.1:3"});
  ASSERT_TRUE(parsed.options.has_value());
  EXPECT_EQ(parsed.options->data, "/srv/kasvu");
  EXPECT_EQ(parsed.options->listen, "127.0.0.1:3");
  EXPECT_EQ(parsed.options->operator_listen, "127.0.0.1:2");
  EXPECT_EQ(parsed.options->log_level, services::LogLevel::kWarning);
  EXPECT_EQ(parsed.options->slow_call, absl::Milliseconds(250));
  EXPECT_FALSE(parsed.options->programmes);

  std::ofstream(file, std::ios::app) << "lisen = \"127.0.0.1:4\"\n";
  EXPECT_EQ(Parse({config.c_str()}).exit_code, 2) << "a slip is not passed over";
  std::ofstream(file) << "data = \"/srv/kasvu\"\noperator-listen = \"0.0.0.0:2\"\n";
  EXPECT_EQ(Parse({config.c_str()}).exit_code, 2) << "others could reach it";
  std::filesystem::remove(file);
}

TEST(OptionsTest, TheFileThatIsInstalledCanBeRead) {
  const Parsed parsed = Parse({"--config=" KASVU_SOURCE_DIR "/packaging/kasvud.conf"});
  ASSERT_TRUE(parsed.options.has_value());
  EXPECT_EQ(parsed.options->data, "/var/lib/kasvu");
  EXPECT_EQ(parsed.options->operator_listen, "127.0.0.1:7411");
}

TEST(OptionsTest, TakeRolesAndAddresses) {
  const Parsed parsed = Parse({"--data", "var", "--roles=directory", "--catalogue=localhost:1",
                               "--master-key=key", "--no-programmes"});
  ASSERT_TRUE(parsed.options.has_value());
  EXPECT_THAT(parsed.options->roles, ElementsAre("directory"));
  EXPECT_FALSE(parsed.options->Has("catalogue"));
  EXPECT_EQ(parsed.options->catalogue, "localhost:1");
  EXPECT_EQ(parsed.options->master_key, "key");
  EXPECT_FALSE(parsed.options->programmes);
}

TEST(OptionsTest, TakeATestClockWithOrWithoutATime) {
  EXPECT_TRUE(Parse({"--data=var", "--test-clock"}).options->test_clock.has_value());
  EXPECT_EQ(Parse({"--data=var", "--test-clock=2021-02-01T10:00:00+02:00"}).options->test_clock,
            absl::FromUnixSeconds(1'612'166'400));
}

TEST(OptionsTest, RefuseMistakesWithTwo) {
  const std::vector<std::vector<const char*>> mistakes = {
      {},
      {"--data"},
      {"--data=var", "--roles=cook"},
      {"--data=var", "--unknown"},
      {"--data=var", "--store=mysql://localhost/kasvu"},
      {"--data=var", "--listen=0.0.0.0:7410"},
      {"--data=var", "--test-clock=yesterday"},
      {"--data=var", "--test-clock=2200-01-01T00:00:00Z"},
  };
  for (const auto& mistake : mistakes) {
    const Parsed parsed = Parse(mistake);
    EXPECT_FALSE(parsed.options.has_value());
    EXPECT_EQ(parsed.exit_code, 2);
  }
}

TEST(OptionsTest, TakeADatabaseAndRepeatNoPassword) {
  EXPECT_FALSE(Parse({"--data=var"}).options->store.has_value());
  const Parsed parsed = Parse({"--data=var", "--store=postgres://kasvu:secret@db:5433/mentors"});
  ASSERT_TRUE(parsed.options.has_value());
  EXPECT_EQ(parsed.options->store->shown(), "mentors on db:5433");
  testing::internal::CaptureStderr();
  EXPECT_EQ(Parse({"--data=var", "--store=postgres://kasvu:secret@db:5433/x?secret"}).exit_code, 2);
  EXPECT_EQ(testing::internal::GetCapturedStderr().find("secret"), std::string::npos);
}

TEST(OptionsTest, HelpEndsWithZero) {
  const Parsed parsed = Parse({"--help"});
  EXPECT_FALSE(parsed.options.has_value());
  EXPECT_EQ(parsed.exit_code, 0);
}

TEST(LoopbackTest, OnlyThisMachineMayReachTheServer) {
  for (const char* address :
       {"127.0.0.1:7410", "127.255.255.255:0", "localhost:1", "[::1]:65535"}) {
    EXPECT_TRUE(CheckLoopback(address).ok()) << address;
  }
  for (const char* address :
       {"0.0.0.0:7410", "[::]:7410", "192.168.1.2:7410", "example.org:7410",
        "127.0.0.1.example.org:1", "127.0.0:1", "127.0.0.256:1", ":7410", "unix:7410"}) {
    EXPECT_EQ(ReasonOf(CheckLoopback(address)), "LISTEN_NOT_LOOPBACK") << address;
  }
  for (const char* address :
       {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:http"}) {
    EXPECT_EQ(ReasonOf(CheckLoopback(address)), "LISTEN_MALFORMED") << address;
  }
}

}  // namespace
}  // namespace kasvu::kasvud
