// Stores in a PostgreSQL that all tests of the program share.
#pragma once

#include <memory>
#include <string>

#include "storage/postgres_store.h"
#include "tests/testing/postgres_cluster.h"

namespace kasvu::storage {

// Started when it is first asked for; ends with the program.
tests::PostgresCluster& SharedCluster();

// Options for a store in it whose table nobody else has.
PostgresStoreOptions FreshTable();

std::unique_ptr<Store> OpenPostgres(PostgresStoreOptions options);

}  // namespace kasvu::storage
