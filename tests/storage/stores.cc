#include "tests/storage/stores.h"

#include <gtest/gtest.h>

#include <utility>

#include "storage/faulty_store.h"
#include "storage/memory_store.h"
#include "storage/rocksdb_store.h"

namespace kasvu::storage {
namespace {

std::unique_ptr<Store> OpenMemory(const TemporaryFolder&) { return NewMemoryStore(); }

std::unique_ptr<Store> OpenRocksDb(const TemporaryFolder& folder) {
  RocksDbStoreOptions options;
  options.folder = folder.File("store");
  absl::StatusOr<std::unique_ptr<Store>> store = OpenRocksDbStore(options);
  EXPECT_TRUE(store.ok()) << store.status();
  return *std::move(store);
}

std::unique_ptr<Store> OpenFaultyMemory(const TemporaryFolder&) {
  return std::make_unique<FaultyStore>(NewMemoryStore());
}

}  // namespace

std::vector<Backend> Backends() {
  return {{"Memory", OpenMemory}, {"RocksDb", OpenRocksDb}, {"FaultyMemory", OpenFaultyMemory}};
}

}  // namespace kasvu::storage
