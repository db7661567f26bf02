// Migrations of files: the power goes at each of the writes that one takes.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <regex>

#include "errors/error.h"
#include "storage/format.h"
#include "storage/rocksdb_reading.h"
#include "storage/rocksdb_store.h"
#include "tests/storage/scripted_formats.h"
#include "tests/storage/temporary_folder.h"
#include "tests/storage/unsynced_file_system.h"

namespace kasvu::storage {
namespace {

TEST(RocksDbFormatTest, IsMigratedThoughThePowerGoesAtAnyWrite) {
  std::mt19937_64 random(20261122);
  int interrupted = 0;
  bool finished = false;
  for (int64_t writes = 0; !finished; ++writes) {
    SCOPED_TRACE("after " + std::to_string(writes) + " writes");
    const TemporaryFolder folder;
    RocksDbStoreOptions options;
    options.folder = folder.File("store");
    const auto disk = std::make_shared<UnsyncedFileSystem>();
    options.file_system = disk;
    {
      const auto store = OpenRocksDbStore(options);
      ASSERT_TRUE(store.ok()) << store.status();
      ASSERT_EQ(FillOldest(**store), absl::OkStatus());
    }
    disk->Restart(random);
    RocksDbStoreOptions newer = options;
    newer.formats = ScriptedFormats();
    disk->PowerOffAfter(writes);
    finished = OpenRocksDbStore(newer).ok() && !disk->power_is_off();
    disk->Restart(random);
    {
      // An older program either refuses, or finds what it wrote.
      const auto older = OpenRocksDbStore(options);
      EXPECT_TRUE(older.ok() || ReasonOf(older.status()) == "STORE_TOO_NEW") << older.status();
      if (older.ok()) {
        EXPECT_EQ(RowsOf(**older).size(), kScriptedRows);
      } else {
        ++interrupted;
      }
    }
    const auto store = OpenRocksDbStore(newer);
    ASSERT_TRUE(store.ok()) << store.status();
    ASSERT_EQ(RowsOf(**store), NewestRows());
  }
  EXPECT_GT(interrupted, kScriptedCommits);
}

TEST(RocksDbFormatTest, WhoeverOnlyReadsChangesNothing) {
  const TemporaryFolder folder;
  RocksDbStoreOptions options;
  options.folder = folder.File("store");
  options.formats = ScriptedFormats();
  ASSERT_TRUE(OpenRocksDbStore(options).ok());
  for (const OlderData older : {OlderData::kUnlessTheSame, OlderData::kAccepted}) {
    EXPECT_EQ(ReasonOf(OpenRocksDbForReading(options.folder, older).status()), "STORE_TOO_NEW");
  }
  options.formats = KnownFormats();
  EXPECT_EQ(ReasonOf(OpenRocksDbStore(options).status()), "STORE_TOO_NEW");

  options.folder = folder.File("older");
  {
    const auto store = OpenRocksDbStore(options);
    ASSERT_TRUE(store.ok());
    ASSERT_EQ(FillOldest(**store), absl::OkStatus());
  }
  options.formats = ScriptedFormats();
  options.migrate = false;
  EXPECT_EQ(ReasonOf(OpenRocksDbStore(options).status()), "STORE_NOT_MIGRATED");
  EXPECT_TRUE(OpenRocksDbForReading(options.folder).ok());
}

// The table of formats in the documents is the list of migrations.
TEST(FormatsTest, AreThoseOfTheDocumentedFormat) {
  std::vector<std::string> known = {"1 the first"}, documented;
  for (const FormatMigration& migration : AllFormatMigrations()) {
    known.push_back(std::to_string(known.size() + 1) + " " + migration.brings);
  }
  std::ifstream file(KASVU_SOURCE_DIR "/docs/storage-format.md");
  const std::regex row(R"(\| ([0-9]+) \| ([^|]+) \|)");
  std::string line;
  for (bool within = false; std::getline(file, line);) {
    if (line.starts_with("| format | what it brought")) within = true;
    if (line.empty()) within = false;
    std::smatch match;
    if (within && std::regex_match(line, match, row)) {
      documented.push_back(match.str(1) + " " + match.str(2));
    }
  }
  EXPECT_EQ(known, documented) << "storage/format_migration.cc and docs/storage-format.md differ";
}

}  // namespace
}  // namespace kasvu::storage
