// The real kasvud where something is wrong around it: it stays up, says what is wrong, and loses
// nothing that it has answered.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kasvu/v1/person_service.grpc.pb.h"
#include "tests/e2e/recording_clients.h"
#include "tests/testing/http_get.h"
#include "tests/testing/postgres_cluster.h"
#include "tests/testing/process.h"
#include "tests/testing/small_disk.h"

namespace kasvu::tests {
namespace {

namespace fs = std::filesystem;

using bench::Population;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int kCohorts = 6;
constexpr int kParticipants = 10;
constexpr int kClients = 8;
constexpr uint64_t kHeadroom = 256 << 20;
#ifdef __SANITIZE_ADDRESS__
constexpr bool kMeasuresMemory = false;  // what is freed stays for a while
#else
constexpr bool kMeasuresMemory = true;
#endif

// Until it is so, half a minute at most.
bool Comes(const std::function<bool()>& is_so) {
  for (int asked = 0; asked < 1'500; ++asked) {
    if (is_so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

class FaultsTest : public ::testing::Test {
 protected:
  FaultsTest() { fs::create_directories(folder_); }
  ~FaultsTest() override {
    kasvud_.reset();
    disk_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  // Everything lies on a disk of its own from now on, where that is allowed.
  absl::Status MountDisk() { return disk_.emplace(folder_).Mount(); }

  std::unique_ptr<Process> Run(std::vector<std::string> options = {}) {
    options.insert(options.end(), {"--listen=127.0.0.1:0", "--operator-listen=127.0.0.1:0"});
    return std::make_unique<Process>(KASVU_BINARY_DIR "/bin/kasvud", std::move(options),
                                     Process::StandardError::kShow);
  }
  void Start() {
    kasvud_ = Run({"--data=" + folder_ + "/data"});
    address_ = kasvud_->Address();
    ASSERT_NE(address_, "") << "kasvud did not start";
  }
  // It has been the same process all the time.
  void Stop() {
    kasvud_->Signal(SIGTERM);
    EXPECT_EQ(kasvud_->Wait(), 0);
  }

  std::string Asked(const std::string& path) const {
    return HttpGet(kasvud_->OperatorPort(), path);
  }
  // What the line of this metric says; 0 when there is none.
  double Metric(const std::string& name) const {
    const std::string page = "\n" + Asked("/metrics");
    const size_t at = page.find("\n" + name + " ");
    return at == std::string::npos ? 0 : std::stod(page.substr(at + name.size() + 2));
  }

  uint64_t FreeBytes() const { return fs::space(folder_).available; }
  // Leaves so much of the disk; to be called again with less.
  void LeaveFree(uint64_t bytes) {
    const std::string file = folder_ + "/other";
    std::error_code absent;
    const uintmax_t before = fs::exists(file) ? fs::file_size(file, absent) : 0;
    std::ofstream stream(file, std::ios::app | std::ios::binary);
    const std::string block(1 << 16, 'x');
    while (FreeBytes() > bytes && stream) stream << block << std::flush;
    EXPECT_GE(fs::file_size(file), before);
  }

  const std::string folder_ =
      (fs::temp_directory_path() / ("kasvu-faults-" + std::to_string(getpid()))).string();
  std::optional<SmallDisk> disk_;
  std::unique_ptr<Process> kasvud_;
  std::string address_;
};

TEST_F(FaultsTest, AFullDiskStopsWritingUntilThereIsRoom) {
  if (const absl::Status mounted = MountDisk(); !mounted.ok()) GTEST_SKIP() << mounted;
  ASSERT_NO_FATAL_FAILURE(Start());
  Population population(address_, "full");
  population.Grow(kCohorts, kParticipants);
  LeaveFree(kHeadroom + (4 << 20));
  RecordingClients clients(population, address_);
  clients.Start(kClients, 2);
  clients.AwaitAnswers(population.recordings() / 4);
  LeaveFree(kHeadroom - (1 << 20));
  EXPECT_TRUE(
      Comes([&] { return Asked("/readyz").find("DISK_NEARLY_FULL") != std::string::npos; }));
  EXPECT_THAT(Asked("/readyz"), HasSubstr("HTTP/1.1 503"));
  EXPECT_LT(Metric("kasvu_store_bytes_left{store=\"engine\"}"), 0);
  EXPECT_TRUE(Comes([&] { return clients.repeats() > 0; })) << "what records is refused";
  fs::remove(folder_ + "/other");
  EXPECT_TRUE(Comes([&] { return Asked("/readyz").find("HTTP/1.1 200") != std::string::npos; }));
  EXPECT_THAT(clients.Finish(), IsEmpty());
  EXPECT_THAT(clients.FindFaults(), IsEmpty());
  Stop();

  // A disk that cannot be written to at all: nothing is begun, and nothing is lost.
  ASSERT_TRUE(disk_->MakeReadOnly(true).ok());
  kasvud_ = Run({"--data=" + folder_ + "/data"});
  EXPECT_EQ(kasvud_->Address(), "");
  EXPECT_EQ(kasvud_->Wait(), 1);
  ASSERT_TRUE(disk_->MakeReadOnly(false).ok());
  ASSERT_NO_FATAL_FAILURE(Start());
  Stop();
}

// Everything that is under way when the disk fills up has to fit into the headroom: RocksDB ends
// the process when it cannot write its log.
TEST_F(FaultsTest, TheHeadroomIsEnoughForLargeBatches) {
  if (const absl::Status mounted = MountDisk(); !mounted.ok()) GTEST_SKIP() << mounted;
  ASSERT_NO_FATAL_FAILURE(Start());
  LeaveFree(kHeadroom + (8 << 20));
  std::atomic<int> refused = 0;
  std::vector<std::thread> importers;
  for (int importer = 0; importer < kClients; ++importer) {
    importers.emplace_back([&, importer] {
      const bench::Stubs<kasvu::v1::PersonService> stubs(address_);
      for (int import = 0; refused < kClients; ++import) {
        kasvu::v1::ImportPersonsRequest request;
        const std::string id = std::to_string(importer) + "-" + std::to_string(import);
        request.set_request_id("import-" + id);
        for (int i = 0; i < 500; ++i) {
          kasvu::v1::Person& person = *request.add_rows()->mutable_person();
          person.set_display_name("Example Participant " + id + " " + std::to_string(i));
          person.set_email("example." + id + "." + std::to_string(i) + "@example.org");
        }
        grpc::ClientContext context;
        kasvu::v1::ImportPersonsResponse response;
        const grpc::Status status = stubs.Of(0).ImportPersons(&context, request, &response);
        if (status.error_message().find("disk") != std::string::npos) ++refused;
        if (status.error_code() == grpc::StatusCode::UNAVAILABLE) return;
      }
    });
  }
  for (std::thread& importer : importers) importer.join();
  EXPECT_GE(refused, kClients);
  EXPECT_GT(FreeBytes(), kHeadroom / 2);
  // Logs that went into files of data have given room back, perhaps.
  LeaveFree(kHeadroom - (1 << 20));
  EXPECT_TRUE(
      Comes([&] { return Asked("/readyz").find("DISK_NEARLY_FULL") != std::string::npos; }));
  fs::remove(folder_ + "/other");
  EXPECT_TRUE(Comes([&] { return Asked("/readyz").find("HTTP/1.1 200") != std::string::npos; }));
  Stop();
}

// Its files may grow no more from one moment to the next, as when a disk fails: nobody knows then
// what is on it.
TEST_F(FaultsTest, ADiskThatFailsLosesNothingThatWasAnswered) {
  ASSERT_NO_FATAL_FAILURE(Start());
  Population population(address_, "fails");
  population.Grow(kCohorts, kParticipants);
  {
    RecordingClients clients(population, address_);
    clients.Start(kClients, 2);
    clients.AwaitAnswers(population.recordings() / 4);
    const rlimit none = {1, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(kasvud_->pid(), RLIMIT_FSIZE, &none, nullptr), 0);
    EXPECT_TRUE(
        Comes([&] { return Asked("/readyz").find("STORE_UNAVAILABLE") != std::string::npos; }));
    EXPECT_THAT(Asked("/readyz"), HasSubstr("HTTP/1.1 503"));
  }
  Stop();
  ASSERT_NO_FATAL_FAILURE(Start());
  RecordingClients again(population, address_);
  again.Start(kClients, 0);
  EXPECT_THAT(again.Finish(), IsEmpty());
  EXPECT_THAT(again.FindFaults(), IsEmpty());
  Stop();
}

// Answers that nobody waits for any more cost little and do no harm.
TEST_F(FaultsTest, DeadlinesOfAMillisecondAreKeptAndLoseNothing) {
  ASSERT_NO_FATAL_FAILURE(Start());
  Population population(address_, "hasty");
  population.Grow(kCohorts, kParticipants);
  RecordingClients clients(population, address_, std::chrono::milliseconds(1));
  clients.Start(4 * kClients, 2);
  EXPECT_THAT(clients.Finish(), IsEmpty());
  EXPECT_GT(clients.repeats(), 0);
  EXPECT_THAT(clients.FindFaults(), IsEmpty());
  if (kMeasuresMemory) {
    EXPECT_LT(Metric("process_resident_memory_bytes"), 400e6);
  }
  EXPECT_EQ(Metric("kasvu_committer_pending"), 0);
  Stop();
}

// KASVU_CONNECTIONS asks for another number of them.
TEST_F(FaultsTest, ManyConnectionsThatDoNothing) {
  rlimit files = {};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  const char* const asked = std::getenv("KASVU_CONNECTIONS");
  size_t wanted = asked == nullptr ? 1'000 : std::strtoul(asked, nullptr, 10);
  // kasvud itself has more than a thousand files when there is much in its stores.
  if (files.rlim_cur < wanted + 2'000) {
    wanted = files.rlim_cur - 2'000;
    std::cout << "only " << wanted << ", as more files may not be open" << std::endl;
  }
  ASSERT_NO_FATAL_FAILURE(Start());
  const double files_before = Metric("process_open_fds");
  const double memory_before = Metric("process_resident_memory_bytes");

  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port =
      htons(static_cast<uint16_t>(std::stoi(address_.substr(address_.rfind(':') + 1))));
  // What a client says first; then the server's settings come, and nobody says anything.
  const std::string hello("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", 33);
  std::vector<int> idle;
  for (size_t i = 0; i < wanted; ++i) {
    const int connection = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ASSERT_GE(connection, 0);
    idle.push_back(connection);
    ASSERT_EQ(::connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    ASSERT_EQ(::send(connection, hello.data(), hello.size(), MSG_NOSIGNAL), 33);
    std::array<char, 9> settings;
    ASSERT_EQ(::recv(connection, settings.data(), settings.size(), MSG_WAITALL), 9);
  }
  EXPECT_GE(Metric("process_open_fds"), files_before + static_cast<double>(wanted));
  const double each =
      (Metric("process_resident_memory_bytes") - memory_before) / static_cast<double>(wanted);
  std::cout << wanted << " connections, " << each / 1024 << " KB each" << std::endl;
  if (kMeasuresMemory) {
    EXPECT_LT(each, 100 * 1024);
  }

  Population population(address_, "beside");
  population.Grow(1, kParticipants);
  RecordingClients clients(population, address_);
  clients.Start(kClients, 1);
  EXPECT_THAT(clients.Finish(), IsEmpty());
  EXPECT_THAT(clients.FindFaults(), IsEmpty());
  for (const int connection : idle) ::close(connection);
  EXPECT_TRUE(Comes([&] { return Metric("process_open_fds") < files_before + 200; }));
  Stop();
}

// One of two servers over a database stands still, with whatever it holds.
TEST_F(FaultsTest, AServerThatStandsStillHoldsUpNoOther) {
  PostgresCluster cluster;
  std::vector<std::unique_ptr<Process>> servers;
  std::vector<std::string> addresses;
  for (const char* name : {"/first", "/second"}) {
    servers.push_back(Run({"--data=" + folder_ + name, "--master-key=" + folder_ + "/master.key",
                           "--store=" + cluster.Url()}));
    addresses.push_back(servers.back()->Address());
    ASSERT_NE(addresses.back(), "") << "kasvud did not start";
  }
  Population population(addresses[0], "still");
  population.Grow(kCohorts, kParticipants);
  RecordingClients first(population, addresses[0]);
  first.Start(kClients, 0);
  first.AwaitAnswers(population.recordings() / 4);
  servers[0]->Signal(SIGSTOP);
  RecordingClients second(population, addresses[1]);
  second.Start(kClients, 0);
  EXPECT_THAT(second.Finish(), IsEmpty());
  servers[0]->Signal(SIGCONT);
  EXPECT_THAT(first.Finish(), IsEmpty());
  EXPECT_THAT(first.FindFaults(), IsEmpty());
  EXPECT_THAT(second.FindFaults(), IsEmpty());
  for (const auto& server : servers) {
    server->Signal(SIGTERM);
    EXPECT_EQ(server->Wait(), 0);
  }
}

}  // namespace
}  // namespace kasvu::tests
