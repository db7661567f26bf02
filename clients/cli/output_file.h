// Files that commands write.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace kasvu::cli {

enum class Readers { kEverybody, kOwner };

// Writes a new file; one that is there is never written over. FILE_EXISTS and FILE_NOT_WRITTEN
// (refused) say why not; nothing is left behind then.
absl::Status WriteNewFile(const std::string& path, std::string_view bytes, Readers readers);

// Returns when a file that is there, whoever wrote it, and its name are on the disk.
// FILE_NOT_WRITTEN.
absl::Status SyncFile(const std::string& path);

// A file that is written bit by bit under a name of its own, for its owner alone, and gets its real
// name when it is whole. Without that nothing is left of it. FILE_NOT_WRITTEN everywhere.
class NewFile {
 public:
  // In `folder`, which has to be there.
  static absl::StatusOr<std::unique_ptr<NewFile>> Begin(const std::string& folder);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  absl::Status Append(std::string_view bytes);
  // Returns when what was appended is on the disk.
  absl::Status Sync();
  // Gives it its name, durably; once. FILE_EXISTS when there is one of that name.
  absl::Status Name(const std::string& path);

  // Where it lies until it has its name.
  const std::string& path() const { return path_; }
  uint64_t size() const { return size_; }

 private:
  NewFile(std::string path, int file) : path_(std::move(path)), file_(file) {}

  const std::string path_;
  const int file_;
  uint64_t size_ = 0;
};

}  // namespace kasvu::cli
