// What is PostgreSQL's own: connections that are lost, conflicts that the database finds, and what
// it must be set to.
#include "storage/postgres_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "errors/error.h"
#include "storage/store_warnings.h"
#include "tests/storage/postgres_stores.h"
#include "tests/storage/stores.h"

namespace kasvu::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

absl::Status Put(Store& store, const std::string& key, const std::string& value) {
  const auto transaction = store.Begin();
  transaction->Put(key, value);
  return transaction->Commit();
}

std::optional<std::string> Now(Store& store, std::string_view key) {
  return *store.TakeSnapshot()->Get(key);
}

void Administer(const std::string& statement) { SharedCluster().Run(statement); }

// Makes the first `times` commits that write the key "trap" fail with `error`.
void FailCommits(const std::string& table, int times, const std::string& error) {
  Administer("CREATE SEQUENCE tries_" + table);
  Administer("CREATE FUNCTION trap_" + table + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " +
             "IF NEW.key = 'trap'::bytea AND nextval('tries_" + table +
             "') <= " + std::to_string(times) + " THEN " + error + "; END IF; RETURN NEW; END $$");
  Administer("CREATE CONSTRAINT TRIGGER trap AFTER INSERT OR UPDATE ON " + table +
             " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trap_" + table + "()");
}

// Whether a file of the database has these bytes.
bool IsInFiles(const std::string& bytes) {
  Administer("CHECKPOINT");
  const std::filesystem::path files = SharedCluster().Folder() + "/data/base";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(files)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string all((std::istreambuf_iterator<char>(file)), {});
    if (all.find(bytes) != std::string::npos) return true;
  }
  return false;
}

constexpr char kConflict[] = "RAISE EXCEPTION 'in the way' USING ERRCODE = '40001'";
constexpr char kHangUp[] = "PERFORM pg_terminate_backend(pg_backend_pid())";

TEST(PostgresStoreTest, KeepsWhatItHasForTheNext) {
  const PostgresStoreOptions options = FreshTable();
  ASSERT_TRUE(Put(*OpenPostgres(options), "k", "v").ok());
  EXPECT_EQ(Now(*OpenPostgres(options), "k"), "v");
}

TEST(PostgresStoreTest, SeveralHaveOneStoreOpenAndWaitForEachOthersLocks) {
  const PostgresStoreOptions options = FreshTable();
  const auto one = OpenPostgres(options);
  const auto other = OpenPostgres(options);
  constexpr int kRounds = 40;
  const auto count = [](Store& store) {
    for (int round = 0; round < kRounds; ++round) {
      const auto transaction = store.Begin();
      ASSERT_EQ(transaction->Lock("n"), absl::OkStatus());
      const int n = std::stoi(transaction->Get("n")->value_or("0"));
      transaction->Put("n", std::to_string(n + 1));
      ASSERT_EQ(transaction->Commit(), absl::OkStatus());
    }
  };
  std::thread first([&] { count(*one); });
  count(*other);
  first.join();
  EXPECT_EQ(Now(*one, "n"), std::to_string(2 * kRounds));
}

TEST(PostgresStoreTest, WhoLocksSeveralAtOnceLosesNoChange) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  const PostgresStoreOptions options = FreshTable();
  const std::unique_ptr<Store> stores[] = {OpenPostgres(options), OpenPostgres(options)};
  constexpr int kThreads = 4, kRounds = 40;
  std::atomic<int> added = 0;
  // Each adds one to what lies at a few names, most of which nobody has locked before.
  const auto add = [&](Store& store, uint64_t own_seed) {
    std::mt19937_64 random(own_seed);
    for (int round = 0; round < kRounds; ++round) {
      std::set<std::string> names;
      while (names.size() < 3) names.insert(std::string(1, static_cast<char>('a' + random() % 26)));
      absl::Status status = absl::AbortedError("");
      while (absl::IsAborted(status)) {
        const auto transaction = store.Begin();
        const auto found = transaction->LockAndGet(names, names);
        status = found.status();
        if (!found.ok()) continue;
        Writes sums;
        for (const auto& [name, value] : *found) {
          sums[name] = std::to_string(std::stoi(value.value_or("0")) + 1);
        }
        status = transaction->CommitWith(sums);
      }
      ASSERT_EQ(status, absl::OkStatus());
      added += 3;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] { add(*stores[i % 2], seed + i); });
  }
  for (std::thread& thread : threads) thread.join();
  int sum = 0;
  ASSERT_TRUE(stores[0]
                  ->TakeSnapshot()
                  ->Scan(kAll,
                         [&](std::string_view, std::string_view value) {
                           sum += std::stoi(std::string(value));
                           return true;
                         })
                  .ok());
  EXPECT_EQ(sum, added);
}

