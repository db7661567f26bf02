// kasvud, or the database under it, killed in the middle of its work, again and again: whatever it
// has answered is there afterwards, whatever it has not can be asked again, and nothing is half
// done.

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "kasvu/v1/enrolment_service.grpc.pb.h"
#include "kasvu/v1/progress_service.grpc.pb.h"
#include "tests/bench/calls.h"
#include "tests/bench/load.h"
#include "tests/bench/population.h"
#include "tests/testing/postgres_cluster.h"
#include "tests/testing/process.h"

namespace kasvu::tests {
namespace {

using bench::Done;
using bench::Population;
using bench::Stubs;
using kasvu::v1::EnrolmentService;
using kasvu::v1::ProgressService;
using kasvu::v1::RecordStepRequest;
using kasvu::v1::RecordStepResponse;

constexpr int kInFlight = 64;
constexpr int kCohorts = 20;
constexpr int kParticipants = 25;
constexpr int kCallsPerRound = 110;

// KASVU_CRASHES in the environment asks for more rounds than the usual ones.
int RoundsOr(int usual) {
  const char* const asked = std::getenv("KASVU_CRASHES");
  return asked == nullptr ? usual : std::atoi(asked);
}

struct Killing {
  std::string name;
  bool on_postgres;
  bool of_postgres;  // instead of kasvud
  int servers;       // over one database; one of them is killed, by turns
  int rounds;
};
void PrintTo(const Killing& killing, std::ostream* out) { *out << killing.name; }

class CrashTest : public ::testing::TestWithParam<Killing> {
 protected:
  CrashTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    if (GetParam().on_postgres) cluster_ = std::make_unique<PostgresCluster>();
  }
  ~CrashTest() override { std::filesystem::remove_all(folder_); }

  void Start() {
    servers_.resize(GetParam().servers);
    for (size_t number = 0; number < servers_.size(); ++number) {
      ASSERT_NO_FATAL_FAILURE(Start(number));
    }
  }

  void Start(size_t number) {
    std::vector<std::string> options = {"--data=" + folder_ + "/" + std::to_string(number),
                                        "--master-key=" + folder_ + "/master.key",
                                        "--listen=127.0.0.1:0"};
    if (cluster_ != nullptr) options.push_back("--store=" + cluster_->Url());
    Server& server = servers_[number];
    server.process = std::make_unique<Process>(KASVU_BINARY_DIR "/bin/kasvud", std::move(options),
                                               Process::StandardError::kShow);
    server.address = server.process->Address();
    ASSERT_NE(server.address, "") << "kasvud did not start";
  }

  void Kill() {
    if (GetParam().of_postgres) {
      cluster_->Kill();
    } else {
      servers_[killed_].process->Signal(SIGKILL);
    }
  }

  // Starts what was killed.
  void StartAgain() {
    if (GetParam().of_postgres) {
      cluster_->Start();
    } else {
      servers_[killed_].process->Wait();
      Start(killed_);
    }
  }

  // One that is not killed in this round, unless there is only one.
  const std::string& address() const { return servers_[(killed_ + 1) % servers_.size()].address; }

  // Makes the calls from `first` on, kills the server or its database as soon as it has answered
  // `answers` of them, and remembers what was answered.
  void RecordUntilKilled(const Population& population, int first, int answers) {
    std::vector<const Stubs<ProgressService>*> stubs;
    for (const Server& server : servers_) stubs.push_back(&kept_.emplace_back(server.address));
    std::atomic<int> answered = 0;
    std::atomic<bool> killed = false;
    bench::Load(kInFlight, first, kCallsPerRound, [&](int index, const Done& done) {
      if (killed) return done("");
      auto exchange = std::make_shared<Exchange>();
      exchange->request = population.Recording(index);
      stubs[index % stubs.size()]->Of(index).async()->RecordStep(
          &exchange->context, &exchange->request, &exchange->response,
          [this, exchange, index, done, answers, &answered, &killed](const grpc::Status& status) {
            if (status.ok()) Remember(index, exchange->response.position());
            if (status.ok() && ++answered == answers) {
              killed = true;
              Kill();
            }
            done("");
          });
    });
    if (!killed) Kill();
  }

