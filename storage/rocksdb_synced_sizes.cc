#include "storage/rocksdb_synced_sizes.h"

#include "storage/crc32c.h"
#include "storage/key.h"

namespace kasvu::storage {
namespace {

rocksdb::Slice SliceOf(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

std::string EncodeSyncedSizes(const SyncedSizes& sizes) {
  std::string bytes;
  AppendPart(bytes, sizes.log.number);
  AppendPart(bytes, sizes.log.bytes);
  AppendPart(bytes, sizes.manifest.number);
  AppendPart(bytes, sizes.manifest.bytes);
  AppendPart(bytes, Crc32c(bytes));
  return bytes;
}

std::optional<SyncedSizes> DecodeSyncedSizes(std::string_view bytes) {
  SyncedSizes sizes;
  for (uint64_t* part :
       {&sizes.log.number, &sizes.log.bytes, &sizes.manifest.number, &sizes.manifest.bytes}) {
    if (!TakePart(bytes, *part).ok()) return std::nullopt;
  }
  const std::string expected = EncodeSyncedSizes(sizes);
  if (bytes != std::string_view(expected).substr(expected.size() - sizeof(uint32_t))) {
    return std::nullopt;
  }
  return sizes;
}

void SyncedSizesFile::Note(SyncedSize& size, uint64_t number, uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  if (number < size.number) return;
  size = {number, bytes};
  Write();
}

void SyncedSizesFile::Write() {
  const std::string bytes = EncodeSyncedSizes(sizes_);
  const rocksdb::IOOptions options;
  if (file_ == nullptr) {
    if (!files_.FileExists(path_, options, nullptr).ok()) {
      std::unique_ptr<rocksdb::FSWritableFile> made;
      if (!files_.NewWritableFile(path_, rocksdb::FileOptions(), &made, nullptr).ok()) return;
    }
    if (!files_.NewRandomRWFile(path_, rocksdb::FileOptions(), &file_, nullptr).ok()) return;
  }
  file_->Write(0, SliceOf(bytes), options, nullptr).PermitUncheckedError();
}

}  // namespace kasvu::storage