TEST(PostgresStoreTest, ALongScanSeesOneMoment) {
  const auto store = OpenPostgres(FreshTable());
  Writes many;
  for (char c = 'a'; c <= 'z'; ++c) {
    for (char d = 'a'; d <= 'z'; ++d) many[std::string{c, d}] = "old";
  }
  ASSERT_TRUE(store->Begin()->CommitWith(many).ok());
  const auto snapshot = store->TakeSnapshot();
  const auto transaction = store->Begin();
  for (const Reader* reader : {static_cast<const Reader*>(snapshot.get()),
                               static_cast<const Reader*>(transaction.get())}) {
    size_t seen = 0;
    ASSERT_TRUE(Put(*store, "zz", "old").ok());
    ASSERT_TRUE(reader
                    ->Scan(kAll,
                           [&](std::string_view, std::string_view value) {
                             if (seen++ == 0) {
                               EXPECT_TRUE(Put(*store, "zz", "new").ok());
                             }
                             EXPECT_EQ(value, "old");
                             return true;
                           })
                    .ok());
    EXPECT_EQ(seen, many.size());
  }
}

TEST(PostgresStoreTest, ReadsAndWritesGoOnAfterTheDatabaseWasGone) {
  const auto store = OpenPostgres(FreshTable());
  ASSERT_TRUE(Put(*store, "k", "before").ok());
  const auto snapshot = store->TakeSnapshot();
  const auto locked = store->Begin();
  ASSERT_TRUE(locked->Lock("k").ok());
  locked->Put("k", "never");

  SharedCluster().Kill();
  EXPECT_EQ(ReasonOf(snapshot->Get("k").status()), "STORE_UNAVAILABLE");
  EXPECT_EQ(ReasonOf(store->TakeSnapshot()->Get("k").status()), "STORE_UNREACHABLE");
  EXPECT_EQ(ReasonOf(Put(*store, "k", "nobody hears")), "STORE_UNREACHABLE");
  EXPECT_EQ(locked->Commit().code(), absl::StatusCode::kUnavailable);

  SharedCluster().Start();
  EXPECT_EQ(Now(*store, "k"), "before");
  ASSERT_TRUE(Put(*store, "k", "after").ok());
  EXPECT_EQ(Now(*store, "k"), "after");
}

TEST(PostgresStoreTest, ACommitWhoseAnswerIsLostIsUnknown) {
  const PostgresStoreOptions options = FreshTable();
  const auto store = OpenPostgres(options);
  FailCommits(options.table, 2, kHangUp);
  EXPECT_EQ(ReasonOf(Put(*store, "trap", "1")), "COMMIT_UNKNOWN");
  const auto locked = store->Begin();
  ASSERT_TRUE(locked->Lock("k").ok());
  locked->Put("trap", "2");
  EXPECT_EQ(ReasonOf(locked->Commit()), "COMMIT_UNKNOWN");
  ASSERT_TRUE(Put(*store, "trap", "3").ok());
  EXPECT_EQ(Now(*store, "trap"), "3");
}

TEST(PostgresStoreTest, WhatHoldsNoLocksIsTriedAgainAfterAConflict) {
  const PostgresStoreOptions options = FreshTable();
  const auto store = OpenPostgres(options);
  FailCommits(options.table, 3, kConflict);
  EXPECT_EQ(Put(*store, "trap", "v"), absl::OkStatus());
  EXPECT_EQ(Now(*store, "trap"), "v");
}

