#include "tests/storage/unsynced_file_system.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace kasvu::storage {
namespace {

namespace fs = std::filesystem;
using Status = UnsyncedFileSystem::Status;
using Options = UnsyncedFileSystem::Options;
using Context = UnsyncedFileSystem::Context;

std::string FolderOf(const std::string& path) { return fs::path(path).parent_path().string(); }

std::optional<std::string> BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

class UnsyncedFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  UnsyncedFile(UnsyncedFileSystem& disk, std::string path,
               std::unique_ptr<rocksdb::FSWritableFile> file)
      : FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), path_(std::move(path)) {}

  Status Append(const rocksdb::Slice& bytes, const Options& options, Context* context) override {
    Status status = disk_.Change();
    if (status.ok()) status = target()->Append(bytes, options, context);
    return Grown(status, options, context);
  }
  Status Append(const rocksdb::Slice& bytes, const Options& options,
                const rocksdb::DataVerificationInfo&, Context* context) override {
    return Append(bytes, options, context);
  }
  Status Truncate(uint64_t size, const Options& options, Context* context) override {
    Status status = disk_.Change();
    if (status.ok()) status = target()->Truncate(size, options, context);
    return Grown(status, options, context);
  }
  Status Sync(const Options& options, Context* context) override {
    return Synced(options, context);
  }
  Status Fsync(const Options& options, Context* context) override {
    return Synced(options, context);
  }
  // Not a sync that anybody may rely on.
  Status RangeSync(uint64_t, uint64_t, const Options&, Context*) override { return Status::OK(); }

 private:
  Status Grown(const Status& status, const Options& options, Context* context) {
    if (status.ok()) disk_.Grown(path_, target()->GetFileSize(options, context));
    return status;
  }
  Status Synced(const Options& options, Context* context) {
    Status status = disk_.Change();
    if (status.ok()) status = target()->Flush(options, context);
    if (status.ok()) disk_.Synced(path_);
    return status;
  }

  UnsyncedFileSystem& disk_;
  const std::string path_;
};

class UnsyncedFolder : public rocksdb::FSDirectoryWrapper {
 public:
  UnsyncedFolder(UnsyncedFileSystem& disk, std::string path,
                 std::unique_ptr<rocksdb::FSDirectory> folder)
      : FSDirectoryWrapper(std::move(folder)), disk_(disk), path_(std::move(path)) {}

  Status Fsync(const Options&, Context*) override {
    Status status = disk_.Change();
    if (status.ok()) disk_.FolderSynced(path_);
    return status;
  }
  Status FsyncWithDirOptions(const Options& options, Context* context,
                             const rocksdb::DirFsyncOptions&) override {
    return Fsync(options, context);
  }

 private:
  UnsyncedFileSystem& disk_;
  const std::string path_;
};

// RocksDB reads a log whose last record is damaged up to there, but refuses a manifest with one,
// and rightly so: it cannot tell it from a damaged record in the middle. File systems that order
// data before sizes (ext4 as Debian mounts it) leave a short tail there, never a wrong one.
bool MayHaveWrongTail(const std::string& path) {
  return fs::path(path).filename().string().rfind("MANIFEST-", 0) != 0;
}

}  // namespace

UnsyncedFileSystem::UnsyncedFileSystem() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}

void UnsyncedFileSystem::PowerOffAfter(int64_t changes) {
  std::lock_guard guard(mutex_);
  changes_left_ = changes;
}

bool UnsyncedFileSystem::power_is_off() const {
  std::lock_guard guard(mutex_);
  return off_;
}

Status UnsyncedFileSystem::Change() {
  std::lock_guard guard(mutex_);
  if (changes_left_ == 0) off_ = true;
  if (off_) return Status::IOError("the power is off");
  if (changes_left_ > 0) --changes_left_;
  return Status::OK();
}

void UnsyncedFileSystem::Grown(const std::string& path, uint64_t size) {
  std::lock_guard guard(mutex_);
  sizes_[path].written = size;
}

void UnsyncedFileSystem::Synced(const std::string& path) {
  std::lock_guard guard(mutex_);
  Size& size = sizes_[path];
  size.synced = size.written;
}

void UnsyncedFileSystem::FolderSynced(const std::string& folder) {
  std::lock_guard guard(mutex_);
  std::erase_if(names_, [&](const Unsynced& name) {
    return fs::path(name.folder).lexically_normal() == fs::path(folder).lexically_normal();
  });
}

