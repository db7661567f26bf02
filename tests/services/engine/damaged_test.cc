// A cohort whose records cannot be read.

#include <gmock/gmock.h>

#include "services/engine/tables.h"
#include "tests/services/engine/engine_in_process.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::Cohort;
using testing::ElementsAre;
using testing::IsEmpty;

class DamagedTest : public EngineTest {
 protected:
  // Writes `bytes` where the first enrolment of `cohort` lies; what lay there.
  std::string Replace(const std::string& cohort, const std::string& bytes) {
    const std::string key = kEnrolmentTable.BytesOf({cohort, 1u});
    const auto transaction = store_->Begin();
    const auto before = *transaction->Get(key);
    transaction->Put(key, bytes);
    EXPECT_TRUE(transaction->Commit().ok());
    return before.value_or("");
  }
};

TEST_F(DamagedTest, HoldsUpNoOtherCohort) {
  for (const char* id : {"a", "b", "c"}) Enrol(id, 2);
  const uint64_t before = GetCohort("c").position();
  const std::string good = Replace("a", "no record at all");
  Restart();
  GoTo(absl::CivilDay(2021, 2, 2));
  EXPECT_THAT(engine_->damaged(), ElementsAre("a"));
  for (const char* id : {"b", "c"}) {
    EXPECT_EQ(GetCohort(id).stage(), Cohort::STAGE_RUNNING);
    EXPECT_GT(GetCohort(id).position(), before);
    Verify(id);
  }

  // It rests, then it is tried again.
  Replace("a", good);
  ASSERT_TRUE(engine_->ClockMoved(clock_.Now()).ok());
  EXPECT_THAT(engine_->damaged(), ElementsAre("a"));
  ASSERT_TRUE(clock_.Set(clock_.Now() + kDamagedAgainAfter).ok());
  ASSERT_TRUE(engine_->ClockMoved(clock_.Now()).ok());
  EXPECT_THAT(engine_->damaged(), IsEmpty());
  EXPECT_EQ(GetCohort("a").stage(), Cohort::STAGE_RUNNING);
  Verify("a");
}

}  // namespace
}  // namespace kasvu::engine
