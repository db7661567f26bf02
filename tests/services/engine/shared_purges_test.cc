// Purges where two servers work over one PostgreSQL: nothing is lost and nothing half there,
// whichever of them purges while the other works on the same cohort and on others.

#include <gmock/gmock.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "services/engine/purge.h"
#include "storage/postgres_store.h"
#include "tests/services/engine/finished_season.h"
#include "tests/services/engine/second_engine.h"
#include "tests/testing/postgres_cluster.h"

namespace kasvu::engine {
namespace {

using ::testing::IsEmpty;

class SharedPurgesTest : public FinishedSeasonTest {
 protected:
  SharedPurgesTest() {
    CloseEngine();
    store_ = std::make_unique<storage::FaultyStore>(OpenTable());
    OpenEngine();
    second_store_ = OpenTable();
    second_ = std::make_unique<SecondEngine>(*second_store_, *vault_, clock_, mandates_,
                                             *catalogue_server_);
    ArchiveSeason();
  }
  ~SharedPurgesTest() override {
    second_.reset();
    CloseEngine();
    // Before the database goes.
    store_.reset();
  }

  std::unique_ptr<storage::Store> OpenTable() {
    auto store =
        storage::OpenPostgresStore({.address = *storage::PostgresAddress::Parse(cluster_.Url()),
                                    .table = "engine",
                                    .demand_durability = false});
    EXPECT_TRUE(store.ok()) << store.status();
    return *std::move(store);
  }

  // Corrects what somebody said in `a`, through one of the servers in turn; the reason of a
  // refusal.
  std::string Correct(int number) {
    kasvu::v1::CorrectStepRequest correct;
    *correct.mutable_work() = corrected_;
    correct.mutable_work()->set_owner(Name("a", 1 + number % 12));
    correct.set_reason("slip");
    correct.set_request_id("correct-" + std::to_string(number));
    Progress& progress = number % 2 == 0 ? *progress_ : *second_->progress;
    return ReasonOf(services::CallAs("", progress, &Progress::CorrectStep, correct).status());
  }

  bool Sign(int number) {
    auto signing = signed_;
    signing.set_owner(Name("b", number));
    signing.set_request_id("sign-" + std::to_string(number));
    Progress& progress = number % 2 == 0 ? *progress_ : *second_->progress;
    return services::CallAs("", progress, &Progress::RecordStep, signing).ok();
  }

  tests::PostgresCluster cluster_{{"fsync=off"}};
  std::unique_ptr<storage::Store> second_store_;
  std::unique_ptr<SecondEngine> second_;
  kasvu::v1::RecordStepRequest corrected_, signed_;
};

TEST_F(SharedPurgesTest, LoseNothingOfWhatOthersDoMeanwhile) {
  EnrolInGroups("b", 24, 2);
  corrected_ = Answering(Name("a", 1), "needs", "needs");
  corrected_.clear_request_id();
  signed_ = Signing(Name("b", 1), "joining.ground-rules");
  const uint64_t before_a = GetCohort("a").position(), before_b = GetCohort("b").position();
  std::atomic<int> corrected = 0, told = 0, next = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&] {
      for (int number = next++; number < 24; number = next++) {
        EXPECT_TRUE(Sign(1 + number));
        const std::string reason = Correct(number);
        EXPECT_TRUE(reason.empty() || reason == "COHORT_PURGED") << reason;
        ++(reason.empty() ? corrected : told);
      }
    });
  }
  // Until it is purged: each correction makes an archive one of something else.
  std::string reason = "none";
  for (int attempt = 0; !reason.empty(); ++attempt) {
    Archive();
    auto request = Purging(digest_);
    request.set_request_id("purge-" + std::to_string(attempt));
    Enrolments& enrolments = attempt % 2 == 0 ? *second_->enrolments : *enrolments_;
    reason = ReasonOf(services::CallAs("", enrolments, &Enrolments::PurgeCohort, request).status());
    ASSERT_TRUE(reason.empty() || reason == "PURGE_NOT_ARCHIVED") << reason;
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(corrected + told, 24);
  std::thread other([&] { EXPECT_TRUE(second_->engine.purger().FinishAll().ok()); });
  FinishPurges();
  other.join();

  EXPECT_EQ(GetCohort("a").position(), before_a + corrected) << "what was answered is archived";
  EXPECT_EQ(Verify("b"), before_b + 24);
  EXPECT_EQ(RowsOf("a").count("kEnrolments") + RowsOf("a").count("kHistory"), 0u);
  EXPECT_THAT(FaultsIn(*store_), IsEmpty());
  kasvu::v1::ListEnrolmentsRequest list;
  list.set_cohort("cohorts/a");
  for (Enrolments* enrolments : {enrolments_.get(), second_->enrolments.get()}) {
    EXPECT_EQ(
        ReasonOf(services::CallAs("", *enrolments, &Enrolments::ListEnrolments, list).status()),
        "COHORT_PURGED");
  }
}

// Both remove the same rows; one of them dies in the middle, and the other does not wait for it.
TEST_F(SharedPurgesTest, AreBroughtToTheirEndByWhoeverIsThere) {
  CloseEngine();
  second_.reset();
  const auto transaction = store_->Begin();
  const auto purged = PreparePurge(*transaction, "a", absl::HexStringToBytes(digest_));
  ASSERT_TRUE(purged.ok()) << purged.status();
  ASSERT_TRUE(BeginPurge(*transaction, *purged).ok());
  ASSERT_TRUE(transaction->Commit().ok());
  const auto remove = [&](storage::Store& store, int commits) {
    std::string after;
    absl::StatusOr<bool> more = true;
    for (int i = 0; i != commits && more.ok() && *more; ++i) {
      more = PurgeSome(store, *vault_, "a", after, 10);
    }
    EXPECT_TRUE(more.ok()) << more.status();
  };
  std::thread dies([&] { remove(*second_store_, 7); });
  remove(*store_, -1);
  dies.join();
  EXPECT_EQ(RowsOf("a").count("kPurgesUnderWay"), 0u);
  EXPECT_THAT(FaultsIn(*store_), IsEmpty());
}

}  // namespace
}  // namespace kasvu::engine
