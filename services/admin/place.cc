#include "services/admin/place.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "errors/error.h"
#include "storage/postgres_store.h"
#include "storage/rocksdb_reading.h"
#include "storage/rocksdb_store.h"

namespace kasvu::admin {
namespace {

constexpr std::string_view kRocksDb = "rocksdb:";

}  // namespace

absl::StatusOr<Place> Place::Parse(const std::string& text) {
  Place place;
  if (text.starts_with("postgres://") || text.starts_with("postgresql://")) {
    KASVU_ASSIGN_OR_RETURN(place.database_, storage::PostgresAddress::Parse(text));
  } else {
    place.folder_ = text.starts_with(kRocksDb) ? text.substr(kRocksDb.size()) : text;
  }
  return place;
}

absl::StatusOr<bool> Place::Mentions(const std::string& store) const {
  if (database_) return storage::HasPostgresTable(*database_, storage::PostgresTableOf(store));
  std::error_code ignored;
  return std::filesystem::is_directory(folder_ + "/" + store, ignored);
}

absl::StatusOr<bool> Place::Has(const std::string& store) const {
  if (database_) return storage::HasPostgresStore(*database_, storage::PostgresTableOf(store));
  std::error_code ignored;
  return std::filesystem::exists(folder_ + "/" + store + "/CURRENT", ignored);
}

absl::StatusOr<std::unique_ptr<storage::Store>> Place::OpenAt(const std::string& store,
                                                              bool migrate) const {
  if (database_) {
    return storage::OpenPostgresStore(
        {.address = *database_, .table = storage::PostgresTableOf(store), .migrate = migrate});
  }
  std::error_code ignored;
  std::filesystem::create_directories(folder_, ignored);
  storage::RocksDbStoreOptions options;
  options.folder = folder_ + "/" + store;
  options.migrate = migrate;
  return storage::OpenRocksDbStore(std::move(options));
}

absl::StatusOr<std::unique_ptr<storage::Store>> Place::Open(const std::string& store) const {
  return OpenAt(store, /*migrate=*/true);
}

absl::StatusOr<std::unique_ptr<storage::Store>> Place::OpenAsItIs(const std::string& store) const {
  return OpenAt(store, /*migrate=*/false);
}

absl::StatusOr<std::unique_ptr<storage::Store>> Place::OpenToRead(const std::string& store) const {
  if (database_) return storage::OpenPostgresForReading(*database_, storage::PostgresTableOf(store));
  return storage::OpenRocksDbForReading(folder_ + "/" + store);
}

}  // namespace kasvu::admin
