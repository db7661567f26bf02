#include "tests/bench/rivals/db_bench.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "storage/rocksdb_options.h"
#include "storage/rocksdb_store.h"
#include "tests/bench/population.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

constexpr char kProgram[] = "/usr/bin/db_bench";

// The number before the word "ops/sec"; 0 on other lines.
double OperationsIn(const std::string& line) {
  const std::vector<std::string> words =
      absl::StrSplit(line, absl::ByAnyChar(" \t\n"), absl::SkipEmpty());
  const auto unit = std::find(words.begin(), words.end(), "ops/sec");
  return unit == words.begin() || unit == words.end() ? 0 : std::atof((unit - 1)->c_str());
}

}  // namespace

std::optional<double> FillInBatches(const std::string& folder, const Commits& commits, int total) {
  if (!std::filesystem::exists(kProgram)) return std::nullopt;
  const rocksdb::Options ours =
      storage::RocksDbOptions(storage::RocksDbStoreOptions().memory_bytes);
  tests::Process db_bench(
      kProgram,
      {"--benchmarks=fillseq", "--sync=1", "--threads=1", "--compression_type=lz4",
       absl::StrCat("--db=", folder), absl::StrCat("--num=", total),
       absl::StrCat("--batch_size=", commits.keys), absl::StrCat("--key_size=", commits.key_bytes),
       absl::StrCat("--value_size=", commits.value_bytes),
       absl::StrCat("--write_buffer_size=", ours.write_buffer_size),
       absl::StrCat("--max_write_buffer_number=", ours.max_write_buffer_number),
       absl::StrCat("--max_background_jobs=", ours.max_background_jobs)});
  double per_second = 0;
  for (std::string line = db_bench.Line(); !line.empty(); line = db_bench.Line()) {
    if (absl::StartsWith(line, "fillseq")) per_second = OperationsIn(line);
  }
  const std::string errors = db_bench.Errors();
  if (db_bench.Wait() != 0 || per_second == 0) GiveUp("db_bench: " + errors);
  return per_second;
}

}  // namespace kasvu::bench
