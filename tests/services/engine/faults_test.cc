// The engine where its store is slow or cannot be read in places, and where its clock goes back.

#include <gmock/gmock.h>

#include <memory>
#include <thread>
#include <vector>

#include "storage/errors.h"
#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::Cohort;
using kasvu::v1::RecordStepResponse;
using testing::ElementsAre;
using testing::IsEmpty;

class EngineFaultsTest : public SeasonTest {
 protected:
  // How often something of this kind stands in the history of `cohort`.
  int Count(const std::string& cohort, const std::string& kind) {
    kasvu::v1::ListHistoryRequest request;
    request.set_cohort("cohorts/" + cohort);
    request.set_page_size(1000);
    const auto history = As("", &Enrolments::ListHistory, request);
    EXPECT_TRUE(history.ok()) << history.status();
    int count = 0;
    for (const auto& change : history->changes()) {
      for (const auto& event : change.events()) count += event.kind() == kind;
    }
    return count;
  }

  absl::Status Connect(const std::string& cohort, int person) {
    kasvu::v1::RecordStepRequest request;
    request.set_owner(Name(cohort, person));
    request.set_step("connection");
    request.mutable_outcome();
    request.set_request_id(cohort + std::to_string(++connections_));
    return As("", &Progress::RecordStep, request).status();
  }

  // The first enrolment of the cohort cannot be read from now on.
  void Damage(const std::string& cohort, const absl::Status& status) {
    store_->FailReadsOf(storage::KeyRange::Prefix(kEnrolmentTable.BytesOf({cohort, 1u})), status);
  }

  // Everybody asks at once, so that commands on all cohorts lie in the same batches; those of `bad`
  // have to fail with `code`, the others to succeed.
  void AskAllAtOnce(const std::vector<std::string>& cohorts, const std::string& bad,
                    absl::StatusCode code) {
    std::vector<std::thread> clients;
    for (int round = 0; round < 3; ++round) {
      for (const std::string& cohort : cohorts) {
        clients.emplace_back([&, cohort] {
          const absl::Status status = Connect(cohort, 2);
          EXPECT_EQ(status.code(), cohort == bad ? code : absl::StatusCode::kOk) << status;
        });
      }
    }
    for (std::thread& client : clients) client.join();
  }

  std::atomic<int> connections_ = 0;
};

TEST_F(EngineFaultsTest, OneDamagedRecordHarmsOneCohort) {
  for (const char* id : {"a", "b", "c"}) EnrolInGroups(id, 12, 1);
  Restart();
  Damage("a", storage::StoreDamaged("a checksum does not fit"));
  AskAllAtOnce({"a", "b", "c"}, "a", absl::StatusCode::kDataLoss);
  EXPECT_THAT(engine_->damaged(), ElementsAre("a"));
  EXPECT_EQ(As("", &Enrolments::VerifyHistory,
               [] {
                 kasvu::v1::VerifyHistoryRequest request;
                 request.set_cohort("cohorts/a");
                 return request;
               }())
                .status()
                .code(),
            absl::StatusCode::kDataLoss);
  for (const char* id : {"b", "c"}) Verify(id);
}

TEST_F(EngineFaultsTest, OneRecordThatCannotBeReadHarmsOneCohort) {
  for (const char* id : {"a", "b", "c"}) EnrolInGroups(id, 12, 1);
  Restart();
  Damage("a", storage::StoreUnavailable("an error of the disk"));
  AskAllAtOnce({"a", "b", "c"}, "a", absl::StatusCode::kUnavailable);
  EXPECT_THAT(engine_->damaged(), IsEmpty()) << "it may be readable another time";
  for (const char* id : {"b", "c"}) Verify(id);
}

