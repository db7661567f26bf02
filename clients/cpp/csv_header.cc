#include "clients/cpp/csv_header.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cpp/utf8.h"
#include "errors/error.h"

namespace kasvu::client {

std::string FoldedName(std::string_view name) {
  std::string folded = LowerCase(Trimmed(name));
  std::erase_if(folded, [](char c) { return c == ' ' || c == '-' || c == '_' || c == '.'; });
  return folded;
}

CsvIssue IssueAt(const CsvCell& cell, std::string_view column_name, std::string_view reason,
                 std::string_view value, CsvSeverity severity) {
  return {cell.line,           cell.column,        std::string(column_name),
          std::string(reason), std::string(value), severity};
}

std::optional<CsvIssue> LengthIssue(const CsvRow& header, const CsvRow& row) {
  const size_t expected = header.cells.size();
  if (row.cells.size() < expected) {
    return IssueAt(row.cells.back(), "", "ROW_TOO_SHORT", std::to_string(row.cells.size()));
  }
  for (size_t i = expected; i < row.cells.size(); ++i) {
    if (!Trimmed(row.cells[i].text).empty()) {
      return IssueAt(row.cells[i], "", "ROW_TOO_LONG", std::to_string(row.cells.size()));
    }
  }
  return std::nullopt;
}

bool IsBlank(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const CsvCell& cell) { return Trimmed(cell.text).empty(); });
}

void SortByPlace(std::vector<CsvIssue>& issues) {
  std::stable_sort(issues.begin(), issues.end(), [](const CsvIssue& one, const CsvIssue& other) {
    return one.line != other.line ? one.line < other.line : one.column < other.column;
  });
}

absl::Status NoHeader() {
  return Error(absl::StatusCode::kInvalidArgument, "CSV_NO_HEADER",
               "the file is empty; its first line must name the columns");
}

absl::Status ColumnMissing(std::string_view name) {
  const std::string word(name);
  return Error(absl::StatusCode::kInvalidArgument, "CSV_COLUMN_MISSING",
               absl::StrCat("the first line names no column \"", word, "\"; add it"),
               {{"column_name", word}});
}

absl::Status ColumnTwice(const CsvCell& second) {
  return Error(absl::StatusCode::kInvalidArgument, "CSV_COLUMN_TWICE",
               absl::StrCat("line ", second.line, ", column ", second.column, ": \"", second.text,
                            "\" names a column that is already there; remove one of the two"),
               {{"column_name", second.text},
                {"line", std::to_string(second.line)},
                {"column", std::to_string(second.column)}});
}

}  // namespace kasvu::client
