#include "services/kasvud/health_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/kasvud/operator_port.h"

namespace kasvu::kasvud {
namespace {

using services::Trouble;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Trouble kFull{"DISK_NEARLY_FULL", "engine", "make room", false};
const Trouble kAway{"CATALOGUE_AWAY", "standings", "not reached", true};

class HealthWatchTest : public testing::Test {
 protected:
  // What is logged when `now` is what is wrong.
  std::string LookAt(std::vector<Trouble> now) {
    found_ = std::move(now);
    testing::internal::CaptureStderr();
    watch_.Look();
    return testing::internal::GetCapturedStderr();
  }

  std::vector<Trouble> found_;
  int told_ = 0;
  HealthWatch watch_{[this] { return found_; }, [this](const auto&) { ++told_; }};
};

TEST_F(HealthWatchTest, SaysWhatCameAndWhatWent) {
  EXPECT_THAT(LookAt({}), IsEmpty());
  EXPECT_EQ(told_, 0);
  EXPECT_THAT(LookAt({kFull}), AllOf(HasSubstr(R"("level":"error","event":"trouble")"),
                                     HasSubstr(R"("reason":"DISK_NEARLY_FULL","where":"engine")")));
  EXPECT_THAT(LookAt({kFull}), IsEmpty()) << "once is enough";
  EXPECT_THAT(LookAt({kFull, kAway}), AllOf(HasSubstr(R"("level":"warning","event":"trouble")"),
                                            HasSubstr("CATALOGUE_AWAY")));
  EXPECT_THAT(LookAt({kAway}),
              AllOf(HasSubstr(R"("event":"trouble over","reason":"DISK_NEARLY_FULL")")));
  EXPECT_THAT(LookAt({}), HasSubstr("trouble over"));
  EXPECT_EQ(told_, 4);
}

TEST(ReadinessTest, IsReadyAsLongAsEveryPartServes) {
  EXPECT_EQ(Readiness({}).status, 200);
  EXPECT_EQ(Readiness({}).body, "{\"status\":\"ready\",\"troubles\":[]}\n");
  EXPECT_EQ(Readiness({kAway}).status, 200);
  EXPECT_THAT(Readiness({kAway}).body, HasSubstr("CATALOGUE_AWAY"));
  const auto refused = Readiness({kAway, kFull});
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.content_type, "application/json");
  EXPECT_THAT(refused.body,
              AllOf(HasSubstr("not ready"), HasSubstr("make room"), HasSubstr("CATALOGUE_AWAY")));
}

}  // namespace
}  // namespace kasvu::kasvud
