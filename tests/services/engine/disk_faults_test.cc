// The engine on a disk that fills up and that loses its power, while several clients change and
// read the same cohort: whatever was answered is there afterwards, whole, nothing else is lost with
// it, and one order of all calls explains what each of them saw.

#include <array>
#include <atomic>
#include <mutex>
#include <random>
#include <thread>

#include "storage/rocksdb_store.h"
#include "tests/services/engine/season.h"
#include "tests/storage/unsynced_file_system.h"
#include "tests/testing/counter_history.h"
#include "tests/testing/seed.h"

namespace kasvu::engine {
namespace {

using storage::UnsyncedFileSystem;
using Outcome = tests::CounterHistory::Outcome;

constexpr int kPeople = 12;
constexpr int kClients = 4;
constexpr int kReaders = 2;
constexpr int kOutcomes = 5;  // that one person may have
constexpr int kCallsPerClient = kPeople / kClients * kOutcomes;
constexpr uint64_t kHeadroom = 1'000'000;

// One command and what became of it.
struct Sent {
  kasvu::v1::RecordStepRequest request;
  absl::StatusOr<kasvu::v1::RecordStepResponse> answer;
};

class DiskFaultsTest : public SeasonTest {
 protected:
  DiskFaultsTest() {
    CloseEngine();
    EXPECT_TRUE(OpenStores().ok());
    OpenEngine();
  }
  ~DiskFaultsTest() override { CloseEngine(); }

  // Only the disk remembers anything.
  absl::Status OpenStores() {
    vault_.reset();
    store_.reset();
    keys_.reset();
    KASVU_ASSIGN_OR_RETURN(auto keys, Open("keys"));
    keys_ = std::make_unique<storage::FaultyStore>(std::move(keys));
    KASVU_ASSIGN_OR_RETURN(auto store, Open("engine"));
    store_ = std::make_unique<storage::FaultyStore>(std::move(store));
    KASVU_ASSIGN_OR_RETURN(vault_,
                           storage::OpenVault(*keys_, folder_ + "/master.key", randomness_));
    return absl::OkStatus();
  }

  // The process and the disk stop; both start again. STORE_DAMAGED when the server would refuse to.
  absl::Status LosePower() {
    CloseEngine();
    vault_.reset();
    store_.reset();
    keys_.reset();
    disk_->Restart(random_);
    KASVU_RETURN_IF_ERROR(OpenStores());
    OpenEngine();
    return absl::OkStatus();
  }

  // A cohort whose people have groups. It is called `a`, then `b` …
  void NextCohort() {
    histories_ = std::make_unique<std::array<tests::CounterHistory, kPeople + 1>>();
    cohort_ = std::string(1, static_cast<char>('a' + cohorts_++));
    EnrolInGroups(cohort_, kPeople, 1);
    begun_ = Position();
  }

  static Outcome OutcomeOf(const absl::Status& status) {
    if (status.ok()) return Outcome::kDone;
    return ReasonOf(status) == "DISK_NEARLY_FULL" ? Outcome::kNotDone : Outcome::kUnknown;
  }

  // Looks how many outcomes a person has, if the server can tell.
  void Look(int person) {
    tests::CounterHistory& history = (*histories_)[person];
    const size_t read = history.BeginRead();
    kasvu::v1::GetProgressRequest request;
    request.set_name(Name(cohort_, person));
    const auto progress = As("", &Progress::GetProgress, request);
    if (!progress.ok()) return;
    int outcomes = 0;
    for (const auto& step : progress->steps()) {
      outcomes += step.step().starts_with("connection/") && step.state() == kasvu::v1::STATE_DONE;
    }
    history.EndRead(read, outcomes);
    ++looks_;
  }

  // Looks at everybody; whether what has been seen of them agrees with what was done.
  bool AgreesWithWhatWasSeen() {
    for (int person = 1; person <= kPeople; ++person) {
      Look(person);
      for (const std::string& fault : (*histories_)[person].Faults()) {
        ADD_FAILURE() << Name(cohort_, person) << ": " << fault;
      }
    }
    return !HasFailure();
  }

