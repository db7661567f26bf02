// A store that counts what it takes to read it, whichever thread does.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "storage/kv.h"

namespace kasvu::bench {

// Of one moment to another.
struct ReadCounts {
  uint64_t gets = 0;
  uint64_t scans = 0;
  uint64_t comparisons = 0;  // of keys, within RocksDB
  uint64_t blocks_read = 0;  // from files
  uint64_t blocks_cached = 0;
  uint64_t skipped = 0;  // rows that were written over or deleted, passed by
};

// Passes everything on to a RocksDB store, which outlives it. Safe for use by several threads.
class CountedStore : public storage::Store {
 public:
  explicit CountedStore(storage::Store& inner) : inner_(inner) {}

  // Since the last call.
  ReadCounts Take();

  std::unique_ptr<storage::Snapshot> TakeSnapshot() override;
  std::unique_ptr<storage::Transaction> Begin() override;
  bool IsShared() const override { return inner_.IsShared(); }
  absl::Status Purge(const std::vector<storage::KeyRange>& ranges) override {
    return inner_.Purge(ranges);
  }

  // One read, counted from its construction to its end.
  class Reading;

 private:
  storage::Store& inner_;
  std::atomic<uint64_t> gets_ = 0;
  std::atomic<uint64_t> scans_ = 0;
  std::atomic<uint64_t> comparisons_ = 0;
  std::atomic<uint64_t> blocks_read_ = 0;
  std::atomic<uint64_t> blocks_cached_ = 0;
  std::atomic<uint64_t> skipped_ = 0;
};

}  // namespace kasvu::bench