// A disk that takes its time: what waits for it is bounded, whoever only reads does not wait, and
// all that was taken is done in the end.
TEST_F(EngineFaultsTest, WhatWaitsForASlowDiskIsBoundedAndDone) {
  constexpr int kCalls = 10'000;
  EnrolInGroups("a", 12, 1);
  const uint64_t before = Verify("a");
  struct Exchange {
    grpc::ClientContext context;
    RecordStepResponse response;
    grpc::Status status;
  };
  std::vector<Exchange> exchanges(kCalls);
  grpc::CompletionQueue queue;
  store_->HoldCommits();
  std::vector<std::unique_ptr<grpc::ClientAsyncResponseReader<RecordStepResponse>>> readers;
  for (Exchange& exchange : exchanges) {
    auto request = Step(Name("a", 1 + static_cast<int>(readers.size()) % 12), "connection");
    request.mutable_outcome();
    readers.push_back(progress_->AsyncRecordStep(&exchange.context, request, &queue));
    readers.back()->Finish(&exchange.response, &exchange.status, &exchange);
  }
  int taken = 0, refused = 0;
  const auto next = [&] {
    void* tag = nullptr;
    bool ok = false;
    ASSERT_TRUE(queue.Next(&tag, &ok));
    const grpc::Status& status = static_cast<Exchange*>(tag)->status;
    const bool overloaded = status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED;
    ++(overloaded ? refused : taken);
    // The fifth connection of each is her last.
    EXPECT_TRUE(overloaded || status.ok() ||
                status.error_code() == grpc::StatusCode::FAILED_PRECONDITION)
        << status.error_message();
  };
  store_->AwaitHeldCommit();
  next();
  EXPECT_EQ(refused, 1) << "nothing else can be answered now";
  EXPECT_LE(engine_->committer().load().present, 8'192u);
  EXPECT_EQ(GetEnrolment("a", 6).name(), Name("a", 6)) << "whoever reads does not wait";
  store_->LetCommitsGo();
  for (int i = 1; i < kCalls; ++i) next();
  EXPECT_EQ(engine_->committer().load().present, 0u);
  EXPECT_EQ(Verify("a"), before + 12 * 5);
  queue.Shutdown();
}

TEST_F(EngineFaultsTest, AClockThatGoesBackUndoesNothing) {
  EnrolInGroups("a", 12, 1);
  // Half an hour after its beginning, in Finland.
  ASSERT_TRUE(clock_.Set(absl::FromUnixSeconds(1'612'132'200)).ok());
  ASSERT_TRUE(engine_->ClockMoved(clock_.Now()).ok());
  ASSERT_EQ(GetCohort("a").stage(), Cohort::STAGE_RUNNING);
  const uint64_t before = Verify("a");

  clock_.JumpBack(absl::Hours(1));
  for (const bool restarted : {false, true}) {
    if (restarted) Restart();
    ASSERT_TRUE(engine_->ClockMoved(clock_.Now()).ok());
    EXPECT_EQ(GetCohort("a").stage(), Cohort::STAGE_RUNNING);
    EXPECT_EQ(Connect("a", 1), absl::OkStatus());
    EXPECT_EQ(Verify("a"), before + 1 + restarted);
  }
  // The hour comes a second time, and what is due in it was done in the first.
  ASSERT_TRUE(clock_.Set(clock_.Now() + absl::Hours(3)).ok());
  ASSERT_TRUE(engine_->ClockMoved(clock_.Now()).ok());
  EXPECT_EQ(Verify("a"), before + 2);
  EXPECT_EQ(Count("a", "CohortStarted"), 1);

  // Time goes on to settle what comes later.
  Enrol("b", 1);
  GoTo(absl::CivilDay(2021, 2, 3));
  EXPECT_EQ(GetCohort("b").stage(), Cohort::STAGE_RUNNING);
  EXPECT_EQ(Count("b", "CohortStarted"), 1);
  EXPECT_EQ(engine_->SchedulerLag(), absl::ZeroDuration());
  for (const char* id : {"a", "b"}) Verify(id);
}

}  // namespace
}  // namespace kasvu::engine
