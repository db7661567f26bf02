#include "storage/postgres_store.h"

#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "storage/errors.h"
#include "storage/frozen_store.h"
#include "storage/postgres_pool.h"
#include "storage/postgres_snapshot.h"
#include "storage/postgres_statements.h"
#include "storage/postgres_transaction.h"
#include "storage/store_warnings.h"

namespace kasvu::storage {
namespace {

using Made = absl::StatusOr<std::unique_ptr<PostgresConnection>>;
using Use = PostgresConnection::Use;

// How long a purge waits for readers: others come after whoever waits for that.
constexpr absl::Duration kWaitToPurge = absl::Seconds(1);

class PostgresStore : public Store, public StoreWarnings {
 public:
  explicit PostgresStore(PostgresStoreOptions options, Use use = Use::kChange)
      : options_(std::move(options)),
        use_(use),
        reading_(options_.readers, options_.connection_lives, [this] { return MakeReader(); }),
        writing_(options_.writers, options_.connection_lives, [this] { return MakeWriter(); }) {}

  // Looks whether anything answers, and makes the tables.
  absl::Status MakeTables() {
    KASVU_ASSIGN_OR_RETURN(const auto connection, PostgresConnection::Open(options_.address, use_));
    absl::Status made = storage::MakeTables(*connection, options_.table);
    if (made.ok()) return made;
    return StoreUnreachable(options_.address.shown(), std::string(made.message()));
  }

  std::unique_ptr<Snapshot> TakeSnapshot() override {
    return std::make_unique<PostgresSnapshot>(reading_);
  }
  std::unique_ptr<Transaction> Begin() override {
    return std::make_unique<PostgresTransaction>(reading_, writing_);
  }
  bool IsShared() const override { return true; }
  absl::Status Purge(const std::vector<KeyRange>& ranges) override {
    if (ranges.empty()) return absl::OkStatus();
    KASVU_ASSIGN_OR_RETURN(const PostgresPool::Taken connection, writing_.Take());
    LimitLocks(*connection, options_.idle_with_locks, kWaitToPurge);
    const absl::Status purged = WriteAnew(*connection, options_.table, kWaitToPurge);
    // What a row no longer has goes from its page at least.
    if (absl::IsUnavailable(purged) && !connection->IsLost()) {
      connection->Execute(absl::StrCat("VACUUM ", options_.table)).IgnoreError();
    }
    LimitLocks(*connection, options_.idle_with_locks, options_.wait_for_lock);
    return absl::IsUnimplemented(purged) ? absl::OkStatus() : purged;
  }

  std::vector<StoreWarning> Warnings() const override {
    if (!has_loose_standby_) return {};
    return {
        {"STANDBY_NOT_SYNCHRONOUS",
         "a standby follows the database, and no commit waits until one has it on its disk: when "
         "it takes over, what was answered last is lost; see synchronous_standby_names and "
         "synchronous_commit"}};
  }

 private:
  Made Make() const {
    KASVU_ASSIGN_OR_RETURN(auto connection, PostgresConnection::Open(options_.address, use_));
    if (options_.demand_durability) {
      KASVU_ASSIGN_OR_RETURN(const std::string unsafe, UnsafeSetting(*connection));
      if (!unsafe.empty()) return StoreNotDurable(options_.address.shown(), unsafe);
    }
    return connection;
  }
  Made MakeReader() const {
    KASVU_ASSIGN_OR_RETURN(auto connection, Make());
    KASVU_RETURN_IF_ERROR(PrepareReads(*connection, options_.table));
    return connection;
  }
  Made MakeWriter() {
    KASVU_ASSIGN_OR_RETURN(auto connection, MakeReader());
    KASVU_RETURN_IF_ERROR(PrepareWrites(*connection, options_.table));
    LimitLocks(*connection, options_.idle_with_locks, options_.wait_for_lock);
    has_loose_standby_ = HasLooseStandby(*connection);
    return connection;
  }

  const PostgresStoreOptions options_;
  const Use use_;
  std::atomic<bool> has_loose_standby_ = false;  // when the last connection was made
  PostgresPool reading_;
  PostgresPool writing_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenPostgresStore(PostgresStoreOptions options) {
  const KnownFormats formats = options.formats;
  const bool migrate = options.migrate;
  auto store = std::make_unique<PostgresStore>(std::move(options));
  KASVU_RETURN_IF_ERROR(store->MakeTables());
  KASVU_RETURN_IF_ERROR(migrate ? BringToFormat(*store, formats)
                                : CheckFormat(*store->TakeSnapshot(), formats));
  return store;
}

absl::StatusOr<std::unique_ptr<Store>> OpenPostgresForReading(const PostgresAddress& address,
                                                              const std::string& table) {
  // Whoever only looks has nothing to lose.
  PostgresStoreOptions options{.address = address, .table = table, .demand_durability = false};
  std::unique_ptr<Store> store =
      Freeze(std::make_unique<PostgresStore>(std::move(options), Use::kLookOnly));
  KASVU_RETURN_IF_ERROR(CheckFormat(*store->TakeSnapshot()));
  return store;
}

absl::StatusOr<bool> HasPostgresTable(const PostgresAddress& address, const std::string& table) {
  KASVU_ASSIGN_OR_RETURN(const auto connection, PostgresConnection::Open(address, Use::kLookOnly));
  return HasTable(*connection, table);
}

absl::StatusOr<bool> HasPostgresStore(const PostgresAddress& address, const std::string& table) {
  KASVU_ASSIGN_OR_RETURN(const auto connection, PostgresConnection::Open(address, Use::kLookOnly));
  KASVU_ASSIGN_OR_RETURN(const bool there, HasTable(*connection, table));
  if (!there) return false;
  KASVU_ASSIGN_OR_RETURN(
      const std::string rows,
      connection->Ask("SELECT count(*) FROM (SELECT 1 FROM " + table + " LIMIT 1) AS any_row", {}));
  return rows != "0";
}

}  // namespace kasvu::storage