TEST(PostgresStoreTest, ConflictsThatDoNotEndAreTold) {
  const PostgresStoreOptions options = FreshTable();
  const auto store = OpenPostgres(options);
  FailCommits(options.table, 1'000, kConflict);
  EXPECT_EQ(ReasonOf(Put(*store, "trap", "v")), "TRANSACTION_CONFLICT");
  EXPECT_EQ(Now(*store, "trap"), std::nullopt);
}

TEST(PostgresStoreTest, WhatHoldsLocksHasToBeginAnewAfterAConflict) {
  const PostgresStoreOptions options = FreshTable();
  const auto store = OpenPostgres(options);
  FailCommits(options.table, 1, kConflict);
  const auto first = store->Begin();
  ASSERT_TRUE(first->Lock("k").ok());
  first->Put("trap", "v");
  EXPECT_EQ(ReasonOf(first->Commit()), "TRANSACTION_CONFLICT");
  EXPECT_EQ(Now(*store, "trap"), std::nullopt);
  // Its locks are free.
  EXPECT_TRUE(store->Begin()->Lock("k").ok());
}

TEST(PostgresStoreTest, OneOfTwoThatWaitForEachOtherIsTold) {
  const auto store = OpenPostgres(FreshTable());
  const auto one = store->Begin();
  ASSERT_TRUE(one->Lock("a").ok());
  one->Put("written", "1");
  std::promise<void> has_b;
  auto other = std::async(std::launch::async, [&] {
    const auto transaction = store->Begin();
    EXPECT_TRUE(transaction->Lock("b").ok());
    transaction->Put("written", "2");
    has_b.set_value();
    absl::Status locked = transaction->Lock("a");
    const absl::Status committed = transaction->Commit();
    EXPECT_EQ(locked, committed);
    return locked;
  });
  has_b.get_future().wait();
  const absl::Status locked = one->Lock("b");
  EXPECT_EQ(one->Commit(), locked);
  const absl::Status others = other.get();
  EXPECT_NE(locked.ok(), others.ok());
  EXPECT_EQ(ReasonOf(locked.ok() ? others : locked), "LOCK_DEADLOCK");
  EXPECT_EQ(Now(*store, "written"), locked.ok() ? "1" : "2");
}

TEST(PostgresStoreTest, WaitsForAConnection) {
  PostgresStoreOptions options = FreshTable();
  options.readers = options.writers = 1;
  const auto store = OpenPostgres(options);
  ASSERT_TRUE(Put(*store, "k", "v").ok());
  auto held = store->TakeSnapshot();
  std::promise<void> asking;
  auto seen = std::async(std::launch::async, [&] {
    asking.set_value();
    return Now(*store, "k");
  });
  asking.get_future().wait();
  held.reset();
  EXPECT_EQ(seen.get(), "v");
}

TEST(PostgresStoreTest, PurgedBytesAreInNoFileOfTheTable) {
  const auto store = OpenPostgres(FreshTable());
  const std::string secret = "bytes that shall be gone";
  ASSERT_TRUE(Put(*store, "stays", "stays").ok());
  ASSERT_TRUE(Put(*store, "goes", secret).ok());
  EXPECT_TRUE(IsInFiles(secret));
  const auto transaction = store->Begin();
  transaction->Delete("goes");
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_TRUE(IsInFiles(secret));
  ASSERT_EQ(store->Purge({KeyRange::Prefix("goes")}), absl::OkStatus());
  EXPECT_FALSE(IsInFiles(secret));
  EXPECT_EQ(Now(*store, "stays"), "stays");
}

// Somebody looks, and does not end.
TEST(PostgresStoreTest, WhatReadersKeepHasToBePurgedAgain) {
  const auto store = OpenPostgres(FreshTable());
  ASSERT_TRUE(Put(*store, "goes", "bytes").ok());
  auto reader = store->TakeSnapshot();
  ASSERT_TRUE(reader->Get("goes").ok());
  EXPECT_EQ(ReasonOf(store->Purge({KeyRange::Prefix("goes")})), "STORE_UNAVAILABLE");
  reader.reset();
  EXPECT_EQ(store->Purge({KeyRange::Prefix("goes")}), absl::OkStatus());
}

// Whoever looks at another table could still ask for what this one had.
TEST(PostgresStoreTest, WhatReadersOfOtherTablesCouldSeeHasToBePurgedAgain) {
  const auto store = OpenPostgres(FreshTable());
  const std::string secret = "bytes that somebody could ask for";
  ASSERT_TRUE(Put(*store, "goes", secret).ok());
  const auto other = OpenPostgres(FreshTable());
  auto reader = other->TakeSnapshot();
  ASSERT_TRUE(reader->Get("any").ok());
  const auto transaction = store->Begin();
  transaction->Delete("goes");
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_EQ(ReasonOf(store->Purge({KeyRange::Prefix("goes")})), "STORE_UNAVAILABLE");
  EXPECT_TRUE(IsInFiles(secret));
  reader.reset();
  EXPECT_EQ(store->Purge({KeyRange::Prefix("goes")}), absl::OkStatus());
  EXPECT_FALSE(IsInFiles(secret));
}

TEST(PostgresStoreTest, WhoeverDoesNotOwnTheTableIsToldThatNothingIsPurged) {
  PostgresStoreOptions options = FreshTable();
  ASSERT_TRUE(Put(*OpenPostgres(options), "goes", "bytes").ok());
  Administer("CREATE ROLE borrower LOGIN");
  Administer("GRANT CREATE, USAGE ON SCHEMA public TO borrower");
  Administer("GRANT SELECT, INSERT, UPDATE, DELETE ON " + options.table + ", " + options.table +
             "_locks TO borrower");
  options.address = *PostgresAddress::Parse(SharedCluster().Url("postgres", "borrower"));
  const auto store = OpenPostgres(options);
  ASSERT_TRUE(Put(*store, "goes", "other bytes").ok());
  const absl::Status purged = store->Purge({KeyRange::Prefix("goes")});
  EXPECT_EQ(ReasonOf(purged), "STORE_UNAVAILABLE");
  EXPECT_THAT(purged.ToString(), HasSubstr("has to own it"));
  Administer("ALTER TABLE " + options.table + " OWNER TO borrower");
  EXPECT_EQ(store->Purge({KeyRange::Prefix("goes")}), absl::OkStatus());
}

TEST(PostgresStoreTest, TheLocksOfWhoeverStandsStillAreTakenAway) {
  PostgresStoreOptions options = FreshTable();
  options.idle_with_locks = absl::Milliseconds(100);
  const auto one = OpenPostgres(options);
  const auto other = OpenPostgres(options);
  const auto stopped = one->Begin();
  ASSERT_TRUE(stopped->Lock("k").ok());
  stopped->Put("k", "never");
  const auto waiting = other->Begin();
  EXPECT_EQ(waiting->Lock("k"), absl::OkStatus());
  EXPECT_EQ(stopped->Commit().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Now(*other, "k"), std::nullopt);
}

TEST(PostgresStoreTest, WaitingForALockHasAnEnd) {
  PostgresStoreOptions options = FreshTable();
  options.wait_for_lock = absl::Milliseconds(100);
  const auto store = OpenPostgres(options);
  const auto holder = store->Begin();
  ASSERT_TRUE(holder->Lock("k").ok());
  EXPECT_EQ(ReasonOf(store->Begin()->Lock("k")), "STORE_UNAVAILABLE");
}

TEST(PostgresStoreTest, ALockGoesWithItsKeyUnlessItIsHeld) {
  const PostgresStoreOptions options = FreshTable();
  const auto store = OpenPostgres(options);
  const auto locks = [&] {
    return SharedCluster().Run("SELECT count(*) FROM " + options.table + "_locks");
  };
  const std::string before = locks();
  const auto remove = [&] {
    const auto transaction = store->Begin();
    transaction->Delete("k");
    return transaction->Commit();
  };
  auto holder = store->Begin();
  ASSERT_TRUE(holder->Lock("k").ok());
  EXPECT_NE(locks(), before);
  // Without waiting for who holds it.
  ASSERT_EQ(remove(), absl::OkStatus());
  EXPECT_NE(locks(), before);
  std::promise<void> asking;
  auto waited = std::async(std::launch::async, [&] {
    const auto waiter = store->Begin();
    asking.set_value();
    absl::Status locked = waiter->Lock("k");
    waiter->Put("k", "v");
    locked.Update(waiter->Commit());
    return locked;
  });
  asking.get_future().wait();
  holder->Delete("k");
  ASSERT_EQ(holder->Commit(), absl::OkStatus());
  EXPECT_EQ(waited.get(), absl::OkStatus());
  EXPECT_EQ(Now(*store, "k"), "v");
  ASSERT_EQ(remove(), absl::OkStatus());
  EXPECT_EQ(locks(), before);
}

TEST(PostgresStoreTest, LookingChangesNothing) {
  const PostgresStoreOptions options = FreshTable();
  EXPECT_FALSE(*HasPostgresTable(options.address, options.table));
  EXPECT_EQ(OpenPostgresForReading(options.address, options.table).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_FALSE(*HasPostgresTable(options.address, options.table));

  const auto store = OpenPostgres(options);
  ASSERT_TRUE(Put(*store, "k", "before").ok());
  auto looked = *OpenPostgresForReading(options.address, options.table);
  ASSERT_TRUE(Put(*store, "k", "after").ok());
  EXPECT_EQ(Now(*looked, "k"), "before");
  EXPECT_EQ(*looked->Begin()->Get("k"), "before");
  EXPECT_EQ(ReasonOf(Put(*looked, "k", "never")), "STORE_READ_ONLY");

  // What it sees keeps the table from being emptied.
  looked.reset();
  Administer("TRUNCATE " + options.table);
  EXPECT_EQ(ReasonOf(OpenPostgresForReading(options.address, options.table).status()),
            "STORE_DAMAGED");
  EXPECT_EQ(SharedCluster().Run("SELECT count(*) FROM " + options.table), "0");
}

// Whoever administers the database may end the wait for a standby that does not answer; the commit
// then succeeds there, without being anywhere else.
TEST(PostgresStoreTest, ACommitThatNoStandbyHasIsUnknown) {
  const auto store = OpenPostgres(FreshTable());
  ASSERT_TRUE(Put(*store, "k", "before").ok());
  Administer("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
  Administer("SELECT pg_reload_conf()");
  // Those before the settings have come to everybody are answered.
  auto put = std::async(std::launch::async, [&] {
    absl::Status status;
    while (status.ok()) status = Put(*store, "k", "after");
    return status;
  });
  std::string waiting;
  while (waiting.empty()) {
    waiting = SharedCluster().Run("SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
  }
  Administer("SELECT pg_cancel_backend(" + waiting + ")");
  EXPECT_EQ(ReasonOf(put.get()), "COMMIT_UNKNOWN");
  Administer("ALTER SYSTEM RESET synchronous_standby_names");
  Administer("SELECT pg_reload_conf()");
  EXPECT_EQ(Now(*store, "k"), "after");
}

TEST(PostgresStoreTest, TellsOfAStandbyThatNoCommitWaitsFor) {
  tests::PostgresCluster& primary = SharedCluster();
  PostgresStoreOptions options = FreshTable();
  options.connection_lives = absl::ZeroDuration();
  const auto store = OpenPostgres(options);
  // What it says after it has had a new connection.
  const auto warnings = [&] {
    EXPECT_EQ(Put(*store, "k", "v"), absl::OkStatus());
    std::vector<std::string> reasons;
    for (const auto& one : dynamic_cast<StoreWarnings&>(*store).Warnings()) {
      reasons.push_back(one.reason);
    }
    return reasons;
  };
  EXPECT_THAT(warnings(), IsEmpty());
  const tests::PostgresCluster standby(tests::PostgresCluster::StandbyOf{primary});
  const std::string follow = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'";
  while (primary.Run(follow) != "1") std::this_thread::yield();
  EXPECT_THAT(warnings(), ElementsAre("STANDBY_NOT_SYNCHRONOUS"));
  primary.WaitForStandby();
  EXPECT_THAT(warnings(), IsEmpty());
  for (const auto& [setting, loose] :
       {std::pair("remote_write", true), std::pair("remote_apply", false), std::pair("local", true),
        std::pair("on", false)}) {
    Administer(std::string("ALTER DATABASE postgres SET synchronous_commit = ") + setting);
    EXPECT_EQ(warnings().size(), loose ? 1u : 0u) << setting;
  }
  Administer("ALTER DATABASE postgres RESET synchronous_commit");
  Administer("ALTER SYSTEM RESET synchronous_standby_names");
  Administer("SELECT pg_reload_conf()");
}

TEST(PostgresStoreTest, RefusesADatabaseThatAnswersTooEarly) {
  Administer("CREATE DATABASE loose");
  Administer("ALTER DATABASE loose SET synchronous_commit = off");
  PostgresStoreOptions options = FreshTable();
  options.address = *PostgresAddress::Parse(SharedCluster().Url("loose"));
  const absl::Status refused = OpenPostgresStore(options).status();
  EXPECT_EQ(ReasonOf(refused), "STORE_NOT_DURABLE");
  EXPECT_EQ(ParticularsOf(refused)["setting"], "synchronous_commit");

  // The setting may change while the store is open: every new connection is looked at.
  Administer("ALTER DATABASE loose SET synchronous_commit = on");
  const auto store = OpenPostgres(options);
  const auto held = store->TakeSnapshot();
  Administer("ALTER DATABASE loose SET synchronous_commit = off");
  EXPECT_TRUE(held->Get("k").ok());
  EXPECT_EQ(ReasonOf(store->TakeSnapshot()->Get("k").status()), "STORE_NOT_DURABLE");
}

TEST(PostgresStoreTest, RefusesNewerDataAndDataWithoutAMark) {
  PostgresStoreOptions options = FreshTable();
  options.formats.migrations.push_back({"Something.", nullptr});
  OpenPostgres(options);
  options.formats = KnownFormats();
  EXPECT_EQ(ReasonOf(OpenPostgresStore(options).status()), "STORE_TOO_NEW");
  Administer("UPDATE " + options.table + " SET key = 'somebody else' WHERE key = '\\x0000'");
  EXPECT_EQ(ReasonOf(OpenPostgresStore(options).status()), "STORE_DAMAGED");
}

TEST(PostgresStoreTest, NoErrorRepeatsAPassword) {
  for (const char* const url : {
           "postgres://kasvu:hunter2@127.0.0.1:1/kasvu",
           "postgres://kasvu:hunter2@127.0.0.1:port/kasvu",
           "postgres://kasvu:hunter2@/kasvu?password=hunter2&nonsense=hunter2",
           "mysql://kasvu:hunter2@127.0.0.1/kasvu",
       }) {
    absl::Status status;
    if (const auto address = PostgresAddress::Parse(url); address.ok()) {
      EXPECT_THAT(address->shown(), StartsWith("kasvu on 127.0.0.1:"));
      status = OpenPostgresStore({.address = *address, .table = "any"}).status();
      EXPECT_EQ(ReasonOf(status), "STORE_UNREACHABLE");
    } else {
      status = address.status();
      EXPECT_EQ(ReasonOf(status), "STORE_ADDRESS_MALFORMED") << url;
    }
    EXPECT_THAT(status.ToString(), Not(HasSubstr("hunter2")));
  }
}

}  // namespace
}  // namespace kasvu::storage
