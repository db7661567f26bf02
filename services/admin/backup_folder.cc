#include "services/admin/backup_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
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
#include "storage/list_folder.h"
#include "storage/rocksdb_backup.h"

namespace kasvu::admin {
namespace {

namespace fs = std::filesystem;

absl::Status Unreadable(const std::string& path) {
  return cli::Refused("BACKUPS_UNREADABLE",
                      {"Kohdetta {path} ei voi lukea; tarkista oikeudet ja levy.",
                       "Det går inte att läsa {path}; kontrollera rättigheterna och disken.",
                       "{path} cannot be read; see to its permissions and the disk."},
                      {{"path", path}});
}

absl::StatusOr<std::string> TextOf(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Unreadable(file);
  std::ostringstream text;
  if (in.peek() != std::ifstream::traits_type::eof()) text << in.rdbuf();
  return in.bad() ? Unreadable(file) : absl::StatusOr<std::string>(text.str());
}

bool Sync(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = fsync(descriptor) == 0;
  return close(descriptor) == 0 && synced;
}

}  // namespace

absl::Status BackupsUnwritable(const std::string& path) {
  return cli::Refused("BACKUPS_UNWRITABLE",
                      {"Kansioon {path} ei voi kirjoittaa.", "Det går inte att skriva i {path}.",
                       "Nothing can be written in {path}."},
                      {{"path", path}});
}

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
  return fault ? BackupsUnwritable(path_) : absl::OkStatus();
}

uint32_t BackupSets::Next() const {
  uint32_t last = whole.empty() ? 0 : whole.rbegin()->first;
  for (const std::string& name : damaged) {
    uint32_t number = 0;
    if (absl::SimpleAtoi(name, &number)) last = std::max(last, number);
  }
  return last + 1;
}

absl::StatusOr<BackupSets> BackupFolder::Sets() const {
  BackupSets sets;
  std::vector<std::string> names;
  const std::error_code fault = storage::ListFolder(path_ + "/sets", names);
  if (fault == std::errc::no_such_file_or_directory) return sets;
  if (fault) return Unreadable(path_ + "/sets");
  for (const std::string& name : names) {
    // What a backup that was broken off left of its set.
    if (name.ends_with(".new")) continue;
    KASVU_ASSIGN_OR_RETURN(const std::string text, TextOf(path_ + "/sets/" + name));
    uint32_t number = 0;
    auto set = ParseSet(text);
    if (set && absl::SimpleAtoi(name, &number) && set->number == number) {
      sets.whole.emplace(number, *std::move(set));
    } else {
      sets.damaged.push_back(name);
    }
  }
  return sets;
}

absl::Status BackupFolder::Add(const BackupSet& set) const {
  const std::string file = SetFile(set.number);
  std::ofstream out(file + ".new", std::ios::binary | std::ios::trunc);
  out << PrintSet(set);
  out.close();
  std::error_code fault;
  if (!out || !Sync(file + ".new")) return BackupsUnwritable(path_);
  fs::rename(file + ".new", file, fault);
  return fault || !Sync(path_ + "/sets") ? BackupsUnwritable(path_) : absl::OkStatus();
}

absl::Status BackupFolder::Remove(const BackupSet& set) const {
  std::error_code fault;
  fs::remove(SetFile(set.number), fault);
  return fault || !Sync(path_ + "/sets") ? BackupsUnwritable(path_) : absl::OkStatus();
}

std::string HashOfFirst(const std::string& file, uint64_t bytes) {
  const absl::StatusOr<std::string> text = TextOf(file);
  if (!text.ok() || text->size() < bytes) return "";
  return absl::BytesToHexString(services::Blake2b(text->substr(0, bytes), 32));
}

absl::StatusOr<std::string> ContentsHash(const std::string& backups, uint32_t number) {
  const absl::StatusOr<std::string> contents = TextOf(storage::BackupContents(backups, number));
  if (!contents.ok() || contents->empty()) {
    return BackupDamaged(storage::BackupContents(backups, number));
  }
  return absl::BytesToHexString(services::Blake2b(*contents, 32));
}

}  // namespace kasvu::admin
