#include "storage/rocksdb_reading.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "errors/error.h"
#include "storage/key.h"
#include "storage/rocksdb_backup.h"
#include "storage/rocksdb_store.h"
#include "tests/storage/temporary_folder.h"

namespace kasvu::storage {
namespace {

constexpr Tag kTag = Tag::kHistory;

class RocksDbReadingTest : public ::testing::Test {
 protected:
  std::unique_ptr<Store> Open() {
    RocksDbStoreOptions options;
    options.folder = folder_.path();
    auto store = OpenRocksDbStore(std::move(options));
    EXPECT_TRUE(store.ok()) << store.status();
    return *std::move(store);
  }

  static void Put(Store& store, uint64_t number) {
    const auto transaction = store.Begin();
    transaction->Put(EncodeKey(kTag, number), "a record");
    ASSERT_TRUE(transaction->Commit().ok());
  }

  // Checks that nothing is missing among the numbers in `store`, and counts them.
  static uint64_t Count(const Reader& reader) {
    uint64_t count = 0;
    EXPECT_TRUE(reader
                    .Scan(KeyRange::Prefix(EncodeKey(kTag)),
                          [&](std::string_view key, std::string_view) {
                            EXPECT_EQ(key, EncodeKey(kTag, ++count));
                            return true;
                          })
                    .ok());
    return count;
  }

  TemporaryFolder folder_;
};

TEST_F(RocksDbReadingTest, SeesWhatWasThereAndNothingLater) {
  const auto store = Open();
  Put(*store, 1);
  Put(*store, 2);
  const auto reading = OpenRocksDbForReading(folder_.path());
  ASSERT_TRUE(reading.ok()) << reading.status();
  Put(*store, 3);
  const auto snapshot = (*reading)->TakeSnapshot();
  EXPECT_EQ(Count(*snapshot), 2u);
  EXPECT_EQ(*snapshot->Get(EncodeKey(kTag, uint64_t{2})), "a record");
  EXPECT_EQ(*snapshot->Get(EncodeKey(kTag, uint64_t{3})), std::nullopt);
  EXPECT_EQ(snapshot->Last(KeyRange::Prefix(EncodeKey(kTag)))->value().first,
            EncodeKey(kTag, uint64_t{2}));
}

TEST_F(RocksDbReadingTest, MissesNothingWhileFilesComeAndGo) {
  const auto store = Open();
  std::atomic<uint64_t> answered = 0;
  std::atomic<bool> over = false;
  std::thread server([&] {
    for (uint64_t number = 1; !over; ++number) {
      Put(*store, number);
      answered = number;
      // Writes a file of data, and takes the log and the files before it away.
      if (number % 20 == 0) {
        ASSERT_TRUE(store->Purge({KeyRange()}).ok());
      }
    }
  });
  int opened = 0;
  for (int i = 0; i < 60 && opened < 30; ++i) {
    const uint64_t before = answered;
    const auto reading = OpenRocksDbForReading(folder_.path());
    // A server that does nothing else may always be quicker; it is never told anything untrue.
    if (ReasonOf(reading.status()) == "STORE_UNAVAILABLE") continue;
    ASSERT_TRUE(reading.ok() || before == 0) << reading.status();
    if (!reading.ok()) continue;
    ++opened;
    EXPECT_GE(Count(*(*reading)->TakeSnapshot()), before);
  }
  over = true;
  server.join();
  EXPECT_GT(opened, 0);
}

// What a server left that was killed, each byte of its log's end cut off in turn, or changed: all
// of it was answered.
TEST_F(RocksDbReadingTest, RefusesALogThatLacksWhatWasAnswered) {
  namespace fs = std::filesystem;
  const TemporaryFolder killed, copied;
  {
    const auto store = Open();
    for (uint64_t number = 1; number <= 5; ++number) Put(*store, number);
    fs::copy(folder_.path(), killed.File("store"), fs::copy_options::recursive);
  }
  const auto copy = [&] { return CopyFilesOfStore(killed.File("store"), copied.File("copy")); };
  ASSERT_EQ(copy(), absl::OkStatus());
  const auto whole = OpenRocksDbForReading(killed.File("store"));
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_EQ(Count(*(*whole)->TakeSnapshot()), 5u);

  std::string log;
  for (const auto& entry : fs::directory_iterator(killed.File("store"))) {
    if (entry.path().extension() == ".log") log = entry.path();
  }
  std::ostringstream content;
  content << std::ifstream(log, std::ios::binary).rdbuf();
  const std::string bytes = content.str();
  ASSERT_GT(bytes.size(), 100u);
  for (size_t place = bytes.size() - 100; place < bytes.size(); ++place) {
    std::string changed = bytes;
    changed[place] = static_cast<char>(changed[place] ^ 0x55);
    for (const std::string& damaged : {bytes.substr(0, place), changed}) {
      std::ofstream(log, std::ios::binary | std::ios::trunc) << damaged;
      EXPECT_EQ(ReasonOf(OpenRocksDbForReading(killed.File("store")).status()), "STORE_DAMAGED")
          << place << " " << damaged.size();
    }
    std::ofstream(log, std::ios::binary | std::ios::trunc) << bytes.substr(0, place);
    EXPECT_EQ(ReasonOf(copy()), "STORE_DAMAGED") << place;
  }
  fs::remove(log);
  EXPECT_EQ(ReasonOf(OpenRocksDbForReading(killed.File("store")).status()), "STORE_DAMAGED");
  EXPECT_EQ(ReasonOf(copy()), "STORE_DAMAGED");
}

TEST_F(RocksDbReadingTest, WritesNothing) {
  Put(*Open(), 1);
  const auto reading = OpenRocksDbForReading(folder_.path());
  ASSERT_TRUE(reading.ok()) << reading.status();
  const auto transaction = (*reading)->Begin();
  transaction->Put("k", "v");
  EXPECT_EQ(*transaction->Get("k"), "v");
  EXPECT_EQ(ReasonOf(transaction->Commit()), "STORE_READ_ONLY");
  EXPECT_TRUE((*reading)->Begin()->Commit().ok());
  EXPECT_EQ(*(*reading)->TakeSnapshot()->Get("k"), std::nullopt);
}

TEST_F(RocksDbReadingTest, MakesNoStore) {
  EXPECT_EQ(ReasonOf(OpenRocksDbForReading(folder_.path() + "/none").status()), "STORE_MISSING");
}

}  // namespace
}  // namespace kasvu::storage
