#include "storage/rocksdb_noting_file_system.h"

#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>

#include "absl/strings/numbers.h"

namespace kasvu::storage {
namespace {

using Status = rocksdb::IOStatus;
using Options = rocksdb::IOOptions;
using Context = rocksdb::IODebugContext;

std::optional<uint64_t> Number(std::string_view digits) {
  uint64_t number = 0;
  if (!absl::SimpleAtoi({digits.data(), digits.size()}, &number)) return std::nullopt;
  return number;
}

class NotingFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  NotingFile(std::unique_ptr<rocksdb::FSWritableFile> file, std::function<void(uint64_t)> note)
      : FSWritableFileOwnerWrapper(std::move(file)), note_(std::move(note)) {}

  Status Sync(const Options& options, Context* context) override {
    const uint64_t size = target()->GetFileSize(options, context);
    const Status status = target()->Sync(options, context);
    if (status.ok()) note_(size);
    return status;
  }
  Status Fsync(const Options& options, Context* context) override {
    const uint64_t size = target()->GetFileSize(options, context);
    const Status status = target()->Fsync(options, context);
    if (status.ok()) note_(size);
    return status;
  }

 private:
  const std::function<void(uint64_t)> note_;
};

}  // namespace

std::optional<uint64_t> LogNumber(const std::string& path) {
  const std::filesystem::path name(path);
  if (name.extension() != ".log") return std::nullopt;
  return Number(name.stem().string());
}

std::optional<uint64_t> ManifestNumber(const std::string& path) {
  constexpr std::string_view kPrefix = "MANIFEST-";
  const std::string name = std::filesystem::path(path).filename().string();
  if (name.rfind(kPrefix, 0) != 0) return std::nullopt;
  return Number(std::string_view(name).substr(kPrefix.size()));
}

NotingFileSystem::NotingFileSystem(std::shared_ptr<rocksdb::FileSystem> files,
                                   const std::string& folder, const SyncedSizes& known)
    : FileSystemWrapper(std::move(files)), folder_(folder), sizes_(*target(), folder, known) {}

rocksdb::IOStatus NotingFileSystem::NewWritableFile(const std::string& path,
                                                    const rocksdb::FileOptions& options,
                                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                                    rocksdb::IODebugContext* context) {
  Status status = target()->NewWritableFile(path, options, file, context);
  if (!status.ok()) return status;
  if (const auto number = LogNumber(path)) {
    // Its name is on the disk before anybody may miss it.
    std::unique_ptr<rocksdb::FSDirectory> folder;
    status = target()->NewDirectory(folder_, Options(), &folder, context);
    if (status.ok()) status = folder->Fsync(Options(), context);
    if (!status.ok()) return status;
    sizes_.NoteLog(*number, 0);
    *file = std::make_unique<NotingFile>(
        std::move(*file), [this, number](uint64_t size) { sizes_.NoteLog(*number, size); });
  } else if (const auto manifest = ManifestNumber(path)) {
    *file = std::make_unique<NotingFile>(std::move(*file), [this, manifest](uint64_t size) {
      sizes_.NoteManifest(*manifest, size);
    });
  }
  return status;
}

}  // namespace kasvu::storage