  // Asks again for everything of a round: the answered calls give the answer they gave, the others
  // succeed now, whether they had been carried out or not.
  void AskAgain(const Population& population, int first) {
    const Stubs<ProgressService> stubs(address());
    for (int index = first; index < first + kCallsPerRound; ++index) {
      grpc::ClientContext context;
      RecordStepResponse response;
      const grpc::Status status =
          stubs.Of(index).RecordStep(&context, population.Recording(index), &response);
      ASSERT_TRUE(status.ok()) << "recording " << index << ": " << status.error_message();
      EXPECT_EQ(response.step().state(), kasvu::v1::STATE_DONE) << index;
      const auto known = positions_.find(index);
      if (known != positions_.end()) {
        EXPECT_EQ(response.position(), known->second) << index;
      } else {
        positions_[index] = response.position();
      }
    }
  }

  void VerifyHistories() {
    const Stubs<EnrolmentService> stubs(address());
    for (int i = 1; i <= kCohorts; ++i) {
      grpc::ClientContext context;
      kasvu::v1::VerifyHistoryRequest request;
      request.set_cohort("cohorts/crash-" + std::to_string(i));
      kasvu::v1::VerifyHistoryResponse response;
      const grpc::Status status = stubs.Of(0).VerifyHistory(&context, request, &response);
      EXPECT_TRUE(status.ok()) << request.cohort() << ": " << status.error_message();
    }
  }

  // Another one is killed in the next round.
  void TakeTurns() { killed_ = (killed_ + 1) % servers_.size(); }

 private:
  struct Server {
    std::unique_ptr<Process> process;
    std::string address;
  };
  struct Exchange {
    grpc::ClientContext context;
    RecordStepRequest request;
    RecordStepResponse response;
  };

  void Remember(int index, uint64_t position) {
    const std::lock_guard lock(mutex_);
    positions_[index] = position;
  }

  const std::string folder_ =
      (std::filesystem::temp_directory_path() / ("kasvu-crash-" + std::to_string(getpid())))
          .string();
  std::unique_ptr<PostgresCluster> cluster_;
  std::vector<Server> servers_;
  size_t killed_ = 0;
  // gRPC 1.51 frees the queue of its callbacks twice when the last channel that used them goes
  // while another comes: these stay until the end.
  std::list<Stubs<ProgressService>> kept_;
  std::mutex mutex_;
  std::map<int, uint64_t> positions_;  // of the records that answered calls made
};

TEST_P(CrashTest, WhatWasAnsweredIsThere) {
  const char* const given = std::getenv("KASVU_SEED");
  const unsigned seed =
      given == nullptr ? std::random_device()() : std::strtoul(given, nullptr, 10);
  std::mt19937 random(seed);
  std::cout << "seed " << seed << std::endl;

  ASSERT_NO_FATAL_FAILURE(Start());
  Population population(address(), "crash");
  population.Grow(kCohorts, kParticipants);
  const int rounds =
      std::min(RoundsOr(GetParam().rounds), population.recordings() / kCallsPerRound);
  for (int round = 0; round < rounds; ++round) {
    const int first = round * kCallsPerRound;
    const int answers = std::uniform_int_distribution(1, kCallsPerRound - 1)(random);
    SCOPED_TRACE("round " + std::to_string(round) + ", killed after " + std::to_string(answers));
    RecordUntilKilled(population, first, answers);
    // Where there is another server, it answers at once.
    if (GetParam().servers == 1) {
      ASSERT_NO_FATAL_FAILURE(StartAgain());
    }
    VerifyHistories();
    ASSERT_NO_FATAL_FAILURE(AskAgain(population, first));
    if (GetParam().servers > 1) {
      ASSERT_NO_FATAL_FAILURE(StartAgain());
    }
    TakeTurns();
    if (HasFailure()) break;
  }
  VerifyHistories();
}

INSTANTIATE_TEST_SUITE_P(Of, CrashTest,
                         ::testing::Values(Killing{"KasvudOnRocksDb", false, false, 1, 50},
                                           Killing{"KasvudOnPostgres", true, false, 1, 10},
                                           Killing{"PostgresItself", true, true, 1, 5},
                                           Killing{"OneOfTwoOnPostgres", true, false, 2, 10}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace kasvu::tests
