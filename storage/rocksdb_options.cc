#include "storage/rocksdb_options.h"

#include <algorithm>
#include <memory>

#include "rocksdb/cache.h"
#include "rocksdb/convenience.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/table.h"
#include "rocksdb/write_buffer_manager.h"

namespace kasvu::storage {
namespace {

rocksdb::CompressionType FirstSupported(rocksdb::CompressionType wanted) {
  const auto supported = rocksdb::GetSupportedCompressions();
  const bool found = std::find(supported.begin(), supported.end(), wanted) != supported.end();
  return found ? wanted : rocksdb::kNoCompression;
}

}  // namespace

rocksdb::Options RocksDbOptions(size_t memory_bytes) {
  // Few shards: what is larger than one would never be cached, and every read would load it anew.
  const auto cache = rocksdb::NewLRUCache(memory_bytes, /*num_shard_bits=*/2);

  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.optimize_filters_for_memory = true;
  // Indexes and filters count against the cache too, or memory would grow with dormant data.
  table.cache_index_and_filter_blocks = true;
  // In small pieces, or the filter of one large file would fill it.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.pin_top_level_index_and_filter = true;
  table.format_version = 5;

  rocksdb::Options options;
  options.create_if_missing = true;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.write_buffer_manager =
      std::make_shared<rocksdb::WriteBufferManager>(memory_bytes / 2, cache);
  options.write_buffer_size = memory_bytes / 4;
  options.max_write_buffer_number = 3;
  // What lies only in the log is read again at the next start, so it is kept short.
  options.max_total_wal_size = memory_bytes / 2;
  // What a crash leaves half written has been cut off before RocksDB looks: all else is damage.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kAbsoluteConsistency;
  // Logs that have a successor are listed with their sizes, and missed.
  options.track_and_verify_wals_in_manifest = true;
  options.level_compaction_dynamic_level_bytes = true;
  options.compression = FirstSupported(rocksdb::kLZ4Compression);
  options.bottommost_compression = FirstSupported(rocksdb::kZSTD);
  options.max_open_files = 256;
  options.max_background_jobs = 2;
  options.bytes_per_sync = 1 << 20;
  options.skip_stats_update_on_db_open = true;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.info_log_level = rocksdb::WARN_LEVEL;
  options.max_log_file_size = 1 << 20;
  options.keep_log_file_num = 4;
  return options;
}

}  // namespace kasvu::storage
