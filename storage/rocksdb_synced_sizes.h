// What is known to be on the disk of the files that a store appends to. A file that is shorter, or
// not there at all, has lost what had been answered; without this nobody could tell it from one
// that was cut by a crash.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "rocksdb/file_system.h"

namespace kasvu::storage {

// A file by its number, and how many of its bytes are on the disk. No file has the number 0.
struct SyncedSize {
  uint64_t number = 0;
  uint64_t bytes = 0;
};

struct SyncedSizes {
  SyncedSize log;
  SyncedSize manifest;
};

// 36 bytes: the numbers and sizes, big-endian, and the CRC-32C of those 32 bytes.
std::string EncodeSyncedSizes(const SyncedSizes& sizes);
// Nothing for bytes that do not come from there.
std::optional<SyncedSizes> DecodeSyncedSizes(std::string_view bytes);

// Keeps them in the file SYNCED of a store's folder. It is written after every sync and never
// synced itself: after a power loss it may say less than is there, but never more. Safe for use
// by several threads.
class SyncedSizesFile {
 public:
  // Begins with `known`, what the file said when the store was opened. `files` outlives this.
  SyncedSizesFile(rocksdb::FileSystem& files, std::string folder, const SyncedSizes& known)
      : files_(files), path_(std::move(folder) + "/SYNCED"), sizes_(known) {}

  // `bytes` of the log or manifest `number` are on the disk. Nothing for one that has a successor.
  void NoteLog(uint64_t number, uint64_t bytes) { Note(sizes_.log, number, bytes); }
  void NoteManifest(uint64_t number, uint64_t bytes) { Note(sizes_.manifest, number, bytes); }

 private:
  void Note(SyncedSize& size, uint64_t number, uint64_t bytes);
  // Failures leave the file as it was, which is allowed at any time.
  void Write();

  rocksdb::FileSystem& files_;
  const std::string path_;
  std::mutex mutex_;
  SyncedSizes sizes_;
  std::unique_ptr<rocksdb::FSRandomRWFile> file_;
};

}  // namespace kasvu::storage
