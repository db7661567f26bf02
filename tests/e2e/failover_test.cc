// PostgreSQL lost in the middle of the work, and its standby in its place: clients that repeat what
// was not answered notice nothing else, and kasvud goes on as it is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/e2e/recording_clients.h"
#include "tests/testing/http_get.h"
#include "tests/testing/postgres_cluster.h"
#include "tests/testing/process.h"
#include "tests/testing/seed.h"

namespace kasvu::tests {
namespace {

using bench::Population;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kCohorts = 6;
constexpr int kParticipants = 10;
constexpr int kRecordings = kCohorts * kParticipants * 12;
constexpr int kClients = 8;
constexpr int kReaders = 3;

class FailoverTest : public ::testing::Test {
 protected:
  FailoverTest() { std::filesystem::create_directories(folder_); }
  ~FailoverTest() override { std::filesystem::remove_all(folder_); }

  // Either of the two, whichever takes changes.
  std::string Store() const {
    return "postgres://postgres@/postgres?host=" + first_.Folder() + "," + second_.Folder();
  }

  void Start() {
    kasvud_ = std::make_unique<Process>(
        KASVU_BINARY_DIR "/bin/kasvud",
        std::vector<std::string>{"--data=" + folder_, "--listen=127.0.0.1:0",
                                 "--operator-listen=127.0.0.1:0", "--store=" + Store()},
        Process::StandardError::kShow);
    address_ = kasvud_->Address();
    ASSERT_NE(address_, "") << "kasvud did not start";
    operators_ = kasvud_->OperatorPort();
  }

  // Kills the primary after some of `population` have been recorded, and has the other one take
  // its place; what is wrong afterwards.
  std::vector<std::string> FailOver(const Population& population) {
    RecordingClients clients(population, address_);
    const int answers = std::uniform_int_distribution(kRecordings / 10, kRecordings / 2)(random_);
    std::cout << "killed after " << answers << std::endl;
    clients.Start(kClients, kReaders);
    clients.AwaitAnswers(answers);
    primary_->Kill();
    standby_->Promote();
    EXPECT_THAT(clients.Finish(), IsEmpty());
    EXPECT_GT(clients.repeats(), 0);
    return clients.FindFaults();
  }

  const uint64_t seed_ = Seed();
  std::mt19937_64 random_{seed_};
  const std::string folder_ =
      (std::filesystem::temp_directory_path() / ("kasvu-failover-" + std::to_string(getpid())))
          .string();
  PostgresCluster first_;
  PostgresCluster second_{PostgresCluster::StandbyOf{first_}};
  PostgresCluster* primary_ = &first_;
  PostgresCluster* standby_ = &second_;
  std::unique_ptr<Process> kasvud_;
  int operators_ = 0;
  std::string address_;
};

// KASVU_CRASHES asks for so many rounds, each of which makes the one that was killed the standby of
// the other.
TEST_F(FailoverTest, ASynchronousStandbyHasAllThatWasAnswered) {
  std::cout << "seed " << seed_ << std::endl;
  const char* const asked = std::getenv("KASVU_CRASHES");
  const int rounds = asked == nullptr ? 2 : std::max(2, std::atoi(asked) / 5);
  primary_->WaitForStandby();
  ASSERT_NO_FATAL_FAILURE(Start());
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    // How the last word on each commit is said: written down there, or seen by its readers too.
    primary_->Run(std::string("ALTER SYSTEM SET synchronous_commit = ") +
                  (round % 2 == 0 ? "on" : "remote_apply"));
    primary_->Run("SELECT pg_reload_conf()");
    Population population(address_, "round-" + std::to_string(round));
    population.Grow(kCohorts, kParticipants);
    EXPECT_THAT(FailOver(population), IsEmpty());
    EXPECT_THAT(HttpGet(operators_, "/metrics"), Not(HasSubstr("STANDBY_NOT_SYNCHRONOUS")));
    std::swap(primary_, standby_);
    standby_->Follow(*primary_);
    primary_->WaitForStandby();
  }
  kasvud_->Signal(SIGTERM);
  EXPECT_EQ(kasvud_->Wait(), 0) << "the one that was started first";
}

// The test above has to be able to fail, and operators are told before it does.
TEST_F(FailoverTest, AnotherStandbyLacksSomethingAndThatIsSaid) {
  std::cout << "seed " << seed_ << std::endl;
  ASSERT_NO_FATAL_FAILURE(Start());
  EXPECT_THAT(HttpGet(operators_, "/metrics"),
              HasSubstr("kasvu_trouble{reason=\"STANDBY_NOT_SYNCHRONOUS\",where=\"engine\"} 1"));
  EXPECT_THAT(HttpGet(operators_, "/readyz"), HasSubstr("HTTP/1.1 200"));
  Population population(address_, "lost");
  population.Grow(kCohorts, kParticipants);
  standby_->StopFollowing();
  RecordingClients clients(population, address_);
  clients.Start(kClients, kReaders);
  clients.AwaitAnswers(kRecordings / 5);
  primary_->Kill();
  standby_->Promote();
  clients.Finish();
  EXPECT_THAT(clients.FindFaults(), Not(IsEmpty()));
}

}  // namespace
}  // namespace kasvu::tests
