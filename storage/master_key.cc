#include "storage/master_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "storage/vault_errors.h"

namespace kasvu::storage {
namespace {

// An open file that closes itself.
class File {
 public:
  File(const std::string& path, int flags, mode_t mode = 0)
      : descriptor_(open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~File() {
    if (is_open()) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }

 private:
  const int descriptor_;
};

absl::Status Failed(const std::string& path) { return MasterKeyUnreadable(path, strerror(errno)); }

absl::Status SyncFolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const File opened(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  if (!opened.is_open() || fsync(opened.descriptor()) != 0) return Failed(path);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SecretKey> ReadMasterKey(const std::string& file) {
  const File opened(file, O_RDONLY);
  if (!opened.is_open()) return errno == ENOENT ? MasterKeyMissing(file) : Failed(file);
  struct stat about;
  if (fstat(opened.descriptor(), &about) != 0) return Failed(file);
  if (!S_ISREG(about.st_mode)) return MasterKeyUnreadable(file, "it is not a file");
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0) return MasterKeyPermissions(file);

  char bytes[SecretKey::kSize + 1];
  const ssize_t count = read(opened.descriptor(), bytes, sizeof(bytes));
  if (count < 0) return Failed(file);
  const auto key = SecretKey::FromBytes({bytes, static_cast<size_t>(count)});
  explicit_bzero(bytes, sizeof(bytes));
  if (!key.has_value()) return MasterKeySize(file);
  return *key;
}

absl::StatusOr<SecretKey> CreateMasterKey(const std::string& file, Randomness& randomness) {
  const SecretKey key = SecretKey::Random(randomness);
  // A crash may leave this half-written, so it gets its name only when it is whole.
  const std::string unfinished = file + ".new";
  unlink(unfinished.c_str());
  {
    const File created(unfinished, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
    if (!created.is_open() || fchmod(created.descriptor(), S_IRUSR | S_IWUSR) != 0 ||
        write(created.descriptor(), key.data(), SecretKey::kSize) != SecretKey::kSize ||
        fsync(created.descriptor()) != 0) {
      return Failed(file);
    }
  }
  // link, unlike rename, fails when somebody else has made the file meanwhile.
  if (link(unfinished.c_str(), file.c_str()) != 0) return Failed(file);
  unlink(unfinished.c_str());
  if (absl::Status status = SyncFolderOf(file); !status.ok()) return status;
  return key;
}

}  // namespace kasvu::storage