  // Clients record outcomes of the newest cohort, each of its own people, until `enough`; others
  // look at them meanwhile.
  std::vector<Sent> Record(const std::function<bool(const Sent&)>& enough) {
    std::vector<Sent> all;
    std::mutex mutex;
    std::vector<std::thread> clients;
    for (int client = 0; client < kClients; ++client) {
      clients.emplace_back([&, client] {
        for (int i = 0; i < kCallsPerClient; ++i) {
          const int person = 1 + client + i * kClients % kPeople;
          kasvu::v1::RecordStepRequest request;
          request.set_owner(Name(cohort_, person));
          request.set_step("connection");
          request.mutable_outcome();
          request.set_note(NoteOf(client, i));
          request.set_request_id(NoteOf(client, i));
          tests::CounterHistory& history = (*histories_)[person];
          const size_t write = history.BeginWrite();
          Sent sent{request, As("", &Progress::RecordStep, request)};
          history.EndWrite(write, OutcomeOf(sent.answer.status()));
          // Asked one at a time: what the first does to the disk the next call of the others meets.
          const std::lock_guard lock(mutex);
          const bool last = enough(sent);
          all.push_back(std::move(sent));
          if (last) return;
        }
      });
    }
    std::atomic<bool> over = false;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < kReaders; ++reader) {
      readers.emplace_back([&, reader] {
        for (int i = reader; !over; ++i) Look(1 + i % kPeople);
      });
    }
    for (std::thread& client : clients) client.join();
    over = true;
    for (std::thread& reader : readers) reader.join();
    return all;
  }

  std::string NoteOf(int client, int i) const {
    return cohort_ + "-" + std::to_string(client) + "-" + std::to_string(i);
  }

  bool Exists(const std::string& cohort) {
    kasvu::v1::GetCohortRequest request;
    request.set_name("cohorts/" + cohort);
    return As("", &Enrolments::GetCohort, request).ok();
  }

  uint64_t Position() { return GetCohort(cohort_).position(); }

  // The note in the stored record of `step`, opened with the stored key.
  std::string NoteIn(const std::string& owner, const std::string& step) {
    const auto ordinal = static_cast<uint32_t>(std::stoul(owner.substr(owner.rfind('/') + 2)));
    const auto state = kEnrolmentTable.Get(*store_->TakeSnapshot(), {cohort_, ordinal});
    if (!state.ok()) return state.status().ToString();
    for (const auto& record : state->steps()) {
      if (record.key() != step) continue;
      const auto& sealed = record.work().sealed();
      const auto opened = vault_->Open(sealed.subject(), sealed.content());
      if (!opened.ok()) return opened.status().ToString();
      storage::v1::SealedContent content;
      return content.ParseFromString(*opened) ? content.note() : "not a note";
    }
    return "no such record";
  }

  // How many answered calls are lost: not there, or done again when repeated.
  int CountLost(const std::vector<Sent>& sent) {
    int lost = 0;
    for (const Sent& each : sent) {
      if (!each.answer.ok()) continue;
      const uint64_t before = Position();
      const auto again = As("", &Progress::RecordStep, each.request);
      const bool kept = again.ok() && Position() == before &&
                        again->step().step() == each.answer->step().step() &&
                        NoteIn(each.request.owner(), again->step().step()) == each.request.note();
      lost += !kept;
    }
    return lost;
  }

  // What was not answered can be asked for again, and all of it holds together.
  void AskAgain(const std::vector<Sent>& sent) {
    for (const Sent& each : sent) {
      if (each.answer.ok()) continue;
      const auto again = As("", &Progress::RecordStep, each.request);
      EXPECT_TRUE(again.ok()) << again.status();
    }
    EXPECT_EQ(Verify(cohort_), Position());
  }

