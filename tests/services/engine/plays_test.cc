// Every programme that Kasvu ships, played by chance through the committer: what lies in the store
// is what the rules alone come to, whenever time is settled and whenever the engine starts again.

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <future>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "services/common/clock.h"
#include "services/engine/archive.h"
#include "services/engine/check_store.h"
#include "services/engine/committer.h"
#include "services/engine/history_chain.h"
#include "services/engine/inspect_archive.h"
#include "services/engine/purge.h"
#include "services/engine/scheduler.h"
#include "services/engine/tables.h"
#include "services/engine/verify.h"
#include "storage/memory_store.h"
#include "storage/vault.h"
#include "tests/services/engine/told_faults.h"
#include "tests/storage/temporary_folder.h"
#include "tests/testing/play.h"
#include "tests/testing/play_order.h"
#include "tests/testing/random_player.h"
#include "tests/testing/scripted_player.h"
#include "tests/testing/seed.h"
#include "tests/workflows/cohort/programs.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::CohortState;
using kasvu::storage::v1::Event;
using workflows::GivenCommand;
using workflows::Play;
using workflows::Program;

constexpr char kCohort[] = "c";
constexpr char kDigest[] = "the-version";

CohortState NewCohort() {
  CohortState cohort;
  cohort.set_id(kCohort);
  cohort.set_digest(kDigest);
  cohort.set_region("02");
  cohort.set_time_zone("Europe/Helsinki");
  cohort.set_start_date(
      static_cast<int32_t>(absl::CivilDay(2026, 9, 7) - absl::CivilDay(1970, 1, 1)));
  return cohort;
}

