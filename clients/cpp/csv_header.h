// The first row of a table, and cells found by the name of their column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "clients/cpp/csv_issue.h"
#include "clients/cpp/csv_reader.h"

namespace kasvu::client {

// `name` for comparing: lower case, without spaces, hyphens, underscores and full stops, so that
// "Business ID", "business_id" and "business-id" are one.
std::string FoldedName(std::string_view name);

// An issue about `cell`, in the column that the header calls `column_name`.
CsvIssue IssueAt(const CsvCell& cell, std::string_view column_name, std::string_view reason,
                 std::string_view value, CsvSeverity severity = CsvSeverity::kWrong);

// How `row` differs in length from `header`: ROW_TOO_SHORT, ROW_TOO_LONG or nothing. Empty cells
// beyond the header are no fault, since spreadsheets leave them behind.
std::optional<CsvIssue> LengthIssue(const CsvRow& header, const CsvRow& row);

// True when every cell of `row` is empty, as in rows that were cleared but not deleted.
bool IsBlank(const CsvRow& row);

// Puts `issues` in the order of the file, so that a reader goes through it once.
void SortByPlace(std::vector<CsvIssue>& issues);

// INVALID_ARGUMENT with CSV_NO_HEADER, CSV_COLUMN_MISSING or CSV_COLUMN_TWICE, about `name`.
absl::Status NoHeader();
absl::Status ColumnMissing(std::string_view name);
absl::Status ColumnTwice(const CsvCell& second);

}  // namespace kasvu::client
