#include "storage/rocksdb_check_files.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "storage/errors.h"
#include "storage/log_tail.h"
#include "storage/rocksdb_noting_file_system.h"

namespace kasvu::storage {
namespace {

using rocksdb::FileOptions;
using rocksdb::IOOptions;

absl::Status StatusOf(const rocksdb::IOStatus& status) {
  return status.ok() ? absl::OkStatus() : StoreUnavailable(status.ToString());
}

std::string Says(const std::string& name, std::string_view what) {
  return name + " " + std::string(what);
}

class Folder {
 public:
  Folder(rocksdb::FileSystem& files, std::string path) : files_(files), path_(std::move(path)) {}

  // The names of what lies in it; none when it is not there.
  absl::StatusOr<std::set<std::string>> Names() const {
    std::vector<std::string> names;
    const rocksdb::IOStatus status = files_.GetChildren(path_, IOOptions(), &names, nullptr);
    if (status.IsNotFound() || status.IsPathNotFound()) return std::set<std::string>();
    KASVU_RETURN_IF_ERROR(StatusOf(status));
    return std::set<std::string>(names.begin(), names.end());
  }

  absl::StatusOr<uint64_t> SizeOf(const std::string& name) const {
    uint64_t size = 0;
    KASVU_RETURN_IF_ERROR(StatusOf(files_.GetFileSize(Path(name), IOOptions(), &size, nullptr)));
    return size;
  }

  // The bytes from `start` on.
  absl::StatusOr<std::string> Read(const std::string& name, uint64_t start) const {
    KASVU_ASSIGN_OR_RETURN(const uint64_t size, SizeOf(name));
    if (size <= start) return std::string();
    std::unique_ptr<rocksdb::FSRandomAccessFile> file;
    KASVU_RETURN_IF_ERROR(
        StatusOf(files_.NewRandomAccessFile(Path(name), FileOptions(), &file, nullptr)));
    std::string bytes(size - start, '\0');
    rocksdb::Slice read;
    KASVU_RETURN_IF_ERROR(
        StatusOf(file->Read(start, bytes.size(), IOOptions(), &read, bytes.data(), nullptr)));
    return read.ToString();
  }

  absl::Status Cut(const std::string& name, uint64_t size) const {
    std::unique_ptr<rocksdb::FSWritableFile> file;
    KASVU_RETURN_IF_ERROR(
        StatusOf(files_.ReopenWritableFile(Path(name), FileOptions(), &file, nullptr)));
    KASVU_RETURN_IF_ERROR(StatusOf(file->Truncate(size, IOOptions(), nullptr)));
    KASVU_RETURN_IF_ERROR(StatusOf(file->Sync(IOOptions(), nullptr)));
    return StatusOf(file->Close(IOOptions(), nullptr));
  }

 private:
  std::string Path(const std::string& name) const { return path_ + "/" + name; }

