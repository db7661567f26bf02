#include "services/common/watch_stream.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "errors/error.h"
#include "kasvu/v1/person_service.grpc.pb.h"
#include "services/common/mandates.h"
#include "services/common/rpc_service.h"
#include "tests/services/in_process.h"

namespace kasvu::services {
namespace {

using kasvu::v1::DirectoryChange;
using kasvu::v1::PersonService;
using kasvu::v1::WatchDirectoryRequest;

// Streams whatever `next` says.
class ExampleStream : public RpcService {
 public:
  explicit ExampleStream(const Surroundings& surroundings)
      : RpcService(PersonService::service_full_name(), surroundings) {
    StreamOnWorker("WatchDirectory", &ExampleStream::WatchDirectory);
  }

  Signal signal;
  std::function<absl::StatusOr<bool>(DirectoryChange&)> next;
  std::function<bool()> ended;
  std::function<services::Watch<DirectoryChange>()> watch;  // instead of these

  uint64_t Unread() const {
    uint64_t unread = 0;
    ReadMeters([&](const MethodRules&, const CallMeter& meter) { unread += meter.unread(); });
    return unread;
  }

 private:
  absl::StatusOr<services::Watch<DirectoryChange>> WatchDirectory(const Call&,
                                                                  const WatchDirectoryRequest&) {
    if (watch) return watch();
    return services::Watch<DirectoryChange>{signal, next, ended};
  }
};

class WatchStreamTest : public testing::Test {
 protected:
  // The positions that the stream brings until it ends, and how it ends.
  absl::Status Watch(std::vector<uint64_t>& positions) {
    grpc::ClientContext context;
    const auto reader = stub_->WatchDirectory(&context, WatchDirectoryRequest());
    DirectoryChange change;
    while (reader->Read(&change)) positions.push_back(change.position());
    return FromGrpc(reader->Finish());
  }

  // Surroundings in which a stream is ended when nobody has read it for so long.
  Surroundings Unread(std::chrono::milliseconds longest) {
    return {.clock = clock_, .mandates = mandates_, .workers = workers_, .unread_stream = longest};
  }

