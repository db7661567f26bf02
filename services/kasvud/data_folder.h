// The folder with everything that a server keeps, but for its stores when those lie in a database.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "storage/format.h"
#include "storage/kv.h"
#include "storage/postgres_address.h"

namespace kasvu::kasvud {

// The store of the keys that everything personal is sealed with.
inline constexpr char kKeysStore[] = "keys";

// What is known of formats, and who is told how a store is migrated.
struct StoreFormats {
  storage::KnownFormats known;
  std::function<void(const std::string& store, const storage::FormatNews& news)> news;
};

class DataFolder {
 public:
  // Makes the folder, for its owner alone, when it is not there. With `database` the stores are
  // tables there. DATA_FOLDER_UNUSABLE when the folder cannot be made; STORES_ELSEWHERE when it is
  // known to belong to stores in the other kind of place; KEYS_MISSING when other stores have lost
  // theirs: new keys would open nothing; STORE_UNREACHABLE.
  static absl::StatusOr<DataFolder> Open(
      const std::string& path, std::optional<storage::PostgresAddress> database = std::nullopt,
      StoreFormats formats = {});

  const std::string& path() const { return path_; }
  // Whether there were no stores in it when it was opened.
  bool is_new() const { return is_new_; }

  // How messages name the place of the store `name`.
  std::string PlaceOf(const std::string& name) const;

  // Opens the store of keys, with so much memory, and migrates older data. The errors of
  // OpenRocksDbStore, with STORE_IN_USE when another server has it, or those of OpenPostgresStore.
  absl::StatusOr<std::unique_ptr<storage::Store>> OpenKeys(size_t memory_bytes) const;

  // KEYS_MISSING when `keys` holds none, not even the mark of the master key, and there are other
  // stores: those of a copy that was broken off. New keys would open nothing.
  absl::Status CheckKeys(storage::Store& keys) const;

  // The same for the store `name`, a folder or tables beside it. `keys` remembers which stores were
  // made: one that was and is not there any more is STORE_MISSING, and is not made anew.
  absl::StatusOr<std::unique_ptr<storage::Store>> OpenStore(storage::Store& keys,
                                                            const std::string& name,
                                                            size_t memory_bytes) const;

 private:
  DataFolder(std::string path, std::optional<storage::PostgresAddress> database,
             StoreFormats formats)
      : path_(std::move(path)), database_(std::move(database)), formats_(std::move(formats)) {}

  // Makes the folder and sees what kind of place its stores lie in.
  absl::Status Prepare();
  absl::Status CheckPlace() const;
  // Writes down in which database the stores lie: it may have moved since.
  absl::Status NotePlace() const;
  absl::StatusOr<bool> HasStore(const std::string& name) const;
  absl::StatusOr<std::unique_ptr<storage::Store>> OpenAt(const std::string& name,
                                                         size_t memory_bytes) const;

  std::string path_;
  std::optional<storage::PostgresAddress> database_;
  StoreFormats formats_;
  bool is_new_ = false;
};

}  // namespace kasvu::kasvud