  rocksdb::FileSystem& files_;
  const std::string path_;
};

// The newest log by its number.
struct Log {
  uint64_t number = 0;
  std::string name;
};

Log NewestLog(const std::set<std::string>& names) {
  Log newest;
  for (const std::string& name : names) {
    const std::optional<uint64_t> number = LogNumber(name);
    if (number.value_or(0) > newest.number) newest = {*number, name};
  }
  return newest;
}

absl::Status LogMissing(uint64_t number) {
  return StoreDamaged(absl::StrCat("the log ", number, " is missing"));
}

bool HasData(const std::set<std::string>& names) {
  for (const std::string& name : names) {
    if (LogNumber(name) || (name.size() > 4 && name.substr(name.size() - 4) == ".sst")) return true;
  }
  return false;
}

// CURRENT names the manifest, which names all files with data.
absl::Status CheckManifest(const Folder& folder, const std::set<std::string>& names,
                           const SyncedSize& synced) {
  KASVU_ASSIGN_OR_RETURN(std::string manifest, folder.Read("CURRENT", 0));
  if (!manifest.empty() && manifest.back() == '\n') manifest.pop_back();
  const std::optional<uint64_t> number = ManifestNumber(manifest);
  if (!number) return StoreDamaged("the file CURRENT was changed");
  if (!names.contains(manifest)) return StoreDamaged(Says(manifest, "is missing"));
  const uint64_t on_disk = *number == synced.number ? synced.bytes : 0;
  KASVU_ASSIGN_OR_RETURN(const std::string bytes, folder.Read(manifest, 0));
  if (bytes.size() < on_disk) return StoreDamaged(Says(manifest, "has been cut short"));
  // A record whose length was changed reads as one that a crash cut off, which RocksDB forgives.
  const LogTail tail = FindLogTail(bytes, 0);
  if (tail.whole_end < on_disk || tail.goes_on) return StoreDamaged(Says(manifest, "is damaged"));
  return absl::OkStatus();
}

absl::Status CheckNewestLog(const Folder& folder, const Log& log, const SyncedSize& synced) {
  const uint64_t on_disk = log.number == synced.number ? synced.bytes : 0;
  KASVU_ASSIGN_OR_RETURN(const uint64_t size, folder.SizeOf(log.name));
  if (size < on_disk) return StoreDamaged(Says(log.name, "has been cut short"));
  // What had been synced RocksDB reads itself, and forgives nothing.
  const uint64_t block = on_disk - on_disk % kLogBlockBytes;
  KASVU_ASSIGN_OR_RETURN(const std::string bytes, folder.Read(log.name, block));
  const LogTail tail = FindLogTail(bytes, on_disk - block);
  if (tail.goes_on) return StoreDamaged(Says(log.name, "is damaged before its end"));
  if (block + tail.whole_end == size) return absl::OkStatus();
  return folder.Cut(log.name, block + tail.whole_end);
}

}  // namespace

SyncedSizes ReadSyncedSizes(rocksdb::FileSystem& files, const std::string& path) {
  const Folder folder(files, path);
  // A server may be writing them at this moment: then they cannot be read, once or twice.
  constexpr int kTries = 3;
  for (int tried = 0; tried < kTries; ++tried) {
    const absl::StatusOr<std::string> bytes = folder.Read("SYNCED", 0);
    if (!bytes.ok()) break;
    if (const auto sizes = DecodeSyncedSizes(*bytes)) return *sizes;
  }
  return SyncedSizes();
}

absl::Status CheckSynced(rocksdb::FileSystem& files, const std::string& path,
                         const SyncedSizes& known) {
  const Folder folder(files, path);
  KASVU_ASSIGN_OR_RETURN(const std::set<std::string> names, folder.Names());
  KASVU_RETURN_IF_ERROR(CheckManifest(folder, names, known.manifest));
  const Log log = NewestLog(names);
  if (log.number < known.log.number) return LogMissing(known.log.number);
  if (log.number == 0 || log.number != known.log.number) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const std::string bytes, folder.Read(log.name, 0));
  if (bytes.size() < known.log.bytes) return StoreDamaged(Says(log.name, "has been cut short"));
  const LogTail tail = FindLogTail(bytes, 0);
  if (tail.whole_end < known.log.bytes || tail.goes_on) {
    return StoreDamaged(Says(log.name, "is damaged before its end"));
  }
  return absl::OkStatus();
}

absl::StatusOr<SyncedSizes> CheckFiles(rocksdb::FileSystem& files, const std::string& path) {
  const Folder folder(files, path);
  KASVU_ASSIGN_OR_RETURN(const std::set<std::string> names, folder.Names());
  const SyncedSizes synced = ReadSyncedSizes(files, path);
  if (!names.contains("CURRENT")) {
    if (HasData(names) || synced.log.number != 0) {
      return StoreDamaged("the file CURRENT is missing");
    }
    return SyncedSizes();
  }
  KASVU_RETURN_IF_ERROR(CheckManifest(folder, names, synced.manifest));
  const Log log = NewestLog(names);
  if (log.number < synced.log.number) {
    return LogMissing(synced.log.number);
  }
  if (log.number != 0) KASVU_RETURN_IF_ERROR(CheckNewestLog(folder, log, synced.log));
  return synced;
}

}  // namespace kasvu::storage