void UnsyncedFileSystem::Restart(std::mt19937_64& random) {
  std::lock_guard guard(mutex_);
  for (const auto& [path, size] : sizes_) {
    if (size.written <= size.synced || !fs::exists(path)) continue;
    const uint64_t kept = random() % (size.written - size.synced + 1);
    fs::resize_file(path, size.synced + kept);
    if (kept == 0 || !MayHaveWrongTail(path) || random() % 2 == 0) continue;
    const uint64_t wrong = 1 + random() % kept;
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(size.synced + kept - wrong));
    file << std::string(wrong, random() % 2 == 0 ? '\0' : '\x5a');
  }
  for (auto name = names_.rbegin(); name != names_.rend(); ++name) name->undo();
  sizes_.clear();
  names_.clear();
  off_ = false;
  changes_left_ = -1;
}

Status UnsyncedFileSystem::NewWritableFile(const std::string& path,
                                           const rocksdb::FileOptions& options,
                                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                                           Context* context) {
  if (Status status = Change(); !status.ok()) return status;
  const bool existed = fs::exists(path);
  if (Status status = target()->NewWritableFile(path, options, file, context); !status.ok()) {
    return status;
  }
  *file = std::make_unique<UnsyncedFile>(*this, path, std::move(*file));
  std::lock_guard guard(mutex_);
  sizes_[path] = {};
  if (!existed) names_.push_back({FolderOf(path), [path] { fs::remove(path); }});
  return Status::OK();
}

Status UnsyncedFileSystem::ReopenWritableFile(const std::string& path,
                                              const rocksdb::FileOptions& options,
                                              std::unique_ptr<rocksdb::FSWritableFile>* file,
                                              Context* context) {
  if (Status status = Change(); !status.ok()) return status;
  const bool existed = fs::exists(path);
  if (Status status = target()->ReopenWritableFile(path, options, file, context); !status.ok()) {
    return status;
  }
  *file = std::make_unique<UnsyncedFile>(*this, path, std::move(*file));
  std::lock_guard guard(mutex_);
  if (!sizes_.contains(path)) sizes_[path] = {fs::file_size(path), fs::file_size(path)};
  if (!existed) names_.push_back({FolderOf(path), [path] { fs::remove(path); }});
  return Status::OK();
}

Status UnsyncedFileSystem::NewDirectory(const std::string& path, const Options& options,
                                        std::unique_ptr<rocksdb::FSDirectory>* folder,
                                        Context* context) {
  const Status status = target()->NewDirectory(path, options, folder, context);
  if (status.ok()) *folder = std::make_unique<UnsyncedFolder>(*this, path, std::move(*folder));
  return status;
}

Status UnsyncedFileSystem::RenameFile(const std::string& from, const std::string& to,
                                      const Options& options, Context* context) {
  if (Status status = Change(); !status.ok()) return status;
  const std::optional<std::string> replaced = BytesOf(to);
  if (Status status = target()->RenameFile(from, to, options, context); !status.ok()) {
    return status;
  }
  std::lock_guard guard(mutex_);
  if (const auto size = sizes_.extract(from)) sizes_[to] = size.mapped();
  names_.push_back({FolderOf(to), [from, to, replaced] {
                      std::error_code ignored;
                      fs::rename(to, from, ignored);
                      if (replaced.has_value()) std::ofstream(to, std::ios::binary) << *replaced;
                    }});
  return Status::OK();
}

Status UnsyncedFileSystem::LinkFile(const std::string& from, const std::string& to,
                                    const Options& options, Context* context) {
  if (Status status = Change(); !status.ok()) return status;
  const Status status = target()->LinkFile(from, to, options, context);
  std::lock_guard guard(mutex_);
  if (status.ok()) names_.push_back({FolderOf(to), [to] { fs::remove(to); }});
  return status;
}

Status UnsyncedFileSystem::DeleteFile(const std::string& path, const Options& options,
                                      Context* context) {
  if (Status status = Change(); !status.ok()) return status;
  const Status status = target()->DeleteFile(path, options, context);
  std::lock_guard guard(mutex_);
  if (status.ok()) sizes_.erase(path);
  return status;
}

}  // namespace kasvu::storage
