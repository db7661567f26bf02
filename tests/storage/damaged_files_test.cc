// A store whose files were damaged while nobody looked: it is refused, or all that had been
// answered is there. It never opens with less.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <vector>

#include "errors/error.h"
#include "rocksdb/db.h"
#include "storage/rocksdb_store.h"
#include "tests/storage/temporary_folder.h"
#include "tests/storage/unsynced_file_system.h"

namespace kasvu::storage {
namespace {

namespace fs = std::filesystem;
using Model = std::map<std::string, std::string>;

constexpr int kCommits = 300;

std::string KeyOf(int i) { return "k" + std::to_string(i); }
std::string ValueOf(int i) { return std::to_string(i) + std::string(i % 7 * 150, 'v'); }

RocksDbStoreOptions OptionsFor(const std::string& folder) {
  RocksDbStoreOptions options;
  options.folder = folder;
  // Little, so that there are files of every kind.
  options.memory_bytes = 256 << 10;
  return options;
}

// Fills a store and stops it, or takes its disk away before it can.
void FillAndEnd(const std::string& folder, bool crash) {
  const auto disk = std::make_shared<UnsyncedFileSystem>();
  RocksDbStoreOptions options = OptionsFor(folder);
  options.file_system = disk;
  const auto store = OpenRocksDbStore(options);
  ASSERT_TRUE(store.ok()) << store.status();
  for (int i = 0; i < kCommits; ++i) {
    const auto transaction = (*store)->Begin();
    transaction->Put(KeyOf(i), ValueOf(i));
    ASSERT_TRUE(transaction->Commit().ok());
  }
  if (crash) disk->PowerOffAfter(0);
}

std::vector<std::string> FilesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

// The one that was being written; what older ones hold may lie in files of data already.
std::string NewestLogIn(const std::string& folder) {
  std::string newest;
  for (const std::string& name : FilesIn(folder)) {
    if (name.ends_with(".log")) newest = name;
  }
  return newest;
}

// The files of data that the store's manifest names. One that a crash left half-made is not among
// them: what it would have held lies in the logs still.
std::set<std::string> TablesOf(const std::string& folder) {
  rocksdb::Options options;
  // As it was left: nothing is written out or put together before it is asked.
  options.avoid_flush_during_recovery = true;
  options.disable_auto_compactions = true;
  rocksdb::DB* opened = nullptr;
  const auto status = rocksdb::DB::Open(options, folder, &opened);
  EXPECT_TRUE(status.ok()) << status.ToString();
  const std::unique_ptr<rocksdb::DB> store(opened);
  std::set<std::string> tables;
  if (store == nullptr) return tables;
  std::vector<rocksdb::LiveFileMetaData> files;
  store->GetLiveFilesMetaData(&files);
  for (const auto& file : files) tables.insert(file.relative_filename);
  return tables;
}

std::string BytesOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// What has become of the store: "refused", "all", or what is wrong.
std::string Outcome(const std::string& folder) {
  const auto store = OpenRocksDbStore(OptionsFor(folder));
  if (!store.ok()) {
    const std::string reason(ReasonOf(store.status()));
    return reason == "STORE_DAMAGED" ? "refused" : store.status().ToString();
  }
  for (int i = 0; i < kCommits; ++i) {
    const auto found = (*store)->TakeSnapshot()->Get(KeyOf(i));
    if (!found.ok()) {
      // Damage in a file of data shows when it is read.
      return ReasonOf(found.status()) == "STORE_DAMAGED" ? "refused" : found.status().ToString();
    }
    if (*found != ValueOf(i)) return "opened without " + KeyOf(i);
  }
  return "all";
}

class DamagedFilesTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(FillAndEnd(folder_.File("whole"), GetParam()));
    tables_ = TablesOf(Copy());
    // A crash may come before the first of them is in the manifest.
    ASSERT_TRUE(GetParam() || !tables_.empty());
  }

  // A copy of the filled store to damage.
  std::string Copy() {
    const std::string folder = folder_.File("copy");
    fs::remove_all(folder);
    fs::copy(folder_.File("whole"), folder, fs::copy_options::recursive);
    return folder;
  }

  TemporaryFolder folder_;
  std::set<std::string> tables_;
};

INSTANTIATE_TEST_SUITE_P(AfterACrashOrAStop, DamagedFilesTest, testing::Bool(),
                         [](const auto& after) { return after.param ? "Crash" : "Stop"; });

