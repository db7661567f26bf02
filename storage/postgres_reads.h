// Reading pairs from PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/kv.h"
#include "storage/postgres_connection.h"

namespace kasvu::storage {

// How many pairs are fetched first, and at once at most: many scans want a single one, and what is
// fetched lies in memory.
inline constexpr int kFirstPage = 16;
inline constexpr int kLargestPage = 256;

absl::StatusOr<std::optional<std::string>> GetFrom(PostgresConnection& connection,
                                                   std::string_view key);

// Up to `most` pairs from the beginning of `range`, or from its end backwards.
absl::StatusOr<PostgresRows> PageFrom(PostgresConnection& connection, const KeyRange& range,
                                      bool reverse, int most);

// Visits the pairs of `range` page by page, each fetched by `page`. The visitor may read on the
// same connection.
using FetchPage =
    absl::FunctionRef<absl::StatusOr<PostgresRows>(const KeyRange& range, bool reverse, int most)>;
absl::Status VisitPages(KeyRange range, bool reverse, FetchPage page, Visitor visitor);

// Visits the pairs of one page; returns whether to go on.
bool VisitRows(const PostgresRows& rows, Visitor visitor);

}  // namespace kasvu::storage
