#include "storage/postgres_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "storage/errors.h"
#include "storage/postgres_pool.h"
#include "storage/postgres_snapshot.h"
#include "storage/postgres_statements.h"
#include "storage/postgres_transaction.h"

namespace kasvu::storage {
namespace {

class PostgresStore : public Store {
 public:
  explicit PostgresStore(PostgresStoreOptions options)
      : options_(std::move(options)),
        reading_(options_.address, options_.readers, Preparing()),
        writing_(options_.address, options_.writers, Preparing()) {}

  // Looks whether anything answers, and makes the tables.
  absl::Status MakeTables() {
    KASVU_ASSIGN_OR_RETURN(const auto connection, PostgresConnection::Open(options_.address));
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
  absl::Status Purge(const KeyRange&) override {
    KASVU_ASSIGN_OR_RETURN(const PostgresPool::Taken connection, writing_.Take());
    // Readers come after whoever waits to write a table anew, so it must not wait for long.
    KASVU_RETURN_IF_ERROR(connection->Execute("SET lock_timeout = '1s'"));
    absl::Status purged = connection->Execute(absl::StrCat("VACUUM (FULL) ", options_.table));
    const bool known = purged.code() != absl::StatusCode::kUnimplemented;
    if (!purged.ok() && known && !connection->IsLost()) {
      purged = connection->Execute(absl::StrCat("VACUUM ", options_.table));
    }
    connection->Execute("RESET lock_timeout").IgnoreError();
    return known ? purged : absl::OkStatus();
  }

 private:
  PostgresPool::Prepare Preparing() const {
    return [this](PostgresConnection& connection) { return MakeReady(connection); };
  }
  absl::Status MakeReady(PostgresConnection& connection) const {
    if (options_.demand_durability) {
      KASVU_ASSIGN_OR_RETURN(const std::string unsafe, UnsafeSetting(connection));
      if (!unsafe.empty()) return StoreNotDurable(options_.address.shown(), unsafe);
    }
    return PrepareSteps(connection, options_.table);
  }

  const PostgresStoreOptions options_;
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

absl::StatusOr<bool> HasPostgresStore(const PostgresAddress& address, const std::string& table) {
  KASVU_ASSIGN_OR_RETURN(const auto connection, PostgresConnection::Open(address));
  KASVU_ASSIGN_OR_RETURN(const bool there, HasTable(*connection, table));
  if (!there) return false;
  KASVU_ASSIGN_OR_RETURN(
      const std::string rows,
      connection->Ask("SELECT count(*) FROM (SELECT 1 FROM " + table + " LIMIT 1) AS any_row", {}));
  return rows != "0";
}

}  // namespace kasvu::storage
