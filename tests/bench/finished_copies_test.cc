#include "tests/bench/finished_copies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "kasvu/v1/enrolment_service.grpc.pb.h"
#include "kasvu/v1/progress_service.grpc.pb.h"
#include "services/admin/verify_stores.h"
#include "tests/bench/calls.h"
#include "tests/bench/population.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

TEST(FinishedCopiesTest, AreWhole) {
  const std::string data = testing::TempDir() + "/finished-copies-" + std::to_string(::getpid());
  std::filesystem::remove_all(data);
  {
    tests::Process kasvud(KASVU_BINARY_DIR "/bin/kasvud",
                          {"--data=" + data, "--listen=127.0.0.1:0"},
                          tests::Process::StandardError::kShow);
    const std::string address = kasvud.Address();
    Population played(address, "finished000000");
    played.Grow(1, 3);
    const Stubs<kasvu::v1::ProgressService> progress(address);
    for (int i = 0; i < played.recordings(); ++i) {
      grpc::ClientContext context;
      kasvu::v1::RecordStepResponse recorded;
      ASSERT_TRUE(progress.Of(0).RecordStep(&context, played.Recording(i), &recorded).ok());
    }
    const Stubs<kasvu::v1::EnrolmentService> enrolments(address);
    kasvu::v1::CloseCohortRequest close;
    close.set_name("cohorts/finished000000-1");
    close.set_request_id("close");
    grpc::ClientContext context;
    kasvu::v1::Cohort closed;
    ASSERT_TRUE(enrolments.Of(0).CloseCohort(&context, close, &closed).ok());
    kasvud.Signal(SIGTERM);
    EXPECT_EQ(kasvud.Wait(), 0);
  }
  CopyCohort(data, "finished000000-1", 1, 30);
  CopyCohort(data, "finished000000-1", 31, 50);
  const auto report = admin::VerifyStores(*admin::Place::Parse(data), [](uint64_t) {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(admin::IsWhole(*report)) << report->DebugString().substr(0, 2'000);
  EXPECT_GT(report->stores(0).rows(), 50 * 3 * 12);
  std::filesystem::remove_all(data);
}

}  // namespace
}  // namespace kasvu::bench
