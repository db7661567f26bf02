#include "clients/cli/step_result.h"

#include <gtest/gtest.h>

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

std::string Mark(v1::State state, bool optional) {
  v1::StepProgress step;
  step.set_state(state);
  step.set_optional(optional);
  return MarkOf(step);
}

TEST(MarkTest, NobodyMissesWhatCouldBeLeft) {
  EXPECT_EQ(Mark(v1::STATE_EXPIRED, false), "✗");
  EXPECT_EQ(Mark(v1::STATE_MISSED, false), "✗");
  EXPECT_EQ(Mark(v1::STATE_EXPIRED, true), "–");
  EXPECT_EQ(Mark(v1::STATE_MISSED, true), "–");
  EXPECT_EQ(Mark(v1::STATE_DONE, true), "✓");
}

TEST(ValueTest, YesAndNoAreTakenInEachLanguage) {
  EXPECT_EQ(ValueNamed("kyllä"), "yes");
  EXPECT_EQ(ValueNamed("nej"), "no");
  EXPECT_EQ(ValueNamed("accepted"), "accepted");
}

}  // namespace
}  // namespace kasvu::cli
