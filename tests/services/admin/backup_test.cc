// Backups of what a server has really written, and what comes back from them.

#include <gmock/gmock.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <thread>

#include "errors/error.h"
#include "services/admin/backup_folder.h"
#include "services/admin/check_keys.h"
#include "services/admin/forget_again.h"
#include "services/admin/make_backup.h"
#include "services/admin/restore_backup.h"
#include "services/admin/verify_stores.h"
#include "storage/key.h"
#include "storage/made_stores.h"
#include "storage/rocksdb_reading.h"
#include "storage/tags.h"
#include "tests/services/admin/real_data.h"
#include "tests/testing/bash.h"

namespace kasvu::admin {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const absl::Time kNoon = absl::FromUnixSeconds(1'760'000'000);

class BackupTest : public RealDataTest {
 protected:
  std::string backups() const { return folder() + "/backups"; }
  std::string to() const { return folder() + "/restored"; }

  absl::StatusOr<MadeBackup> BackUp(absl::Time now = kNoon, const Retention& retention = {}) {
    return MakeBackup(data(), backups(), retention, now, [](std::string_view) {});
  }

  absl::StatusOr<Restored> Restore(absl::Time not_after = absl::InfiniteFuture()) {
    return RestoreBackup({backups(), to(), not_after, {}}, [](std::string_view) {});
  }

  // Everything that lies in a store.
  static std::map<std::string, std::string> Rows(const std::string& folder,
                                                 const std::string& store) {
    std::map<std::string, std::string> rows;
    const auto reading = storage::OpenRocksDbForReading(folder + "/" + store);
    EXPECT_TRUE(reading.ok()) << reading.status();
    if (!reading.ok()) return rows;
    EXPECT_TRUE((*reading)
                    ->TakeSnapshot()
                    ->Scan(storage::KeyRange(),
                           [&](std::string_view key, std::string_view value) {
                             rows.emplace(key, value);
                             return true;
                           })
                    .ok());
    return rows;
  }

  // How many persons the directory knows.
  static size_t People(const std::string& folder) {
    const auto rows = Rows(folder, "directory");
    return std::count_if(rows.begin(), rows.end(), [](const auto& row) {
      return row.first.starts_with(storage::EncodeKey(storage::Tag::kPersons));
    });
  }

  // By a server that runs for it.
  void EraseTheMentor() {
    const auto kasvud = StartKasvud(data());
    const auto erased = tests::InBash("export KASVU_SERVER=" + kasvud->Address() +
                                      "; kasvu person erase mentori@example.org");
    ASSERT_EQ(erased.exit_code, 0) << erased.output;
    kasvud->Signal(SIGTERM);
    EXPECT_EQ(kasvud->Wait(), 0);
  }

  void Put(const std::string& store, const std::string& key) {
    Change(store, [&](storage::Transaction& t) { t.Put(key, "a row"); });
  }

  // The files of all backups of a store that hold data.
  size_t DataFiles(const std::string& store) const {
    size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(backups() + "/" + store)) {
      if (entry.path().extension() == ".sst") ++count;
    }
    return count;
  }
};

TEST_F(BackupTest, WhatIsRestoredIsWhatWasThere) {
  const auto made = BackUp();
  ASSERT_TRUE(made.ok()) << made.status();
  const auto restored = Restore();
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_THAT(FaultsIn(restored->report), IsEmpty());
  for (const char* store : {"engine", "catalogue", "directory", "keys"}) {
    EXPECT_EQ(Rows(to(), store), Rows(data(), store)) << store;
  }
  EXPECT_FALSE(fs::exists(data() + "/.backing-up"));
  EXPECT_FALSE(fs::exists(to() + ".restoring"));
}

TEST_F(BackupTest, OnlyWhatChangedIsCopied) {
  ASSERT_TRUE(BackUp().ok());
  const size_t files = DataFiles("engine");
  ASSERT_TRUE(BackUp(kNoon + absl::Hours(1)).ok());
  EXPECT_EQ(DataFiles("engine"), files);
  Put("engine", "\x7f more");
  ASSERT_TRUE(BackUp(kNoon + absl::Hours(2)).ok());
  EXPECT_EQ(DataFiles("engine"), files + 1);
}

TEST_F(BackupTest, TheNewestThatIsNotAfterATimeComesBack) {
  const auto first = Rows(data(), "engine");
  ASSERT_TRUE(BackUp(kNoon).ok());
  Put("engine", "\x03\x7f unknown");
  ASSERT_TRUE(BackUp(kNoon + absl::Hours(1)).ok());
  EXPECT_EQ(ReasonOf(Restore(kNoon - absl::Seconds(1)).status()), "NO_SUCH_BACKUP");
  const auto restored = Restore(kNoon + absl::Minutes(59));
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_EQ(restored->set.number, 1u);
  EXPECT_EQ(Rows(to(), "engine"), first);
}

TEST_F(BackupTest, NothingIsPutInPlaceThatIsNotWhole) {
  Put("engine", "\x03\x7f unknown");
  ASSERT_TRUE(BackUp().ok());
  const auto restored = Restore();
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_THAT(FaultsIn(restored->report), Not(IsEmpty()));
  EXPECT_FALSE(fs::exists(to()));
}

TEST_F(BackupTest, NothingIsWrittenOver) {
  ASSERT_TRUE(BackUp().ok());
  fs::create_directories(to());
  std::ofstream(to() + "/something") << "of somebody";
  EXPECT_EQ(ReasonOf(Restore().status()), "RESTORE_TARGET_TAKEN");
  EXPECT_TRUE(fs::exists(to() + "/something"));
  fs::remove(to() + "/something");
  EXPECT_TRUE(Restore().ok());
}

TEST_F(BackupTest, OldOnesGoByCountAndByAgeAndKeysSooner) {
  const Retention retention{.sets = 3, .days = 10, .keys = 2, .key_days = 5};
  const auto sets = [&] {
    std::vector<uint32_t> numbers;
    const auto found = BackupFolder(backups()).Sets();
    for (const auto& [number, set] : found->whole) numbers.push_back(number);
    return numbers;
  };
  const auto kept = [&](const char* store) {
    std::vector<std::string> numbers;
    for (const auto& entry : fs::directory_iterator(backups() + "/" + store + "/meta")) {
      numbers.push_back(entry.path().filename().string());
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
  };
  for (int day = 0; day < 5; ++day) {
    ASSERT_TRUE(BackUp(kNoon + absl::Hours(24) * day, retention).ok());
  }
  EXPECT_THAT(sets(), ElementsAre(3, 4, 5));
  EXPECT_THAT(kept("engine"), ElementsAre("3", "4", "5"));
  EXPECT_THAT(kept("keys"), ElementsAre("4", "5"));
  // Of an old set the keys come from the newest.
  const auto restored = Restore(kNoon + absl::Hours(24) * 2);
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_EQ(restored->set.number, 3u);
  EXPECT_THAT(FaultsIn(restored->report), IsEmpty());

  ASSERT_TRUE(BackUp(kNoon + absl::Hours(24) * 14, retention).ok());
  EXPECT_THAT(sets(), ElementsAre(5, 6));
  EXPECT_THAT(kept("keys"), ElementsAre("6"));
}

TEST_F(BackupTest, ThereIsOneAtATimeInAFolderAndOfAFolder) {
  ASSERT_TRUE(BackUp().ok());
  std::vector<std::string> reasons;
  ASSERT_TRUE(
      MakeBackup(data(), backups(), {}, kNoon, [&](std::string_view store) {
        if (store != "engine") return;
        reasons.push_back(ReasonOf(BackUp().status()));
        reasons.push_back(ReasonOf(Restore().status()));
        // Of the same data to another place: they would mix their links.
        reasons.push_back(ReasonOf(
            MakeBackup(data(), backups() + "-2", {}, kNoon, [](std::string_view) {}).status()));
        // Whoever looks meanwhile leaves them alone.
        EXPECT_THAT(Faults(), IsEmpty());
      }).ok());
  EXPECT_THAT(reasons, ElementsAre("BACKUP_RUNNING", "BACKUP_RUNNING", "BACKUP_RUNNING"));
  EXPECT_EQ(Restore().status(), absl::OkStatus());
}

TEST_F(BackupTest, WhoeverComesNextTakesAwayWhatABrokenOffOneLeft) {
  const auto leave = [&] {
    fs::create_directories(data() + "/.backing-up/store");
    std::ofstream(data() + "/.backing-up/store/000009.sst") << "the key of somebody forgotten";
  };
  leave();
  EXPECT_THAT(Faults(), IsEmpty());
  EXPECT_FALSE(fs::exists(data() + "/.backing-up"));
  leave();
  const auto kasvud = StartKasvud(data());
  EXPECT_NE(kasvud->Address(), "");
  EXPECT_FALSE(fs::exists(data() + "/.backing-up"));
}

TEST_F(BackupTest, ATextThatCannotBeReadIsPassedOverAndNothingIsLetGoOf) {
  ASSERT_TRUE(BackUp().ok());
  ASSERT_TRUE(BackUp(kNoon + absl::Hours(1)).ok());
  std::ofstream(backups() + "/sets/00000002") << "kasvu-ba";
  const auto restored = Restore();
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_EQ(restored->set.number, 1u);
  EXPECT_THAT(restored->passed_over, ElementsAre("sets/00000002"));

  const Retention one{.sets = 1, .days = 1, .keys = 1, .key_days = 1};
  const auto made = BackUp(kNoon + absl::Hours(100), one);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->set.number, 3u);
  EXPECT_EQ(made->kept, 2u);
  EXPECT_THAT(made->damaged, ElementsAre("00000002"));
  fs::remove(backups() + "/sets/00000002");
  EXPECT_EQ(BackUp(kNoon + absl::Hours(101), one)->kept, 1u);
}

TEST_F(BackupTest, DamagedKeysStopNoRestoreAndBringNobodyBack) {
  ASSERT_TRUE(BackUp().ok());
  ASSERT_NO_FATAL_FAILURE(EraseTheMentor());
  ASSERT_TRUE(BackUp(kNoon + absl::Hours(1)).ok());
  std::ofstream(backups() + "/keys/meta/2", std::ios::app) << "x";
  const auto restored = Restore(kNoon);
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_THAT(restored->passed_over, ElementsAre("keys 2"));
  EXPECT_THAT(FaultsIn(restored->report), IsEmpty());
  EXPECT_EQ(People(to()), People(data()));
  fs::remove_all(to());
  // The newest set has no other keys, and older ones lack what was made since.
  EXPECT_EQ(ReasonOf(Restore().status()), "BACKUP_DAMAGED");
  // Those keys may have been the last to know.
  const std::string whole = folder() + "/whole-list";
  fs::rename(backups() + "/erased", whole);
  std::ofstream(backups() + "/erased").flush();
  EXPECT_EQ(ReasonOf(Restore(kNoon).status()), "ERASURES_UNCERTAIN");
  EXPECT_FALSE(fs::exists(to()));
  const auto again = RestoreBackup({backups(), to(), kNoon, {whole}}, [](std::string_view) {});
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(People(to()), People(data()));
}

TEST_F(BackupTest, ASetOfBeforeARoleWasAddedComesBack) {
  const std::string aside = folder() + "/aside";
  fs::rename(data() + "/catalogue", aside);
  Change("keys", [](storage::Transaction& t) {
    ASSERT_TRUE(storage::kMadeStores.Remove(t, {"catalogue"}).ok());
  });
  ASSERT_TRUE(BackUp().ok());
  fs::rename(aside, data() + "/catalogue");
  Change("keys", [](storage::Transaction& t) {
    ASSERT_TRUE(storage::kMadeStores.Add(t, {"catalogue"}).ok());
  });
  ASSERT_TRUE(BackUp(kNoon + absl::Hours(1)).ok());
  const auto restored = Restore(kNoon);
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_THAT(FaultsIn(restored->report), IsEmpty());
  EXPECT_FALSE(fs::exists(to() + "/catalogue"));
}

TEST_F(BackupTest, WhatCannotBeReadIsSaid) {
  fs::create_directories(backups());
  std::ofstream(backups() + "/sets") << "no folder";
  EXPECT_EQ(ReasonOf(Restore().status()), "BACKUPS_UNREADABLE");
  EXPECT_EQ(ReasonOf(BackUp().status()), "BACKUPS_UNWRITABLE");
}

// The log of a store that was killed, and then lost its end: a server refuses it.
TEST_F(BackupTest, AStoreThatLacksWhatWasAnsweredIsNotBackedUp) {
  const std::string cut = folder() + "/cut";
  {
    const auto kasvud = StartKasvud(data());
    const auto outcome = tests::InBash(
        "export KASVU_SERVER=" + kasvud->Address() +
        "; kasvu person add --name 'Esimerkki Uusi' --email uusi@example.org --language fi");
    ASSERT_EQ(outcome.exit_code, 0) << outcome.output;
    kasvud->Signal(SIGKILL);
    kasvud->Wait();
  }
  fs::copy(data(), cut, fs::copy_options::recursive);
  EXPECT_TRUE(MakeBackup(cut, backups(), {}, kNoon, [](std::string_view) {}).ok());
  int logs = 0;
  for (const auto& entry : fs::directory_iterator(cut + "/directory")) {
    if (entry.path().extension() != ".log" || entry.file_size() == 0) continue;
    fs::resize_file(entry.path(), entry.file_size() / 2);
    ++logs;
  }
  ASSERT_EQ(logs, 1);
  EXPECT_EQ(ReasonOf(MakeBackup(cut, backups(), {}, kNoon, [](std::string_view) {}).status()),
            "STORE_DAMAGED");
  const auto report = VerifyStores(*Place::Parse(cut), [](uint64_t) {});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_THAT(FaultsIn(*report), Contains("STORE_DAMAGED  "));
}

TEST_F(BackupTest, WhatABrokenOffOneLeftIsInNobodysWay) {
  ASSERT_TRUE(BackUp().ok());
  fs::create_directories(data() + "/.backing-up/x");
  std::ofstream(backups() + "/sets/00000002.new") << "kasvu-ba";
  fs::create_directories(backups() + "/engine/private/2.tmp");
  ASSERT_TRUE(BackUp().ok());
  EXPECT_FALSE(fs::exists(data() + "/.backing-up"));
  EXPECT_EQ(Restore().status(), absl::OkStatus());
}

TEST_F(BackupTest, OneThatIsKilledAtAnyMomentHarmsNothing) {
  ASSERT_TRUE(BackUp().ok());
  for (const char* seconds : {"0.01", "0.02", "0.04", "0.06", "0.08", "0.1", "0.15", "0.2"}) {
    tests::InBash(std::string("timeout -s KILL ") + seconds + " kasvu-admin backup " + backups() +
                  " --data " + data());
    EXPECT_EQ(Restore().status(), absl::OkStatus()) << seconds;
    fs::remove_all(to());
  }
  EXPECT_EQ(BackUp().status(), absl::OkStatus());
  EXPECT_EQ(Restore().status(), absl::OkStatus());
  EXPECT_EQ(Rows(to(), "engine"), Rows(data(), "engine"));
}

// Files of a backup that say something, each changed, cut short and taken away in turn.
TEST_F(BackupTest, WhatWasChangedIsRefused) {
  ASSERT_TRUE(BackUp().ok());
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(backups())) {
    if (entry.is_regular_file() && entry.file_size() > 0) files.push_back(entry.path());
  }
  ASSERT_GT(files.size(), 10u);
  const auto kept = folder() + "/kept";
  for (const fs::path& file : files) {
    fs::copy_file(file, kept, fs::copy_options::overwrite_existing);
    const auto size = fs::file_size(file);
    {
      std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
      bytes.seekg(static_cast<std::streamoff>(size / 2));
      const char changed = static_cast<char>(bytes.get() ^ 1);
      bytes.seekp(static_cast<std::streamoff>(size / 2));
      bytes.put(changed);
    }
    EXPECT_EQ(ReasonOf(Restore().status()), "BACKUP_DAMAGED") << file;
    fs::resize_file(file, size - 1);
    EXPECT_EQ(ReasonOf(Restore().status()), "BACKUP_DAMAGED") << file;
    fs::remove(file);
    const std::string gone = ReasonOf(Restore().status());
    EXPECT_TRUE(gone == "BACKUP_DAMAGED" || gone == "NO_SUCH_BACKUP") << file;
    EXPECT_FALSE(fs::exists(to()));
    fs::copy_file(kept, file, fs::copy_options::overwrite_existing);
  }
  EXPECT_TRUE(Restore().ok());
}

