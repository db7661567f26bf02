#include "clients/cpp/people_csv.h"

#include <map>
#include <utility>

#include "clients/cpp/csv_header.h"
#include "clients/cpp/people_columns.h"
#include "clients/cpp/people_fields.h"
#include "clients/cpp/utf8.h"
#include "errors/error.h"

namespace kasvu::client {
namespace {

constexpr std::string_view kDefaultClassification = "TOL 2008";

class PeopleReader {
 public:
  absl::StatusOr<PeopleFile> Read(const CsvTable& table) {
    if (table.rows.empty()) return NoHeader();
    header_ = &table.rows.front();
    KASVU_RETURN_IF_ERROR(ReadHeader());
    for (size_t i = 1; i < table.rows.size(); ++i) {
      if (!IsBlank(table.rows[i])) ReadRow(table.rows[i]);
    }
    SortByPlace(file_.issues);
    return std::move(file_);
  }

 private:
  absl::Status ReadHeader() {
    for (size_t i = 0; i < header_->cells.size(); ++i) {
      const CsvCell& cell = header_->cells[i];
      const std::optional<PeopleColumn> column = PeopleColumnNamed(cell.text);
      if (column) {
        if (!columns_.emplace(*column, i).second) return ColumnTwice(cell);
      } else if (!Trimmed(cell.text).empty()) {
        file_.issues.push_back(
            IssueAt(cell, cell.text, "UNKNOWN_COLUMN", cell.text, CsvSeverity::kNote));
      }
    }
    if (!columns_.contains(PeopleColumn::kName)) return ColumnMissing("name");
    if (!columns_.contains(PeopleColumn::kEmail)) return ColumnMissing("email");
    return absl::OkStatus();
  }

  void ReadRow(const CsvRow& row) {
    ++file_.rows_read;
    if (std::optional<CsvIssue> issue = LengthIssue(*header_, row)) {
      file_.issues.push_back(*std::move(issue));
      return;
    }
    PersonRow person;
    person.line = row.line;
    const size_t issues_before = file_.issues.size();
    for (size_t i = 0; i < header_->cells.size(); ++i) ReadCell(i, row, person);
    CheckTogether(row, person);
    if (file_.issues.size() == issues_before) file_.rows.push_back(std::move(person));
  }

  void ReadCell(size_t index, const CsvRow& row, PersonRow& person) {
    const std::optional<PeopleColumn> column = PeopleColumnNamed(header_->cells[index].text);
    if (!column) return;
    const std::string_view text = Trimmed(row.cells[index].text);
    if (text.empty()) {
      const bool needed = *column == PeopleColumn::kName || *column == PeopleColumn::kEmail;
      if (needed) Report(row, *column, "VALUE_MISSING", "");
      return;
    }
    if (const auto reason = SetField(*column, text, person)) {
      const bool too_long = *reason == "VALUE_TOO_LONG";
      Report(row, *column, *reason, too_long ? std::to_string(kMaxFieldBytes) : std::string(text));
    }
  }

  // What only several cells, or several rows, can show.
  void CheckTogether(const CsvRow& row, PersonRow& person) {
    if (!person.business_id.empty() && person.company.empty()) {
      Report(row, PeopleColumn::kBusinessId, "COMPANY_NAME_MISSING", person.business_id);
    }
    if (person.industry_code.empty()) {
      person.industry_classification.clear();
    } else if (person.industry_classification.empty()) {
      person.industry_classification = kDefaultClassification;
    }
    if (person.email.empty()) return;
    const auto [first, added] = line_of_email_.emplace(LowerCase(person.email), person.line);
    if (!added) {
      Report(row, PeopleColumn::kEmail, "DUPLICATE_EMAIL", std::to_string(first->second));
    }
  }

  void Report(const CsvRow& row, PeopleColumn column, std::string_view reason,
              std::string_view value) {
    const size_t index = columns_.at(column);
    file_.issues.push_back(IssueAt(row.cells[index], header_->cells[index].text, reason, value));
  }

  const CsvRow* header_ = nullptr;
  std::map<PeopleColumn, size_t> columns_;
  std::map<std::string, int> line_of_email_;
  PeopleFile file_;
};

}  // namespace

absl::StatusOr<PeopleFile> ReadPeopleCsv(std::string_view bytes, const CsvLimits& limits) {
  KASVU_ASSIGN_OR_RETURN(const CsvTable table, ReadCsv(bytes, limits));
  return PeopleReader().Read(table);
}

}  // namespace kasvu::client
