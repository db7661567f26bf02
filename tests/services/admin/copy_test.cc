// Moving what a server has written from one store to another, and back.

#include <gmock/gmock.h>
#include <signal.h>

#include <filesystem>

#include "errors/error.h"
#include "services/admin/copy_stores.h"
#include "services/admin/verify_stores.h"
#include "storage/key.h"
#include "storage/rocksdb_reading.h"
#include "tests/services/admin/real_data.h"
#include "tests/testing/bash.h"
#include "tests/testing/postgres_cluster.h"

namespace kasvu::admin {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CopyTest : public RealDataTest {
 protected:
  std::string to() const { return folder() + "/copied"; }

  static absl::Status Copy(const std::string& from, const std::string& to) {
    return CopyStores(*Place::Parse(from), *Place::Parse(to),
                      [](std::string_view, uint64_t, uint64_t) {})
        .status();
  }
  // Whether everything has been copied: it comes last.
  bool HasMasterMark() const {
    const auto keys = storage::OpenRocksDbForReading(to() + "/keys");
    if (!keys.ok()) return false;
    const auto mark = (*keys)->TakeSnapshot()->Get(storage::EncodeKey(storage::Tag::kMasterCheck));
    return mark.ok() && mark->has_value();
  }
  static std::vector<std::string> FaultsAt(const std::string& place) {
    const auto report = VerifyStores(*Place::Parse(place), [](uint64_t) {});
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? FaultsIn(*report) : std::vector<std::string>();
  }
};

TEST_F(CopyTest, NothingIsCopiedFromAnUnfinishedCopy) {
  Change("engine", [](storage::Transaction& t) {
    t.Put(storage::EncodeKey(storage::Tag::kFormat, "copying"), "a digest");
  });
  EXPECT_EQ(ReasonOf(Copy("rocksdb:" + data(), "rocksdb:" + to())), "COPY_UNFINISHED");
  EXPECT_FALSE(fs::exists(to()));
}

TEST_F(CopyTest, AServerGoesOnWithTheCopy) {
  ASSERT_EQ(Copy("rocksdb:" + data(), "rocksdb:" + to()), absl::OkStatus());
  EXPECT_THAT(FaultsAt(to()), IsEmpty());
  fs::copy_file(data() + "/master.key", to() + "/master.key");
  const auto kasvud = StartKasvud(to());
  const auto listed = tests::InBash("export KASVU_SERVER=" + kasvud->Address() +
                                    "; kasvu person list --email mentori@example.org; "
                                    "kasvu history verify ekollega-esimerkki --lang en");
  EXPECT_THAT(listed.output, HasSubstr("Esimerkki Mentori"));
  EXPECT_THAT(listed.output, HasSubstr("The history is whole"));
}

TEST_F(CopyTest, OneThatIsBrokenOffGoesOnAndStartsNoServerBefore) {
  bool killed = false;
  for (int milliseconds = 30; milliseconds < 1000; milliseconds += 30) {
    const auto outcome = tests::InBash("timeout -s KILL " + std::to_string(milliseconds / 1000.0) +
                                       " kasvu-admin copy --from " + data() + " --to " + to());
    if (outcome.exit_code == 0) break;
    killed = true;
    if (!fs::exists(to() + "/engine/CURRENT") || HasMasterMark()) continue;
    tests::Process kasvud(
        KASVU_BINARY_DIR "/bin/kasvud",
        {"--data=" + to(), "--listen=127.0.0.1:0", "--master-key=" + data() + "/master.key"});
    EXPECT_EQ(kasvud.Line(), "") << "it started on half a copy";
  }
  EXPECT_TRUE(killed);
  EXPECT_THAT(FaultsAt(to()), IsEmpty());
}

TEST_F(CopyTest, NothingIsMixed) {
  ASSERT_EQ(Copy(data(), to()), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Copy(data(), to())), "COPY_TARGET_TAKEN");
  EXPECT_EQ(ReasonOf(Copy(folder() + "/none", folder() + "/other")), "NO_DATA_THERE");
  const auto kasvud = StartKasvud(data());
  ASSERT_NE(kasvud->Address(), "");
  EXPECT_EQ(ReasonOf(Copy(data(), folder() + "/other")), "STORE_IN_USE");
}

TEST_F(CopyTest, GoesToPostgresAndBack) {
  const tests::PostgresCluster cluster;
  const std::string database = cluster.Url();
  ASSERT_EQ(Copy("rocksdb:" + data(), database), absl::OkStatus());
  EXPECT_THAT(FaultsAt(database), IsEmpty());
  const auto there = CopyStores(*Place::Parse(database), *Place::Parse(to()),
                                [](std::string_view, uint64_t, uint64_t) {});
  ASSERT_TRUE(there.ok()) << there.status();
  EXPECT_EQ(there->size(), 4u);
  EXPECT_THAT(FaultsAt(to()), IsEmpty());
}

// Whoever writes to the database while it is copied; nothing keeps them from it.
TEST_F(CopyTest, WhatWasWrittenToMeanwhileNeverStartsAServer) {
  tests::PostgresCluster cluster;
  cluster.Run("CREATE DATABASE other");
  ASSERT_EQ(Copy(data(), cluster.Url()), absl::OkStatus());
  // Counts how often the mark is written without which no server starts.
  cluster.Run("CREATE TABLE kasvu_keys (key bytea PRIMARY KEY, value bytea NOT NULL)", "other");
  cluster.Run("CREATE SEQUENCE marked", "other");
  cluster.Run(
      "CREATE FUNCTION count_marks() RETURNS trigger LANGUAGE plpgsql AS "
      "$$ BEGIN PERFORM nextval('marked'); RETURN NEW; END $$",
      "other");
  cluster.Run(
      "CREATE TRIGGER counted AFTER INSERT ON kasvu_keys FOR EACH ROW "
      "WHEN (NEW.key = '\\x0401') EXECUTE FUNCTION count_marks()",
      "other");
  const auto copy = [&](const std::string& statement) {
    return CopyStores(*Place::Parse(cluster.Url()), *Place::Parse(cluster.Url("other")),
                      [&](std::string_view store, uint64_t rows, uint64_t) {
                        if (store == "keys" && rows == 0) cluster.Run(statement);
                      })
        .status();
  };
  const auto marked = [&] { return cluster.Run("SELECT is_called FROM marked", "other"); };
  EXPECT_EQ(ReasonOf(copy("INSERT INTO kasvu_directory VALUES ('\\x03', 'late')")), "COPY_DIFFERS");
  EXPECT_EQ(marked(), "f");
  cluster.Run("DELETE FROM kasvu_directory WHERE value = 'late'");
  EXPECT_EQ(copy("SELECT 1"), absl::OkStatus());
  EXPECT_EQ(marked(), "t");
}

TEST_F(CopyTest, ShowsTheDigestsOfBoth) {
  const auto outcome = tests::InBash("kasvu admin copy --lang en --from rocksdb:" + data() +
                                     " --to rocksdb:" + to());
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.output, HasSubstr("Digest of both"));
  EXPECT_THAT(outcome.output, HasSubstr("Copied to "));
}

}  // namespace
}  // namespace kasvu::admin