// What is there of a moment when people work is whole, and so are its names across stores.
TEST_F(BackupTest, IsWholeWhileTheServerWorks) {
  const std::string working = folder() + "/working";
  const auto kasvud = StartKasvud(working);
  const std::string address = kasvud->Address();
  ASSERT_NE(address, "");
  std::atomic<bool> over = false;
  tests::Outcome made;
  std::thread people([&] {
    made = tests::InBash("examples/ekollega-season/midway " + address);
    over = true;
  });
  int restored = 0;
  bool last = false;
  while (!last) {
    last = over;
    const auto backup = MakeBackup(working, backups(), {}, kNoon, [](std::string_view) {});
    // The very first moments of a server, before all its stores are there.
    if (!backup.ok()) continue;
    const auto back = Restore();
    ASSERT_TRUE(back.ok()) << back.status();
    EXPECT_THAT(FaultsIn(back->report), IsEmpty());
    ++restored;
    if (!last) fs::remove_all(to());
  }
  people.join();
  EXPECT_EQ(made.exit_code, 0) << made.output;
  EXPECT_GT(restored, 1);
  // Everything that was answered before the last one began is in it.
  kasvud->Signal(SIGTERM);
  EXPECT_EQ(kasvud->Wait(), 0);
  for (const char* store : {"catalogue", "directory", "keys"}) {
    EXPECT_EQ(Rows(to(), store), Rows(working, store)) << store;
  }
}

