// What operators see of a whole server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>

#include "grpc/health/v1/health_service.grpc.pb.h"
#include "kasvu/v1/clock_service.grpc.pb.h"
#include "services/kasvud/kasvud.h"
#include "services/kasvud/roles.h"
#include "services/kasvud/service_manager.h"
#include "tests/services/in_process.h"
#include "tests/testing/http_get.h"

namespace kasvu::kasvud {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using kasvu::tests::HttpGet;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class OperatorsTest : public testing::Test {
 protected:
  OperatorsTest() {
    options_.data = folder_;
    options_.listen = "127.0.0.1:0";
    options_.operator_listen = "127.0.0.1:0";
    options_.roles = AllRoles();
    options_.master_key = folder_ + "/master.key";
    options_.programmes = false;
  }
  ~OperatorsTest() override { std::filesystem::remove_all(folder_); }

  std::string folder_ = testing::TempDir() + "/operators-" + std::to_string(::getpid());
  Options options_;
};

TEST_F(OperatorsTest, SeeThatItLivesAndIsReady) {
  const auto kasvud = *Kasvud::Start(options_);
  const int port = kasvud->operator_port();
  EXPECT_THAT(HttpGet(port, "/healthz"), EndsWith("alive\n"));
  EXPECT_THAT(HttpGet(port, "/readyz"), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(HttpGet(port, "/readyz"), HasSubstr("\"status\":\"ready\""));
  EXPECT_THAT(HttpGet(port, "/"), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(kasvu::tests::Exchange(
                  port, "POST /metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 405"));
}

TEST_F(OperatorsTest, SeeThatDataIsBeingMigrated) {
  { const auto kasvud = *Kasvud::Start(options_); }
  // A port that was free a moment ago.
  const int port = (*Kasvud::Start(options_))->operator_port();
  options_.operator_listen = "127.0.0.1:" + std::to_string(port);
  std::string ready, metrics;
  const auto look = [&](std::string_view key, std::string_view) -> absl::StatusOr<storage::Writes> {
    if (key.empty()) return absl::InternalError("no key");
    ready = HttpGet(port, "/readyz");
    metrics = HttpGet(port, "/metrics");
    return storage::Writes();
  };
  options_.formats.migrations.push_back(
      {"Wrapped keys are looked at.", storage::RewriteRows(storage::Tag::kNamedKeys, look)});
  options_.formats.migrations.push_back(
      {"And again.", storage::RewriteRows(storage::Tag::kNamedKeys, look)});
  const auto kasvud = Kasvud::Start(options_);
  ASSERT_TRUE(kasvud.ok()) << kasvud.status();
  EXPECT_THAT(ready, StartsWith("HTTP/1.1 503"));
  EXPECT_THAT(ready, HasSubstr("\"STORE_MIGRATING\",\"where\":\"keys\""));
  EXPECT_THAT(metrics, HasSubstr("kasvu_trouble{reason=\"STORE_MIGRATING\",where=\"keys\"} 1\n"));
  EXPECT_THAT(HttpGet(port, "/readyz"), StartsWith("HTTP/1.1 200"));
}

TEST_F(OperatorsTest, SeeWhatIsCalled) {
  const auto kasvud = *Kasvud::Start(options_);
  const auto stub =
      kasvu::v1::ClockService::NewStub(ConnectTo("127.0.0.1:" + std::to_string(kasvud->port())));
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(services::CallAs("", *stub, &kasvu::v1::ClockService::Stub::GetClock,
                                 kasvu::v1::GetClockRequest())
                    .ok());
  }
  services::CallAs("nobody", *stub, &kasvu::v1::ClockService::Stub::GetClock,
                   kasvu::v1::GetClockRequest())
      .IgnoreError();
  const std::string page = HttpGet(kasvud->operator_port(), "/metrics");
  for (const std::string line :
       {"kasvu_calls_total{method=\"ClockService.GetClock\",code=\"OK\"} 3\n",
        "kasvu_calls_total{method=\"ClockService.GetClock\",code=\"INVALID_ARGUMENT\"} 1\n",
        "kasvu_call_seconds_count{method=\"ClockService.GetClock\"} 4\n",
        "kasvu_calls_open{method=\"ClockService.GetClock\"} 0\n", "kasvu_committer_pending 0\n",
        "kasvu_workers_pending{lane=\"reads\"} 0\n", "kasvu_store_keys{store=\"engine\"} ",
        "kasvu_store_bytes_left{store=\"keys\"} ",
        "# TYPE kasvu_store_log_syncs_total counter\n",
        "kasvu_store_log_sync_seconds_total{store=\"engine\"} ",
        "kasvu_store_commit_seconds_count{store=\"keys\"} ", "kasvu_scheduler_lag_seconds 0\n",
        "process_resident_memory_bytes ", "process_open_fds ", "kasvu_build_info{version=\"",
        "kasvu_overloaded_calls_total{at=\"committer\"} 0\n"}) {
    EXPECT_THAT(page, HasSubstr(line));
  }
  EXPECT_THAT(page, Not(HasSubstr("kasvu_trouble{")));
}

TEST_F(OperatorsTest, HaveNoPortUnlessTheyAskForOne) {
  options_.operator_listen.clear();
  EXPECT_EQ((*Kasvud::Start(options_))->operator_port(), 0);
}

TEST_F(OperatorsTest, APortThatIsTakenStopsTheStart) {
  const auto kasvud = *Kasvud::Start(options_);
  options_.data += "/other";
  options_.master_key = options_.data + "/master.key";
  options_.operator_listen = "127.0.0.1:" + std::to_string(kasvud->operator_port());
  EXPECT_FALSE(Kasvud::Start(options_).ok());
}

TEST_F(OperatorsTest, AHealthCheckTellsWhatDoesNotServe) {
  const auto kasvud = *Kasvud::Start(options_);
  const services::SystemClock clock;
  services::MandateTable mandates;
  services::Workers workers(1);
  HealthServer server({"a", "b"}, {clock, mandates, workers});
  services::InProcess served(server);
  const auto stub = Health::NewStub(served.channel());
  const auto status = [&](const std::string& service) {
    HealthCheckRequest request;
    request.set_service(service);
    return services::CallAs("", *stub, &Health::Stub::Check, request)->status();
  };
  grpc::ClientContext context;
  HealthCheckRequest of_a;
  of_a.set_service("a");
  const auto watch = stub->Watch(&context, of_a);
  HealthCheckResponse told;
  ASSERT_TRUE(watch->Read(&told));
  EXPECT_EQ(told.status(), HealthCheckResponse::SERVING);

  server.SetNotServing({"a"});
  EXPECT_EQ(status("a"), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(status("b"), HealthCheckResponse::SERVING);
  EXPECT_EQ(status(""), HealthCheckResponse::NOT_SERVING);
  ASSERT_TRUE(watch->Read(&told));
  EXPECT_EQ(told.status(), HealthCheckResponse::NOT_SERVING);

  server.SetNotServing({});
  EXPECT_EQ(status(""), HealthCheckResponse::SERVING);
  ASSERT_TRUE(watch->Read(&told));
  EXPECT_EQ(told.status(), HealthCheckResponse::SERVING);
  context.TryCancel();
  watch->Finish();
}

// systemd's end of the protocol.
TEST(ServiceManagerTest, IsToldOnItsSocket) {
  for (const std::string& name : {std::string("@kasvu-notify-") + std::to_string(::getpid()),
                                  testing::TempDir() + "/notify-" + std::to_string(::getpid())}) {
    const int receiver = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.data(), name.size());
    if (name.front() == '@') address.sun_path[0] = 0;
    ASSERT_EQ(::bind(receiver, reinterpret_cast<const sockaddr*>(&address),
                     static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size())),
              0);
    ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
    TellServiceManager("READY=1");
    ::unsetenv("NOTIFY_SOCKET");
    char buffer[64] = {};
    EXPECT_EQ(::recv(receiver, buffer, sizeof(buffer), MSG_DONTWAIT), 7);
    EXPECT_STREQ(buffer, "READY=1");
    ::close(receiver);
    if (name.front() != '@') std::filesystem::remove(name);
  }
  // Nobody asked.
  TellServiceManager("READY=1");
}

}  // namespace
}  // namespace kasvu::kasvud
