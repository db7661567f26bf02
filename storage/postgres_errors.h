// What PostgreSQL's answers mean at our port.
#pragma once

#include <libpq-fe.h>

#include "absl/status/status.h"

namespace kasvu::storage {

// OK when `result` is what was asked for. Otherwise, by its SQLSTATE: ABORTED
// (TRANSACTION_CONFLICT, LOCK_DEADLOCK) when the transaction has to be begun anew,
// RESOURCE_EXHAUSTED (DISK_NEARLY_FULL), DATA_LOSS (STORE_DAMAGED) when the database found its own
// files damaged, UNIMPLEMENTED for statements that it does not know, and UNAVAILABLE
// (STORE_UNAVAILABLE) for whatever else, also when there is no result because the connection is
// lost. Names no value that was sent.
absl::Status StatusOf(PGconn* connection, const PGresult* result);

// Whether a commit that was answered with `status` has certainly left nothing behind: the database
// itself has refused it.
bool IsRefusal(const absl::Status& status);

}  // namespace kasvu::storage