absl::Time Created() { return absl::FromUnixSeconds(1'782'896'400); }  // 2026-07-01

// A store with a committer and a scheduler, without services.
class StoredPlay {
 public:
  explicit StoredPlay(std::shared_ptr<const Program> program) : clock_(Created()) {
    const auto transaction = store_->Begin();
    EXPECT_TRUE(
        kPinnedTable.Insert(*transaction, {kDigest}, program->spec().SerializeAsString()).ok());
    EXPECT_TRUE(transaction->Commit().ok());
    Start();
    const workflows::Doer doer{.is_operator = true, .person = {}, .roles = {}};
    EXPECT_TRUE(Give({workflows::CreateCohort{NewCohort()}, doer, Created()}, program).ok());
  }
  ~StoredPlay() { Stop(); }

  absl::Status Give(const GivenCommand& given, std::shared_ptr<const Program> program = nullptr) {
    EXPECT_TRUE(clock_.Set(given.now).ok());
    std::promise<absl::Status> answered;
    Order order;
    order.cohort = kCohort;
    order.command = given.command;
    order.doer = given.doer;
    order.actor = "operator";
    order.rpc = "Test";
    order.request_id = "r" + std::to_string(++requests_);
    order.program = std::move(program);
    order.done = [&](const absl::Status& status) { answered.set_value(status); };
    committer_->Submit(std::move(order));
    return answered.get_future().get();
  }

  void SettleAll(absl::Time now) {
    EXPECT_TRUE(clock_.Set(now).ok());
    EXPECT_TRUE(scheduler_->SettleAll(now).ok());
  }

  void Restart() {
    Stop();
    Start();
  }

  std::vector<Event> Events() {
    const auto snapshot = store_->TakeSnapshot();
    const auto head = *kHeadTable.Get(*snapshot, {kCohort});
    std::vector<Event> events;
    const absl::Status walked =
        WalkChain(*snapshot, kCohort, head, [&](const kasvu::storage::v1::HistoryRecord& record) {
          events.insert(events.end(), record.events().begin(), record.events().end());
          return absl::OkStatus();
        });
    EXPECT_TRUE(walked.ok()) << walked;
    return events;
  }

  // Its whole archive, or the error.
  absl::StatusOr<std::string> Archive() {
    KASVU_RETURN_IF_ERROR(AnchorEnd(*store_, kCohort, clock_.Now()));
    std::string bytes, place;
    do {
      KASVU_ASSIGN_OR_RETURN(const ArchivePart part,
                             ReadArchive(*store_->TakeSnapshot(), kCohort, place));
      bytes += part.content;
      place = part.place;
    } while (!place.empty());
    return bytes;
  }

  // Purges it, and returns what verifying finds then.
  absl::StatusOr<std::vector<std::string>> Purge() {
    Stop();
    KASVU_ASSIGN_OR_RETURN(const std::string digest,
                           ArchiveDigest(*store_->TakeSnapshot(), kCohort));
    const auto transaction = store_->Begin();
    KASVU_ASSIGN_OR_RETURN(const auto purged, PreparePurge(*transaction, kCohort, digest));
    KASVU_RETURN_IF_ERROR(BeginPurge(*transaction, purged));
    KASVU_RETURN_IF_ERROR(transaction->Commit());
    std::string after;
    bool more = true;
    while (more) {
      KASVU_ASSIGN_OR_RETURN(more, PurgeSome(*store_, *vault_, kCohort, after, 50));
    }
    ToldFaults faults;
    CheckStore(*store_, faults);
    return faults.told();
  }

  absl::Status Verify() {
    Programs programs(*store_);
    return VerifyCohort(*store_->TakeSnapshot(), programs, kCohort).status();
  }

 private:
  void Start() {
    programs_ = std::make_unique<Programs>(*store_);
    committer_ = std::make_unique<Committer>(*store_, *vault_, *programs_, clock_,
                                             [](const std::set<std::string>&, absl::Time) {});
    // Never started: it settles when it is told to.
    scheduler_ = std::make_unique<Scheduler>(*store_, *committer_, clock_);
  }

  void Stop() {
    scheduler_.reset();
    committer_.reset();
  }

  std::unique_ptr<storage::Store> store_ = storage::NewMemoryStore();
  const storage::TemporaryFolder folder_;
  storage::SeededRandomness randomness_{1};
  const std::unique_ptr<storage::Store> keys_ = storage::NewMemoryStore();
  const std::unique_ptr<storage::Vault> vault_ =
      *storage::OpenVault(*keys_, folder_.File("master.key"), randomness_);
  services::SettableClock clock_;
  std::unique_ptr<Programs> programs_;
  std::unique_ptr<Committer> committer_;
  std::unique_ptr<Scheduler> scheduler_;
  int requests_ = 0;
};

class PlaysTest : public testing::TestWithParam<std::string> {};

TEST_P(PlaysTest, LieInTheStoreAsTheRulesHaveThem) {
  // Always the same unless told otherwise; tests/workflows/cohort looks for other chances.
  const uint64_t seed = std::getenv("KASVU_SEED") == nullptr ? 20'210'201 : Seed();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  const auto program = workflows::ReadyProgram(GetParam(), NewCohort());
  Play play(program, NewCohort(), Created());
  workflows::ScriptedPlayer(play).Enrol(std::max(4, program->spec().people().group().min()),
                                        Created());
  workflows::RandomPlayer player(play, random);
  absl::Time now = Created();
  for (int i = 0; i < 150; ++i) {
    now += absl::Minutes(static_cast<int64_t>(random() % 9000));
    player.Act(now);
  }
  const absl::Time end = now + absl::Hours(24 * 400);
  play.SettleAll(end);

  StoredPlay stored(program);
  for (const GivenCommand& given : play.given()) {
    stored.Give(given).IgnoreError();
    if (random() % 8 == 0) stored.SettleAll(given.now);
    if (random() % 16 == 0) stored.Restart();
    if (random() % 16 == 0) {
      const absl::Status verified = stored.Verify();
      ASSERT_TRUE(verified.ok()) << verified;
    }
  }
  stored.SettleAll(end);
  const absl::Status verified = stored.Verify();
  EXPECT_TRUE(verified.ok()) << verified;
  EXPECT_EQ(workflows::OrderDifference(play.events(), stored.Events()), "");

  // The end of it: an archive that stays the same whatever time does, and nothing left here.
  const workflows::Doer doer{.is_operator = true, .person = {}, .roles = {}};
  stored.Give({workflows::CloseCohort{}, doer, end}).IgnoreError();
  stored.Give({workflows::CancelCohort{}, doer, end}).IgnoreError();
  // Aftercare takes a year, and whoever has to be reminded a month more.
  stored.SettleAll(end + absl::Hours(24 * 1000));
  const auto archive = stored.Archive();
  ASSERT_TRUE(archive.ok()) << archive.status();
  const auto inspected = InspectArchive(*archive);
  ASSERT_TRUE(inspected.ok()) << inspected.status();
  stored.SettleAll(end + absl::Hours(24 * 4000));
  EXPECT_TRUE(*stored.Archive() == *archive);
  const auto left = stored.Purge();
  ASSERT_TRUE(left.ok()) << left.status();
  EXPECT_THAT(*left, testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(All, PlaysTest, testing::ValuesIn(workflows::ReadyPrograms()),
                         [](const auto& name) {
                           std::string word;
                           for (const char c : name.param) word += c == '-' ? '_' : c;
                           return word;
                         });

}  // namespace
}  // namespace kasvu::engine