TEST_P(DamagedFilesTest, UnharmedTheyHoldAll) { EXPECT_EQ(Outcome(Copy()), "all"); }

TEST_P(DamagedFilesTest, AMissingFileIsMissed) {
  for (const std::string& name : FilesIn(folder_.File("whole"))) {
    SCOPED_TRACE(name);
    const std::string folder = Copy();
    fs::remove(folder + "/" + name);
    const bool holds_data = name == "CURRENT" || name.starts_with("MANIFEST") ||
                            tables_.count(name) > 0 || name == NewestLogIn(folder_.File("whole"));
    if (name.ends_with(".log") && !holds_data) continue;
    EXPECT_EQ(Outcome(folder), holds_data ? "refused" : "all");
    if (holds_data) {
      EXPECT_EQ(Outcome(folder), "refused") << "at the second look";
    }
  }
}

TEST_P(DamagedFilesTest, AFileCutShortIsNoticed) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (const std::string& name : FilesIn(folder_.File("whole"))) {
    const uint64_t size = fs::file_size(folder_.File("whole/" + name));
    for (int i = 0; i < 3 && size > 0; ++i) {
      const uint64_t kept = i == 0 ? 0 : i == 1 ? size - 1 : random() % size;
      SCOPED_TRACE(testing::Message() << name << " cut to " << kept << " of " << size);
      const std::string folder = Copy();
      fs::resize_file(folder + "/" + name, kept);
      const bool holds_data = name == NewestLogIn(folder_.File("whole")) || tables_.count(name) > 0;
      EXPECT_THAT(Outcome(folder), testing::AnyOf("refused", holds_data ? "refused" : "all"));
    }
  }
}

TEST_P(DamagedFilesTest, AChangedByteIsNoticed) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (const std::string& name : FilesIn(folder_.File("whole"))) {
    const std::string bytes = BytesOf(folder_.File("whole/" + name));
    for (int i = 0; i < 4 && !bytes.empty(); ++i) {
      const uint64_t place = i == 0 ? bytes.size() - 1 : random() % bytes.size();
      SCOPED_TRACE(testing::Message() << name << " changed at " << place);
      const std::string folder = Copy();
      std::string changed = bytes;
      changed[place] ^= static_cast<char>(1 << random() % 8);
      std::ofstream(folder + "/" + name, std::ios::binary) << changed;
      const bool holds_data = name == NewestLogIn(folder_.File("whole"));
      EXPECT_THAT(Outcome(folder), testing::AnyOf("refused", holds_data ? "refused" : "all"));
    }
  }
}

// Without notes (after a power loss they may be old) the records themselves tell the middle of a
// log from its end.
TEST(DamagedLogTest, DamageInTheMiddleIsNotTakenForACrash) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(FillAndEnd(folder.File("store"), /*crash=*/true));
  fs::remove(folder.File("store/SYNCED"));
  const std::string log = folder.File("store/" + NewestLogIn(folder.File("store")));
  const std::string bytes = BytesOf(log);
  ASSERT_GT(bytes.size(), 2000u);
  std::string changed = bytes;
  changed[bytes.size() / 2] ^= 1;
  std::ofstream(log, std::ios::binary) << changed;
  const auto store = OpenRocksDbStore(OptionsFor(folder.File("store")));
  EXPECT_EQ(ReasonOf(store.status()), "STORE_DAMAGED");
  EXPECT_THAT(std::string(store.status().message()), testing::HasSubstr("before its end"));
}

// What a crash leaves behind the last answered commit goes, the rest stays.
TEST(DamagedLogTest, WhatACrashLeftHalfWrittenIsCutOff) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(FillAndEnd(folder.File("whole"), /*crash=*/true));
  for (const std::string& rest :
       {std::string(1, '\0'), std::string(5000, '\0'),
        std::string("\x12\x34\x56\x78\x20\x00\x01half", 11), std::string(40000, '\x5a')}) {
    fs::remove_all(folder.File("store"));
    fs::copy(folder.File("whole"), folder.File("store"), fs::copy_options::recursive);
    const std::string log = NewestLogIn(folder.File("store"));
    std::ofstream(folder.File("store/" + log), std::ios::binary | std::ios::app) << rest;
    EXPECT_EQ(Outcome(folder.File("store")), "all") << rest.size();
  }
}

}  // namespace
}  // namespace kasvu::storage