  // Loses power under load up to `rounds` times, until answered calls are lost; how many.
  int LosePowerUnderLoad(int rounds) {
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
      NextCohort();
      disk_->PowerOffAfter(static_cast<int64_t>(random_() % 120));
      const auto sent = Record([](const Sent& each) { return !each.answer.ok(); });
      for (const Sent& each : sent) answered_ += each.answer.ok();
      if (const absl::Status opened = LosePower(); !opened.ok()) {
        EXPECT_EQ(ReasonOf(opened), "STORE_DAMAGED") << opened;
        return 1;
      }
      // Its making was answered too.
      if (!Exists(cohort_) || Position() < begun_) return 1;
      if (sync_commits_ && !AgreesWithWhatWasSeen()) return 1;
      if (const int lost = CountLost(sent); lost > 0) return lost;
      AskAgain(sent);
      if (sync_commits_ && !AgreesWithWhatWasSeen()) return 1;
    }
    return 0;
  }

  const uint64_t seed_ = Seed();
  std::mt19937_64 random_{seed_};
  const std::shared_ptr<UnsyncedFileSystem> disk_ = std::make_shared<UnsyncedFileSystem>();
  std::atomic<uint64_t> free_bytes_ = 2 * kHeadroom;
  bool sync_commits_ = true;
  std::string cohort_;
  uint64_t begun_ = 0;  // its position once it was made
  int cohorts_ = 0;
  int answered_ = 0;
  std::atomic<int> looks_ = 0;
  std::unique_ptr<std::array<tests::CounterHistory, kPeople + 1>> histories_;  // by person

 private:
  absl::StatusOr<std::unique_ptr<storage::Store>> Open(const std::string& name) {
    storage::RocksDbStoreOptions options;
    options.folder = folder_ + "/" + name;
    options.memory_bytes = 256 << 10;
    options.headroom_bytes = kHeadroom;
    options.free_space = [this] { return free_bytes_.load(); };
    options.file_system = disk_;
    options.sync_commits = sync_commits_;
    return storage::OpenRocksDbStore(options);
  }
};

TEST_F(DiskFaultsTest, PowerLossUnderLoadTakesNothingThatWasAnswered) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  EXPECT_EQ(LosePowerUnderLoad(12), 0);
  EXPECT_GT(answered_, 100);
  EXPECT_GT(looks_, 100);
}

// The test above has to be able to fail: without syncing it would.
TEST_F(DiskFaultsTest, PowerLossWouldBeNoticedWithoutSyncing) {
  SCOPED_TRACE(testing::Message() << "seed " << seed_);
  CloseEngine();
  sync_commits_ = false;
  ASSERT_TRUE(OpenStores().ok());
  OpenEngine();
  // In some rounds the power stays until the stores are closed, which syncs them.
  EXPECT_GT(LosePowerUnderLoad(100), 0);
}

TEST_F(DiskFaultsTest, AFullDiskRefusesWritesOnlyWhileItIsFull) {
  NextCohort();
  int calls = 0;
  // The disk fills up while even the fastest client has calls left.
  const auto sent = Record([&](const Sent& each) {
    if (++calls == kCallsPerClient / 2) free_bytes_ = kHeadroom - 1;
    return !each.answer.ok();
  });
  int refused = 0;
  for (const Sent& each : sent) {
    if (each.answer.ok()) continue;
    ++refused;
    EXPECT_EQ(each.answer.status().code(), absl::StatusCode::kResourceExhausted);
    EXPECT_EQ(ReasonOf(each.answer.status()), "DISK_NEARLY_FULL");
  }
  EXPECT_EQ(refused, kClients);

  // Reads go on, and nothing was written by what was refused.
  const uint64_t position = Position();
  EXPECT_EQ(position, sent.size() - refused + 4);
  EXPECT_EQ(Verify(cohort_), position);
  EXPECT_EQ(Refusal(&Enrolments::CreateCohort, NewCohort("z")), "DISK_NEARLY_FULL");
  EXPECT_FALSE(Exists("z"));

  free_bytes_ = 2 * kHeadroom;
  EXPECT_EQ(CountLost(sent), 0);
  EXPECT_TRUE(AgreesWithWhatWasSeen());
  AskAgain(sent);
  EXPECT_EQ(Position(), sent.size() + 4);
}

}  // namespace
}  // namespace kasvu::engine
