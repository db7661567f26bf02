#include "tests/storage/postgres_stores.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tests/storage/stores.h"

namespace kasvu::storage {
namespace {

std::unique_ptr<Store> OpenFresh(const TemporaryFolder&) { return OpenPostgres(FreshTable()); }

}  // namespace

tests::PostgresCluster& SharedCluster() {
  static tests::PostgresCluster cluster;
  return cluster;
}

PostgresStoreOptions FreshTable() {
  static int tables = 0;
  return {.address = *PostgresAddress::Parse(SharedCluster().Url()),
          .table = "store_" + std::to_string(++tables),
          .readers = 60};
}

std::unique_ptr<Store> OpenPostgres(PostgresStoreOptions options) {
  absl::StatusOr<std::unique_ptr<Store>> store = OpenPostgresStore(std::move(options));
  EXPECT_TRUE(store.ok()) << store.status();
  return *std::move(store);
}

std::vector<Backend> Backends() { return {{"Postgres", OpenFresh}}; }

}  // namespace kasvu::storage