TEST_F(BackupTest, WhoeverWasForgottenStaysForgotten) {
  fs::create_directories(backups());
  const auto in_bash = [&](const std::string& folder, const std::string& commands) {
    const auto kasvud = StartKasvud(folder, {"--erasures=" + backups() + "/erased"});
    const auto outcome =
        tests::InBash("export KASVU_SERVER=" + kasvud->Address() + "; " + commands);
    kasvud->Signal(SIGTERM);
    EXPECT_EQ(kasvud->Wait(), 0);
    return outcome;
  };
  ASSERT_TRUE(BackUp().ok());
  const auto erased = in_bash(data(), "kasvu person erase mentori@example.org");
  ASSERT_EQ(erased.exit_code, 0) << erased.output;

  const auto restored = Restore();
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_THAT(FaultsIn(restored->report), IsEmpty());
  EXPECT_GE(restored->forgotten, 1u);
  fs::copy_file(data() + "/master.key", to() + "/master.key");
  const auto listed = in_bash(to(),
                              "kasvu person list --email mentori@example.org --lang en; "
                              "kasvu person list --email koordinaattori@example.org");
  EXPECT_THAT(listed.output, Not(HasSubstr("Esimerkki Mentori")));
  EXPECT_THAT(listed.output, HasSubstr("Esimerkki Koordinaattori"));
  EXPECT_THAT(FaultsIn(*VerifyStores(*Place::Parse(to()), [](uint64_t) {})), IsEmpty());
}

