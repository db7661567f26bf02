#include "clients/cli/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "clients/cli/wrong_usage.h"

namespace kasvu::cli {
namespace {

absl::Status NotWritten(const std::string& path, int error) {
  if (error == EEXIST) {
    return Refused("FILE_EXISTS",
                   {"Tiedosto {path} on jo olemassa; anna toinen nimi.",
                    "Filen {path} finns redan; ange ett annat namn.",
                    "The file {path} is there already; give another name."},
                   {{"path", path}});
  }
  return Refused("FILE_NOT_WRITTEN",
                 {"Tiedostoa {path} ei voi kirjoittaa ({why}); tarkista polku ja tila.",
                  "Filen {path} går inte att skriva ({why}); kontrollera sökväg och utrymme.",
                  "The file {path} cannot be written ({why}); check its path and space."},
                 {{"path", path}, {"why", std::strerror(error)}});
}

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// Returns when what the system has of a file or folder is on the disk.
absl::Status SyncAt(const std::string& path, int flags) {
  const int opened = open(path.c_str(), O_RDONLY | O_CLOEXEC | flags);
  const bool synced = opened >= 0 && fsync(opened) == 0;
  const int error = errno;
  if (opened >= 0) close(opened);
  return synced ? absl::OkStatus() : NotWritten(path, error);
}

absl::Status SyncFolderOf(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return SyncAt(folder.empty() ? "." : folder.string(), O_DIRECTORY);
}

}  // namespace

absl::Status SyncFile(const std::string& path) {
  const absl::Status synced = SyncAt(path, 0);
  return synced.ok() ? SyncFolderOf(path) : synced;
}

absl::Status WriteNewFile(const std::string& path, std::string_view bytes, Readers readers) {
  const mode_t mode = readers == Readers::kOwner ? 0600 : 0644;
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return NotWritten(path, errno);
  const bool whole = WriteAll(file, bytes) && fsync(file) == 0;
  const int error = errno;
  close(file);
  if (whole) return absl::OkStatus();
  unlink(path.c_str());
  return NotWritten(path, error);
}

absl::StatusOr<std::unique_ptr<NewFile>> NewFile::Begin(const std::string& folder) {
  std::string path = folder + "/.kasvu-XXXXXX";
  const int file = mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) return NotWritten(folder, errno);
  return std::unique_ptr<NewFile>(new NewFile(std::move(path), file));
}

NewFile::~NewFile() {
  close(file_);
  unlink(path_.c_str());
}

absl::Status NewFile::Append(std::string_view bytes) {
  if (!WriteAll(file_, bytes)) return NotWritten(path_, errno);
  size_ += bytes.size();
  return absl::OkStatus();
}

absl::Status NewFile::Sync() {
  return fsync(file_) == 0 ? absl::OkStatus() : NotWritten(path_, errno);
}

absl::Status NewFile::Name(const std::string& path) {
  // As renaming, but never over another file. NFS and others do not know that, and most of them
  // know a second name; the first goes with this.
  if (renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) != 0 &&
      (errno != EINVAL || link(path_.c_str(), path.c_str()) != 0)) {
    return NotWritten(path, errno);
  }
  return SyncFolderOf(path);
}

}  // namespace kasvu::cli
