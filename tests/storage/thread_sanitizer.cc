// Debian's RocksDB is not built for ThreadSanitizer, which then sees its memory but not its
// synchronisation and reports races that are none. Any test that opens a RocksDB store links this.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:librocksdb.so\n"
         "race:libzstd.so\n";
}
