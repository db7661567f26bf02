#include "storage/backing_up.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "storage/list_folder.h"

namespace kasvu::storage {
namespace {

namespace fs = std::filesystem;

std::string FolderIn(const std::string& data) { return data + "/.backing-up"; }

// Whether `path` is still the folder that was opened: whoever held it before takes it away.
bool IsStill(const std::string& path, int descriptor) {
  struct stat opened = {}, there = {};
  return fstat(descriptor, &opened) == 0 && stat(path.c_str(), &there) == 0 &&
         opened.st_dev == there.st_dev && opened.st_ino == there.st_ino;
}

// Held by nobody else, or -1 with errno.
int Hold(const std::string& folder, bool make) {
  while (true) {
    if (make) mkdir(folder.c_str(), 0700);
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) return -1;
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const int why = errno;
      close(descriptor);
      errno = why;
      return -1;
    }
    if (IsStill(folder, descriptor)) return descriptor;
    close(descriptor);
  }
}

void Empty(const std::string& folder) {
  std::vector<std::string> names;
  ListFolder(folder, names);
  std::error_code ignored;
  for (const std::string& name : names) fs::remove_all(folder + "/" + name, ignored);
}

}  // namespace

std::optional<BackingUp> BackingUp::Begin(const std::string& data, std::error_code& fault) {
  const std::string folder = FolderIn(data);
  const int descriptor = Hold(folder, /*make=*/true);
  fault.assign(descriptor < 0 ? errno : 0, std::generic_category());
  if (descriptor < 0) return std::nullopt;
  Empty(folder);
  return BackingUp(folder, descriptor);
}

BackingUp::BackingUp(BackingUp&& other) noexcept
    : folder_(std::move(other.folder_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

BackingUp::~BackingUp() {
  if (descriptor_ < 0) return;
  Empty(folder_);
  rmdir(folder_.c_str());
  close(descriptor_);
}

void BackingUp::Clear() const {
  std::error_code ignored;
  fs::remove_all(path(), ignored);
}

void RemoveLeftOvers(const std::string& data) {
  const std::string folder = FolderIn(data);
  const int descriptor = Hold(folder, /*make=*/false);
  if (descriptor < 0) return;
  Empty(folder);
  rmdir(folder.c_str());
  close(descriptor);
}

}  // namespace kasvu::storage
