#include "storage/rocksdb_options.h"

#include <gtest/gtest.h>

#include <string>

#include "rocksdb/perf_context.h"
#include "rocksdb/perf_level.h"
#include "storage/key.h"
#include "storage/rocksdb_store.h"
#include "tests/storage/temporary_folder.h"

namespace kasvu::storage {
namespace {

// However much lies dormant in a file, what is read often must be found in memory: the file's
// index and filter too, which grow with it.
TEST(RocksDbOptionsTest, WhatIsReadAgainIsReadFromMemory) {
  constexpr uint32_t kDormant = 600000, kStep = 2000;
  const TemporaryFolder folder;
  RocksDbStoreOptions options;
  options.folder = folder.File("store");
  options.memory_bytes = 16 << 20;
  const auto store = *OpenRocksDbStore(options);
  for (uint32_t first = 0; first < kDormant; first += 10000) {
    const auto transaction = store->Begin();
    for (uint32_t i = first; i < first + 10000; ++i) {
      transaction->Put(EncodeKey(Tag::kEnrolments, i), "dormant");
    }
    ASSERT_TRUE(transaction->Commit().ok());
  }
  ASSERT_TRUE(store->Purge({KeyRange()}).ok());

  const auto snapshot = store->TakeSnapshot();
  rocksdb::SetPerfLevel(rocksdb::kEnableCount);
  for (const bool again : {false, true}) {
    rocksdb::get_perf_context()->Reset();
    for (uint32_t i = 0; i < kDormant; i += kStep) {
      ASSERT_TRUE(snapshot->Get(EncodeKey(Tag::kEnrolments, i))->has_value());
    }
    const uint64_t blocks_read = rocksdb::get_perf_context()->block_read_count;
    if (again) {
      EXPECT_EQ(blocks_read, 0u);
    } else {
      EXPECT_GE(blocks_read, kDormant / kStep);
    }
  }
  rocksdb::SetPerfLevel(rocksdb::kDisable);
}

TEST(RocksDbOptionsTest, CompressesWhatItWrites) {
  const rocksdb::Options options = RocksDbOptions(1 << 20);
  EXPECT_EQ(options.compression, rocksdb::kLZ4Compression);
  EXPECT_EQ(options.bottommost_compression, rocksdb::kZSTD);
}

}  // namespace
}  // namespace kasvu::storage