// The list may be lost; what the newest keys know is not.
TEST_F(BackupTest, WhoeverTheKeysKnowAsForgottenStaysForgottenEverywhere) {
  ASSERT_TRUE(BackUp().ok());
  const auto before = People(data());
  ASSERT_NO_FATAL_FAILURE(EraseTheMentor());
  ASSERT_TRUE(BackUp(kNoon + absl::Hours(1)).ok());
  std::ofstream(backups() + "/erased", std::ios::trunc).flush();
  const auto restored = Restore(kNoon);
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_EQ(restored->set.number, 1);
  EXPECT_THAT(FaultsIn(restored->report), IsEmpty());
  EXPECT_EQ(People(to()), before - 1);
}

TEST_F(BackupTest, WithoutTheListOfTheForgottenNothingIsRestored) {
  ASSERT_TRUE(BackUp().ok());
  ASSERT_TRUE(fs::exists(backups() + "/erased"));
  fs::remove(backups() + "/erased");
  EXPECT_EQ(ReasonOf(Restore().status()), "ERASURES_MISSING");
  fs::create_directory(backups() + "/erased");
  EXPECT_EQ(ReasonOf(Restore().status()), "ERASURES_UNREADABLE");
  EXPECT_FALSE(fs::exists(to()));
}

TEST_F(BackupTest, ALostListIsReplacedByOneThatIsGiven) {
  ASSERT_TRUE(BackUp().ok());
  EXPECT_EQ(fs::status(backups() + "/erased").permissions(), fs::perms(0600));
  const std::string own = folder() + "/own-list";
  fs::rename(backups() + "/erased", own);
  const auto restored = RestoreBackup({backups(), to(), kNoon, {own}}, [](std::string_view) {});
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_THAT(FaultsIn(restored->report), IsEmpty());
}

