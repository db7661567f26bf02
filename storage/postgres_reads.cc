#include "storage/postgres_reads.h"

#include <algorithm>
#include <vector>

#include "errors/error.h"
#include "storage/postgres_statements.h"

namespace kasvu::storage {

absl::StatusOr<std::optional<std::string>> GetFrom(PostgresConnection& connection,
                                                   std::string_view key) {
  KASVU_ASSIGN_OR_RETURN(const PostgresRows rows, connection.Query({kGetStep, {key}}));
  if (rows.size() == 0) return std::nullopt;
  return std::string(rows.at(0, 0));
}

absl::StatusOr<PostgresRows> PageFrom(PostgresConnection& connection, const KeyRange& range,
                                      bool reverse, int most) {
  const std::string count = CountParameter(most);
  if (range.end.empty()) {
    return connection.Query({reverse ? kBackwardStep : kForwardStep, {range.start, count}});
  }
  return connection.Query(
      {reverse ? kBackwardWithinStep : kForwardWithinStep, {range.start, range.end, count}});
}

bool VisitRows(const PostgresRows& rows, Visitor visitor) {
  for (int row = 0; row < rows.size(); ++row) {
    if (!visitor(rows.at(row, 0), rows.at(row, 1))) return false;
  }
  return true;
}

absl::Status VisitPages(KeyRange range, bool reverse, FetchPage page, Visitor visitor) {
  for (int most = kFirstPage; range.end.empty() || range.start < range.end;
       most = std::min(4 * most, kLargestPage)) {
    KASVU_ASSIGN_OR_RETURN(const PostgresRows rows, page(range, reverse, most));
    if (!VisitRows(rows, visitor) || rows.size() < most) return absl::OkStatus();
    const std::string_view last = rows.at(rows.size() - 1, 0);
    (reverse ? range.end : range.start) = last;
    // The key that follows it.
    if (!reverse) range.start.push_back('\0');
  }
  return absl::OkStatus();
}

}  // namespace kasvu::storage