  SystemClock clock_;
  NoMandates mandates_;
  Workers workers_{1};
  ExampleStream service_{{clock_, mandates_, workers_}};
  InProcess server_{service_};
  std::unique_ptr<PersonService::Stub> stub_ = PersonService::NewStub(server_.channel());
};

// What is sent and not taken stays small: one change beside what the connection itself holds.
TEST_F(WatchStreamTest, EndsWhenNobodyTakesWhatIsSent) {
  std::atomic<int> sent = 0;
  ExampleStream service(Unread(std::chrono::milliseconds(50)));
  service.next = [&](DirectoryChange& change) -> absl::StatusOr<bool> {
    change.set_position(++sent);
    change.mutable_mandate()->set_name(std::string(100'000, 'x'));
    return true;
  };
  InProcess server(service);
  const auto stub = PersonService::NewStub(server.channel());
  grpc::ClientContext context;
  const auto reader = stub->WatchDirectory(&context, WatchDirectoryRequest());
  DirectoryChange change;
  ASSERT_TRUE(reader->Read(&change));
  // The server does not wait for ever, and neither does this.
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (service.Unread() == 0) {
    ASSERT_LT(std::chrono::steady_clock::now(), give_up);
    std::this_thread::yield();
  }
  EXPECT_LE(sent, 200);
  while (reader->Read(&change)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_LE(sent, 200);
}

// However long it is, as long as it is taken.
TEST_F(WatchStreamTest, GoesOnWhileItIsTaken) {
  std::atomic<int> sent = 0;
  ExampleStream service(Unread(std::chrono::milliseconds(20)));
  service.next = [&](DirectoryChange& change) -> absl::StatusOr<bool> {
    if (sent == 2'000) return Error(absl::StatusCode::kOutOfRange, "POSITION_GONE", "the end");
    change.set_position(++sent);
    return true;
  };
  InProcess server(service);
  const auto stub = PersonService::NewStub(server.channel());
  grpc::ClientContext context;
  const auto reader = stub->WatchDirectory(&context, WatchDirectoryRequest());
  DirectoryChange change;
  int taken = 0;
  while (reader->Read(&change)) ++taken;
  EXPECT_EQ(ReasonOf(FromGrpc(reader->Finish())), "POSITION_GONE");
  EXPECT_EQ(taken, 2'000);
  EXPECT_EQ(service.Unread(), 0u);
}

// Something comes just after the stream has looked and before it sleeps.
TEST_F(WatchStreamTest, MissesNothingThatComesWhileItLooks) {
  int looks = 0;
  service_.next = [&](DirectoryChange& change) -> absl::StatusOr<bool> {
    switch (++looks) {
      case 1:
        service_.signal.Raise();
        return false;
      case 2:
        change.set_position(1);
        return true;
      default:
        return Error(absl::StatusCode::kOutOfRange, "POSITION_GONE", "the end of the test");
    }
  };
  std::vector<uint64_t> positions;
  EXPECT_EQ(ReasonOf(Watch(positions)), "POSITION_GONE");
  EXPECT_EQ(positions, std::vector<uint64_t>{1});
}

TEST_F(WatchStreamTest, EndsAtOnceWhenTheServerIsStopping) {
  service_.next = [](DirectoryChange&) -> absl::StatusOr<bool> { return false; };
  service_.signal.Close();
  std::vector<uint64_t> positions;
  EXPECT_EQ(ReasonOf(Watch(positions)), "SHUTTING_DOWN");
}

TEST_F(WatchStreamTest, SendsChangesInOrderAndOnce) {
  uint64_t last = 0;
  service_.next = [&](DirectoryChange& change) -> absl::StatusOr<bool> {
    if (last == 1000) return Error(absl::StatusCode::kOutOfRange, "POSITION_GONE", "the end");
    change.set_position(++last);
    return true;
  };
  std::vector<uint64_t> positions;
  EXPECT_EQ(ReasonOf(Watch(positions)), "POSITION_GONE");
  ASSERT_EQ(positions.size(), 1000u);
  for (size_t i = 0; i < positions.size(); ++i) EXPECT_EQ(positions[i], i + 1);
}

TEST_F(WatchStreamTest, EndsWellWhenThereWillBeNoMore) {
  int last = 0;
  service_.next = [&](DirectoryChange& change) -> absl::StatusOr<bool> {
    if (last == 2) return false;
    change.set_position(++last);
    return true;
  };
  service_.ended = [&] { return last == 2; };
  std::vector<uint64_t> positions;
  EXPECT_TRUE(Watch(positions).ok());
  EXPECT_EQ(positions, (std::vector<uint64_t>{1, 2}));
}

// Worked out elsewhere, and told through a signal that goes with the stream.
TEST_F(WatchStreamTest, MayHoldItsSignal) {
  service_.watch = [this] {
    struct Counting {
      Signal signal;
      std::atomic<int> counted = 0;
      int told = 0;
    };
    const auto counting = std::make_shared<Counting>();
    workers_.Run([counting] {
      for (int i = 0; i < 3; ++i) {
        ++counting->counted;
        counting->signal.Raise();
      }
    });
    return services::Watch<DirectoryChange>{
        counting->signal,
        [counting](DirectoryChange& change) -> absl::StatusOr<bool> {
          if (counting->told == counting->counted) return false;
          change.set_position(++counting->told);
          return true;
        },
        [counting] { return counting->told == 3; }};
  };
  std::vector<uint64_t> positions;
  EXPECT_TRUE(Watch(positions).ok());
  EXPECT_EQ(positions, (std::vector<uint64_t>{1, 2, 3}));
}

}  // namespace
}  // namespace kasvu::services
