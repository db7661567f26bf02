#include "services/admin/backup_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "clients/cli/wrong_usage.h"
#include "errors/error.h"
#include "services/common/digest.h"
#include "storage/rocksdb_backup.h"

namespace kasvu::admin {
namespace {

namespace fs = std::filesystem;

absl::Status Unwritable(const std::string& path) {
  return cli::Refused("BACKUPS_UNWRITABLE",
                      {"Kansioon {path} ei voi kirjoittaa.", "Det går inte att skriva i {path}.",
                       "Nothing can be written in {path}."},
                      {{"path", path}});
}

std::string TextOf(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool Sync(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = fsync(descriptor) == 0;
  return close(descriptor) == 0 && synced;
}

}  // namespace

absl::Status BackupDamaged(const std::string& what) {
  return cli::Refused(
      "BACKUP_DAMAGED",
      {"Varmuuskopio ei ole sellainen kuin se kirjoitettiin: {what}. Ota toinen (--before).",
       "Säkerhetskopian är inte som den skrevs: {what}. Ta en annan (--before).",
       "The backup is not what was written: {what}. Take another one (--before)."},
      {{"what", what}});
}

std::string BackupFolder::SetFile(uint32_t number) const {
  return path_ + "/sets/" + absl::StrFormat("%08d", number);
}

absl::Status BackupFolder::Make() const {
  std::error_code fault;
  fs::create_directories(path_ + "/sets", fault);
  if (fault) return Unwritable(path_);
  // Empty at first: a restore has to know that it is not missing.
  if (!fs::exists(Erased(), fault)) std::ofstream(Erased(), std::ios::app).flush();
  return fs::exists(Erased(), fault) ? absl::OkStatus() : Unwritable(path_);
}

absl::StatusOr<std::map<uint32_t, BackupSet>> BackupFolder::Sets() const {
  std::map<uint32_t, BackupSet> sets;
  std::error_code fault;
  for (const auto& entry : fs::directory_iterator(path_ + "/sets", fault)) {
    const std::string name = entry.path().filename().string();
    uint32_t number = 0;
    // What a backup that was broken off left of its set.
    if (name.ends_with(".new")) continue;
    auto set = ParseSet(TextOf(entry.path().string()));
    if (!set || !absl::SimpleAtoi(name, &number) || set->number != number) {
      return BackupDamaged("sets/" + name);
    }
    sets.emplace(number, *std::move(set));
  }
  return sets;
}

absl::Status BackupFolder::Add(const BackupSet& set) const {
  const std::string file = SetFile(set.number);
  std::ofstream out(file + ".new", std::ios::binary | std::ios::trunc);
  out << PrintSet(set);
  out.close();
  std::error_code fault;
  if (!out || !Sync(file + ".new")) return Unwritable(path_);
  fs::rename(file + ".new", file, fault);
  return fault || !Sync(path_ + "/sets") ? Unwritable(path_) : absl::OkStatus();
}

absl::Status BackupFolder::Remove(const BackupSet& set) const {
  std::error_code fault;
  fs::remove(SetFile(set.number), fault);
  return fault || !Sync(path_ + "/sets") ? Unwritable(path_) : absl::OkStatus();
}

absl::StatusOr<std::string> ContentsHash(const std::string& backups, uint32_t number) {
  const std::string contents = TextOf(storage::BackupContents(backups, number));
  if (contents.empty()) return BackupDamaged(storage::BackupContents(backups, number));
  return absl::BytesToHexString(services::Blake2b(contents, 32));
}

}  // namespace kasvu::admin
