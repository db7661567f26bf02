// A disk that can lose its power: what nobody synced is then gone.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "rocksdb/file_system.h"

namespace kasvu::storage {

// Passes everything on to the system's files and remembers what has been synced: of a file its
// bytes up to the last sync, of a name (made, renamed or linked) whether its folder was synced
// since. Deletions count as synced at once. Safe for use by several threads.
class UnsyncedFileSystem : public rocksdb::FileSystemWrapper {
 public:
  using Status = rocksdb::IOStatus;
  using Options = rocksdb::IOOptions;
  using Context = rocksdb::IODebugContext;

  UnsyncedFileSystem();

  // Lets `changes` more changing calls through (appends, syncs, names); then the power is off and
  // every such call fails.
  void PowerOffAfter(int64_t changes);
  bool power_is_off() const;

  // Loses what was not synced and turns the power on again. Of the unsynced end of a file a part
  // chosen by `random` stays, its last bytes perhaps wrong, as on a real disk. Whatever had files
  // open must have let go of them.
  void Restart(std::mt19937_64& random);

  // For the files and folders of this file system. Change fails when the power is off.
  Status Change();
  void Grown(const std::string& path, uint64_t size);
  void Synced(const std::string& path);
  void FolderSynced(const std::string& folder);

  const char* Name() const override { return "UnsyncedFileSystem"; }
  Status NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                         std::unique_ptr<rocksdb::FSWritableFile>* file, Context* context) override;
  Status ReopenWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                            std::unique_ptr<rocksdb::FSWritableFile>* file,
                            Context* context) override;
  Status NewDirectory(const std::string& path, const Options& options,
                      std::unique_ptr<rocksdb::FSDirectory>* folder, Context* context) override;
  Status RenameFile(const std::string& from, const std::string& to, const Options& options,
                    Context* context) override;
  Status LinkFile(const std::string& from, const std::string& to, const Options& options,
                  Context* context) override;
  Status DeleteFile(const std::string& path, const Options& options, Context* context) override;

 private:
  struct Size {
    uint64_t synced = 0;
    uint64_t written = 0;
  };
  // A change of names in `folder` that is not synced yet, and how a power loss takes it back.
  struct Unsynced {
    std::string folder;
    std::function<void()> undo;
  };

  mutable std::mutex mutex_;
  bool off_ = false;
  int64_t changes_left_ = -1;
  std::map<std::string, Size> sizes_;
  std::vector<Unsynced> names_;
};

}  // namespace kasvu::storage
