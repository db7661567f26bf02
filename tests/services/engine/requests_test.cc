// Which old requests may go, and when.
#include "services/engine/requests.h"

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "services/engine/tables.h"
#include "storage/memory_store.h"

namespace kasvu::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::Duration kDay = absl::Hours(24);

class RequestsTest : public testing::Test {
 protected:
  RequestsTest() {
    for (const char* cohort : {"a", "b"}) {
      for (const char* id : {"r1", "r2"}) Add(cohort, id);
    }
    now_ += 8 * kDay;
  }

  void Add(const std::string& cohort, const std::string& id) {
    kasvu::storage::v1::RequestRecord record;
    record.set_recorded_at(absl::ToUnixMicros(now_));
    const auto transaction = store_->Begin();
    ASSERT_TRUE(requests_.Add(*transaction, cohort, id, record).ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }

  // Tidies, where nothing may be held or only `held` is, and commits or not.
  void Tidy(const std::set<std::string>* held, bool commit = true) {
    const auto transaction = store_->Begin();
    ASSERT_TRUE(requests_.Tidy(*transaction, now_, held).ok());
    if (commit) {
      ASSERT_TRUE(transaction->Commit().ok());
    }
  }

  std::vector<std::string> Left() {
    std::vector<std::string> left;
    EXPECT_TRUE(kRequestTable
                    .Scan(*store_->TakeSnapshot(), std::tuple(),
                          [&](const auto& key, const auto&) {
                            left.push_back(std::get<0>(key) + "/" + std::get<1>(key));
                            return true;
                          })
                    .ok());
    return left;
  }

  const std::unique_ptr<storage::Store> store_ = storage::NewMemoryStore();
  Requests requests_;
  absl::Time now_ = absl::FromUnixSeconds(1'610'355'600);
};

TEST_F(RequestsTest, GrowOldAndGo) {
  Tidy(nullptr);
  EXPECT_THAT(Left(), IsEmpty());
}

TEST_F(RequestsTest, OfCohortsThatAreNotHeldStay) {
  const std::set<std::string> one = {"a"}, both = {"a", "b"};
  EXPECT_THAT(requests_.ToHold(), IsEmpty());
  Tidy(&one);
  EXPECT_THAT(Left(), ElementsAre("b/r1", "b/r2"));
  EXPECT_THAT(requests_.ToHold(), ElementsAre("b"));
  // Each that comes has a few looked at.
  Add("a", "new");
  Tidy(&one);
  EXPECT_THAT(Left(), ElementsAre("a/new", "b/r1", "b/r2"));
  Add("a", "newer");
  Tidy(&both);
  EXPECT_THAT(Left(), ElementsAre("a/new", "a/newer"));
  EXPECT_THAT(requests_.ToHold(), IsEmpty());
}

// Otherwise more of them grow old than go.
TEST_F(RequestsTest, OfManyCohortsGoTogether) {
  now_ -= 8 * kDay;
  for (int i = 0; i < 200; ++i) Add("c" + std::to_string(100 + i), "r");
  now_ += 8 * kDay;
  std::set<std::string> held = {"a", "b"};
  Tidy(&held);
  EXPECT_THAT(requests_.ToHold(), SizeIs(kHeldToTidy));
  const size_t before = Left().size();
  // All that are held go, and more of the others are seen.
  for (const int added : {20, 4}) {
    held = requests_.ToHold();
    for (int i = 0; i < added; ++i) Add("z", std::to_string(added) + "-" + std::to_string(i));
    Tidy(&held);
  }
  EXPECT_EQ(Left().size(), before + 20 - kHeldToTidy + 4 - 4 * 4);
}

TEST_F(RequestsTest, AreMetAgainWhenTheirCommitFailed) {
  const Requests::Walk before = requests_.walk();
  Tidy(nullptr, /*commit=*/false);
  requests_.Resume(before);
  Tidy(nullptr);
  EXPECT_THAT(Left(), IsEmpty());

  // Whoever does not know how far it came begins anew.
  Add("a", "old");
  now_ += 8 * kDay;
  Tidy(nullptr, /*commit=*/false);
  requests_.Resume({});
  Add("a", "new");
  Tidy(nullptr);
  EXPECT_THAT(Left(), ElementsAre("a/new"));
}

}  // namespace
}  // namespace kasvu::engine