// They name no list, and beside them there never was one.
TEST_F(BackupTest, SetsOfBeforeThereWasAListComeBack) {
  ASSERT_TRUE(BackUp().ok());
  const BackupFolder folder(backups());
  BackupSet set = folder.Sets()->whole.at(1);
  set.erased_hash.clear();
  ASSERT_TRUE(folder.Add(set).ok());
  fs::remove(folder.Erased());
  const auto restored = Restore();
  ASSERT_TRUE(restored.ok()) << restored.status();
  EXPECT_THAT(FaultsIn(restored->report), IsEmpty());
}

TEST_F(BackupTest, WhatKeepsTheDataFromBeingLinkedIsNoOtherBackup) {
  std::ofstream(data() + "/.backing-up") << "no folder";
  EXPECT_EQ(ReasonOf(BackUp().status()), "BACKUPS_UNWRITABLE");
}

TEST_F(BackupTest, WhatIsForgottenInIsBroughtToTheFormatOfToday) {
  const std::string format = storage::EncodeKey(storage::Tag::kFormat);
  Change("engine", [&](storage::Transaction& t) { t.Put(format, std::string("\0\0\0\1", 4)); });
  ASSERT_TRUE(ForgetAgain(*Place::Parse(data()), {}).ok());
  EXPECT_EQ(Rows(data(), "engine")[format], Rows(data(), "keys")[format]);
}

TEST_F(BackupTest, IsTypedAsTheOtherCommandsAre) {
  const std::string make = "kasvu admin backup " + backups() + " --data " + data();
  const auto made = tests::InBash(make + " --lang en");
  EXPECT_EQ(made.exit_code, 0);
  EXPECT_THAT(made.output, HasSubstr("Backup 1 lies in "));
  EXPECT_THAT(tests::InBash(make + " --json").output, HasSubstr("\"number\": 2"));
  const auto back = tests::InBash("kasvu admin restore " + backups() + " --to " + to() +
                                  " --before 2100-01-01 --lang fi");
  EXPECT_EQ(back.exit_code, 0) << back.output;
  EXPECT_THAT(back.output, HasSubstr("Varmuuskopio 2 ("));
  EXPECT_EQ(tests::InBash("kasvu admin restore " + backups() + " --to " + to()).exit_code, 1);
  EXPECT_EQ(tests::InBash("kasvu admin restore " + backups() + " --to " + to() + "-2/").exit_code,
            0);
  EXPECT_EQ(tests::InBash("kasvu admin backup").exit_code, 2);
}

}  // namespace
}  // namespace kasvu::admin
