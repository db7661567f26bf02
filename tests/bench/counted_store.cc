#include "tests/bench/counted_store.h"

#include <utility>

#include "rocksdb/perf_context.h"
#include "rocksdb/perf_level.h"

namespace kasvu::bench {

class CountedStore::Reading {
 public:
  Reading(CountedStore& store, std::atomic<uint64_t> CountedStore::*kind) : store_(store) {
    ++(store.*kind);
    // Both are the thread's own.
    rocksdb::SetPerfLevel(rocksdb::PerfLevel::kEnableCount);
    rocksdb::get_perf_context()->Reset();
  }
  ~Reading() {
    const rocksdb::PerfContext& seen = *rocksdb::get_perf_context();
    store_.comparisons_ += seen.user_key_comparison_count;
    store_.blocks_read_ += seen.block_read_count;
    store_.blocks_cached_ += seen.block_cache_hit_count;
    store_.skipped_ += seen.internal_key_skipped_count + seen.internal_delete_skipped_count;
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  static Reading Get(CountedStore& store) { return Reading(store, &CountedStore::gets_); }
  static Reading Scan(CountedStore& store) { return Reading(store, &CountedStore::scans_); }

 private:
  CountedStore& store_;
};

namespace {

template <typename Port>
class CountedReads : public Port {
 public:
  CountedReads(CountedStore& store, std::unique_ptr<Port> inner)
      : store_(store), inner_(std::move(inner)) {}

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    const auto reading = CountedStore::Reading::Get(store_);
    return inner_->Get(key);
  }
  absl::Status Scan(const storage::KeyRange& range, storage::Visitor visitor) const override {
    const auto reading = CountedStore::Reading::Scan(store_);
    return inner_->Scan(range, visitor);
  }
  absl::Status ScanReverse(const storage::KeyRange& range,
                           storage::Visitor visitor) const override {
    const auto reading = CountedStore::Reading::Scan(store_);
    return inner_->ScanReverse(range, visitor);
  }

 protected:
  CountedStore& store_;
  const std::unique_ptr<Port> inner_;
};

class CountedTransaction : public CountedReads<storage::Transaction> {
 public:
  using CountedReads::CountedReads;

  absl::Status Lock(std::string_view key) override { return inner_->Lock(key); }
  absl::StatusOr<storage::Writes> LockAndGet(const std::set<std::string>& locks,
                                             const std::set<std::string>& keys) override {
    const auto reading = CountedStore::Reading::Get(store_);
    return inner_->LockAndGet(locks, keys);
  }
  void Put(std::string_view key, std::string_view value) override { inner_->Put(key, value); }
  void Delete(std::string_view key) override { inner_->Delete(key); }
  absl::Status Commit() override { return inner_->Commit(); }
  absl::Status CommitWith(const storage::Writes& writes) override {
    return inner_->CommitWith(writes);
  }
  void Rollback() override { inner_->Rollback(); }
};

}  // namespace

ReadCounts CountedStore::Take() {
  return {gets_.exchange(0),        scans_.exchange(0),         comparisons_.exchange(0),
          blocks_read_.exchange(0), blocks_cached_.exchange(0), skipped_.exchange(0)};
}

std::unique_ptr<storage::Snapshot> CountedStore::TakeSnapshot() {
  return std::make_unique<CountedReads<storage::Snapshot>>(*this, inner_.TakeSnapshot());
}

std::unique_ptr<storage::Transaction> CountedStore::Begin() {
  return std::make_unique<CountedTransaction>(*this, inner_.Begin());
}

}  // namespace kasvu::bench
