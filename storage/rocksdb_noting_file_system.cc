#include "storage/rocksdb_noting_file_system.h"

#include <chrono>
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
  // `syncs`, when it is not null, counts them and outlives the file.
  NotingFile(std::unique_ptr<rocksdb::FSWritableFile> file, std::function<void(uint64_t)> note,
             LogSyncs* syncs)
      : FSWritableFileOwnerWrapper(std::move(file)), note_(std::move(note)), syncs_(syncs) {}

  Status Sync(const Options& options, Context* context) override {
    return Noted(context, [&] { return target()->Sync(options, context); });
  }
  Status Fsync(const Options& options, Context* context) override {
    return Noted(context, [&] { return target()->Fsync(options, context); });
  }

 private:
  template <typename Sync>
  Status Noted(Context* context, const Sync& sync) {
    const uint64_t size = target()->GetFileSize(Options(), context);
    const auto began = std::chrono::steady_clock::now();
    const Status status = sync();
    if (syncs_ != nullptr) {
      ++syncs_->count;
      syncs_->nanoseconds +=
          std::chrono::nanoseconds(std::chrono::steady_clock::now() - began).count();
    }
    if (status.ok()) note_(size);
    return status;
  }

  const std::function<void(uint64_t)> note_;
  LogSyncs* const syncs_;
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
        std::move(*file), [this, number](uint64_t size) { sizes_.NoteLog(*number, size); },
        &syncs_);
  } else if (const auto manifest = ManifestNumber(path)) {
    *file = std::make_unique<NotingFile>(
        std::move(*file), [this, manifest](uint64_t size) { sizes_.NoteManifest(*manifest, size); },
        nullptr);
  }
  return status;
}

}  // namespace kasvu::storage
