// The example of backing a database up by PostgreSQL's own tools, done as it is written.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/testing/bash.h"
#include "tests/testing/postgres_cluster.h"
#include "tests/testing/process.h"

namespace kasvu::tests {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class PostgresBackupTest : public testing::Test {
 protected:
  PostgresBackupTest() {
    setenv("LC_ALL", "C.UTF-8", 1);
    fs::remove_all(folder_);
    fs::create_directories(backups());
    std::ofstream(backups() + "/erased").flush();
  }
  ~PostgresBackupTest() override { fs::remove_all(folder_); }

  std::string backups() const { return folder_ + "/backups"; }
  std::string Url(const std::string& database) const { return cluster_.Url(database); }

  // What one of the example's scripts prints and how it ends, as an operator runs it.
  Outcome Example(const std::string& arguments) const {
    const std::string programs = fs::path(cluster_.Program("pg_dump")).parent_path();
    return InBash("PATH=" + programs + ":$PATH; examples/postgresql-backup/" + arguments);
  }
  Outcome BackUp() const { return Example("backup '" + Url("kasvu") + "' " + backups()); }
  Outcome Restore(const std::string& database, const std::string& time = "") const {
    return Example("restore " + backups() + " '" + Url(database) + "' " + time);
  }

  // What `commands` print, which must succeed, on a server over `database` with the folder `data`.
  std::string With(const std::string& database, const std::string& data,
                   const std::string& commands) const {
    Process kasvud(KASVU_BINARY_DIR "/bin/kasvud",
                   {"--data=" + folder_ + "/" + data, "--store=" + Url(database),
                    "--listen=127.0.0.1:0", "--erasures=" + backups() + "/erased"},
                   Process::StandardError::kShow);
    const std::string address = kasvud.Address();
    const Outcome outcome = InBash("set -e; export KASVU_SERVER=" + address + "\n" + commands);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
    kasvud.Signal(SIGTERM);
    EXPECT_EQ(kasvud.Wait(), 0);
    return outcome.output;
  }

  std::vector<std::string> Dumps(const std::string& kind) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(backups() + "/" + kind)) {
      if (entry.path().extension() == ".dump") names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  const std::string folder_ = testing::TempDir() + "/kasvu-pg-backup-" + std::to_string(::getpid());
  PostgresCluster cluster_;
};

constexpr char kPeople[] = R"(
  for name in Muistettu Unohdettu; do
    kasvu person add --name "Esimerkki $name" --email $name@example.org --language fi
    kasvu mandate grant $name@example.org --role mentor --scope '*'
  done
  kasvu cohort create --template kasvu/kasvutahto@1 --id tahto --start $(date +%F) --region 02 \
    --owner humak --title Esimerkki
  kasvu enrolment import tahto <(head -4 examples/ekollega-season/sign-ups.csv)
  kasvu enrolment accept tahto
  kasvu link assign tahto mentor --for e1 --with Unohdettu@example.org
)";
constexpr char kList[] = R"(
  kasvu person list --email muistettu@example.org --lang en
  kasvu person list --email unohdettu@example.org --lang en
  kasvu history verify tahto --lang en
)";

