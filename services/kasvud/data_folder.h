// The folder with everything that a server keeps.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "storage/kv.h"

namespace kasvu::kasvud {

// The store of the keys that everything personal is sealed with.
inline constexpr char kKeysStore[] = "keys";

class DataFolder {
 public:
  // Makes the folder, for its owner alone, when it is not there. DATA_FOLDER_UNUSABLE when that
  // cannot be; KEYS_MISSING when other stores have lost theirs: new keys would open nothing.
  static absl::StatusOr<DataFolder> Open(const std::string& path);

  const std::string& path() const { return path_; }
  // Whether there were no stores in it when it was opened.
  bool is_new() const { return is_new_; }

  // Opens the store of keys, with so much memory. The errors of OpenRocksDbStore; STORE_IN_USE
  // when another server has it.
  absl::StatusOr<std::unique_ptr<storage::Store>> OpenKeys(size_t memory_bytes) const;

  // The same for the store `name`, a folder beside it. `keys` remembers which stores were made: one
  // that was and is not there any more is STORE_MISSING, and is not made anew.
  absl::StatusOr<std::unique_ptr<storage::Store>> OpenStore(storage::Store& keys,
                                                            const std::string& name,
                                                            size_t memory_bytes) const;

 private:
  std::string PathOf(const std::string& name) const { return path_ + "/" + name; }

  DataFolder(std::string path, bool is_new) : path_(std::move(path)), is_new_(is_new) {}

  std::string path_;
  bool is_new_;
};

}  // namespace kasvu::kasvud
