#include "storage/rocksdb_store.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "errors/error.h"
#include "storage/store_numbers.h"
#include "tests/storage/temporary_folder.h"

namespace kasvu::storage {
namespace {

class RocksDbStoreTest : public testing::Test {
 protected:
  RocksDbStoreTest() { options_.folder = folder_.File("store"); }

  std::unique_ptr<Store> Open() {
    auto store = OpenRocksDbStore(options_);
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }
  static absl::Status Put(Store& store, std::string_view key, std::string_view value) {
    const auto transaction = store.Begin();
    transaction->Put(key, value);
    return transaction->Commit();
  }

  TemporaryFolder folder_;
  RocksDbStoreOptions options_;
};

TEST_F(RocksDbStoreTest, KeepsItsDataWhenOpenedAgain) {
  ASSERT_TRUE(Put(*Open(), "k", "v").ok());
  EXPECT_EQ(*Open()->TakeSnapshot()->Get("k"), "v");
}

TEST_F(RocksDbStoreTest, RefusesAFolderThatThisProcessHasOpen) {
  const auto store = Open();
  const absl::Status status = OpenRocksDbStore(options_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(status), "STORE_IN_USE");
  EXPECT_EQ(ParticularsOf(status).at("folder"), options_.folder);
}

// The other process holds what RocksDB holds while it has a folder open, without RocksDB's threads:
// they do not survive a fork.
TEST_F(RocksDbStoreTest, RefusesAFolderThatAnotherProcessHasOpen) {
  Open();
  int ready[2], done[2];
  ASSERT_EQ(pipe(ready) + pipe(done), 0);
  const pid_t other = fork();
  if (other == 0) {
    const int file = open((options_.folder + "/LOCK").c_str(), O_RDWR);
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    char byte = fcntl(file, F_SETLK, &lock) == 0 ? 'y' : 'n';
    if (write(ready[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1) _exit(1);
    _exit(0);
  }
  close(ready[1]);
  char byte = '?';
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  EXPECT_EQ(byte, 'y');
  EXPECT_EQ(ReasonOf(OpenRocksDbStore(options_).status()), "STORE_IN_USE");
  ASSERT_EQ(write(done[1], &byte, 1), 1);
  ASSERT_EQ(waitpid(other, nullptr, 0), other);
  EXPECT_NE(Open(), nullptr);
}

TEST_F(RocksDbStoreTest, RefusesDataWithoutAMarkOfItsFormat) {
  {
    const auto store = Open();
    const auto transaction = store->Begin();
    transaction->Delete(std::string("\0\0", 2));
    transaction->Put("k", "v");
    ASSERT_TRUE(transaction->Commit().ok());
  }
  EXPECT_EQ(ReasonOf(OpenRocksDbStore(options_).status()), "STORE_DAMAGED");
}

TEST_F(RocksDbStoreTest, SaysPlainlyThatItsFolderCannotBeMade) {
  options_.folder = folder_.File("no/such/parent");
  EXPECT_EQ(ReasonOf(OpenRocksDbStore(options_).status()), "STORE_UNAVAILABLE");
}

TEST_F(RocksDbStoreTest, RefusesDamagedFiles) {
  ASSERT_TRUE(Put(*Open(), "k", "v").ok());
  std::ofstream(options_.folder + "/CURRENT") << "nonsense";
  EXPECT_EQ(ReasonOf(OpenRocksDbStore(options_).status()), "STORE_DAMAGED");
}

TEST_F(RocksDbStoreTest, RefusesToWriteOnANearlyFullDiskAndGoesOnWhenThereIsRoom) {
  uint64_t free = 10 << 20;
  options_.headroom_bytes = 5 << 20;
  options_.free_space = [&] { return free; };
  const auto store = Open();
  ASSERT_TRUE(Put(*store, "k", "before").ok());

  free = (5 << 20) - 1;
  const absl::Status status = Put(*store, "k", "while full");
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(status), "DISK_NEARLY_FULL");
  EXPECT_EQ(*store->TakeSnapshot()->Get("k"), "before");
  EXPECT_TRUE(store->Begin()->Commit().ok()) << "a commit without changes needs no room";

  free = 5 << 20;
  EXPECT_TRUE(Put(*store, "k", "after").ok());
  EXPECT_EQ(*store->TakeSnapshot()->Get("k"), "after");
}

TEST_F(RocksDbStoreTest, CountsWhatIsWrittenAndSynced) {
  const auto store = Open();
  const auto number = [&](std::string_view name) {
    for (const StoreNumber& each : dynamic_cast<StoreNumbers&>(*store).Numbers()) {
      if (each.name == name) return each.value;
    }
    ADD_FAILURE() << "there is no " << name;
    return 0.0;
  };
  const double keys = number("written_keys_total"), syncs = number("log_syncs_total");
  const double seconds = number("log_sync_seconds_total");
  const auto transaction = store->Begin();
  transaction->Put("a", "1");
  transaction->Put("b", "2");
  transaction->Delete("c");
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_EQ(number("written_keys_total"), keys + 3);
  EXPECT_EQ(number("log_syncs_total"), syncs + 1);
  EXPECT_GT(number("log_sync_seconds_total"), seconds);
}

TEST_F(RocksDbStoreTest, PurgeTakesTheBytesOffTheDisk) {
  constexpr std::string_view kSecret = "bytes-that-must-go";
  const auto store = Open();
  ASSERT_TRUE(Put(*store, "k", kSecret).ok());
  ASSERT_TRUE(Put(*store, "other", "stays").ok());
  const auto transaction = store->Begin();
  transaction->Delete("k");
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_NE(folder_.AllBytes().find(kSecret), std::string::npos);
  ASSERT_TRUE(store->Purge({KeyRange::Prefix("k")}).ok());
  EXPECT_EQ(folder_.AllBytes().find(kSecret), std::string::npos);
  EXPECT_EQ(*store->TakeSnapshot()->Get("other"), "stays");
}

}  // namespace
}  // namespace kasvu::storage