TEST_F(PostgresBackupTest, WhatIsRestoredIsWholeAndKeepsNobodyWhoWasForgotten) {
  for (const char* const database : {"kasvu", "back", "torn"}) {
    cluster_.Run(std::string("CREATE DATABASE ") + database);
  }
  With("kasvu", "data", kPeople);
  const Outcome made = BackUp();
  ASSERT_EQ(made.exit_code, 0) << made.output;
  const std::string before = With("kasvu", "data", kList);
  EXPECT_THAT(before, HasSubstr("Esimerkki Unohdettu"));
  With("kasvu", "data", "kasvu person erase unohdettu@example.org");

  const Outcome restored = Restore("back");
  ASSERT_EQ(restored.exit_code, 0) << restored.output;
  EXPECT_THAT(restored.output, AllOf(HasSubstr("1"), Not(HasSubstr("ERROR"))));
  fs::create_directories(folder_ + "/new");
  fs::copy_file(folder_ + "/data/master.key", folder_ + "/new/master.key");
  EXPECT_THAT(With("back", "new", kList),
              AllOf(HasSubstr("Esimerkki Muistettu"), Not(HasSubstr("Esimerkki Unohdettu")),
                    HasSubstr("The history is whole")));
  const Outcome whole = InBash("kasvu admin verify --lang en '" + Url("back") + "'");
  EXPECT_EQ(whole.exit_code, 0) << whole.output;
  // And life goes on there.
  With("back", "new",
       "kasvu person add --name 'Esimerkki Uusi' --email u@example.org --language fi");

  EXPECT_NE(Restore("back").exit_code, 0) << "nothing is written over";
  EXPECT_NE(Restore("torn", "20200101T000000Z").exit_code, 0) << "there is none that old";
  const std::string dump = backups() + "/data/" + Dumps("data").back();
  fs::resize_file(dump, fs::file_size(dump) - 1);
  const Outcome torn = Restore("torn");
  EXPECT_NE(torn.exit_code, 0);
  EXPECT_THAT(torn.output, HasSubstr("is not what was written"));
  EXPECT_EQ(cluster_.Run("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'kasvu%'", "torn"),
            "0");
}

// One that was broken off between its two dumps, or whose keys are damaged and were moved away.
TEST_F(PostgresBackupTest, DataThatNoKeysAreAsNewAsAreNotTaken) {
  for (const char* const database : {"kasvu", "back"}) {
    cluster_.Run(std::string("CREATE DATABASE ") + database);
  }
  With("kasvu", "data", kPeople);
  ASSERT_EQ(BackUp().exit_code, 0);
  With("kasvu", "data",
       "kasvu person add --name 'Esimerkki Uusi' --email u@example.org --language fi");
  ASSERT_EQ(BackUp().exit_code, 0);
  const std::string keys = backups() + "/keys/" + Dumps("keys").back();
  fs::resize_file(keys, fs::file_size(keys) - 1);
  const Outcome damaged = Restore("back");
  EXPECT_NE(damaged.exit_code, 0);
  EXPECT_THAT(damaged.output, HasSubstr(keys + " is not what was written; move it away"));
  fs::remove(keys);
  const Outcome restored = Restore("back");
  EXPECT_EQ(restored.exit_code, 0) << restored.output;
  EXPECT_THAT(restored.output, HasSubstr("Restoring data/" + Dumps("data").front() + " with keys/" +
                                         Dumps("keys").front()));
}

TEST_F(PostgresBackupTest, KeysAreKeptApartAndForAShorterTime) {
  cluster_.Run("CREATE DATABASE kasvu");
  With("kasvu", "data", "kasvu person list");
  ASSERT_EQ(BackUp().exit_code, 0);
  const std::string broken_off = backups() + "/data/20200101T000000.0Z";
  for (const char* const end : {".part", ".sum"}) std::ofstream(broken_off + end) << "half";
  for (int i = 1; i < 5; ++i) ASSERT_EQ(BackUp().exit_code, 0);
  for (const char* const end : {".part", ".sum"}) EXPECT_FALSE(fs::exists(broken_off + end));
  EXPECT_THAT(Dumps("data"), SizeIs(5));
  EXPECT_THAT(Dumps("keys"), SizeIs(3));
  EXPECT_EQ(Dumps("data").back(), Dumps("keys").back());
  const std::string contents = fs::path(cluster_.Program("pg_restore"));
  EXPECT_THAT(InBash(contents + " --list " + backups() + "/data/" + Dumps("data").back()).output,
              Not(HasSubstr("kasvu_keys")));
  fs::remove(backups() + "/erased");
  EXPECT_NE(BackUp().exit_code, 0) << "a restore would bring the forgotten back";
}

}  // namespace
}  // namespace kasvu::tests
