// People who sign up, as a spreadsheet has them: one row each, a header in Finnish, Swedish or
// English, columns in any order.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cpp/csv_issue.h"
#include "clients/cpp/csv_reader.h"

namespace kasvu::client {

// Texts are trimmed, and empty when the file does not say.
struct PersonRow {
  int line = 0;
  std::string name;   // always there
  std::string email;  // always there
  std::string phone;
  std::string company;      // may be missing: light entrepreneurs and those not yet a firm
  std::string business_id;  // "1234567-8"
  std::string region;       // two digits
  std::string municipality;
  std::string industry_code;            // digits alone: "62010"
  std::string industry_classification;  // "TOL 2008" or "TOL 2025"; empty without a code
  std::string size_class;               // staff: "1", "2-4", "10+"
  std::optional<int> years_in_business;
  std::string language;  // fi, sv, en or se
  std::string track;     // an id of the template's
};

struct PeopleFile {
  std::vector<PersonRow> rows;   // the right ones, in the file's order
  std::vector<CsvIssue> issues;  // every one, by line and column
  int rows_read = 0;             // right and wrong ones; blank ones do not count
};

// Reads a whole file. A fault in a row leaves that row out and is reported with all others of the
// file; of two rows with one e-mail (compared without case) the second is at fault. The errors of
// ReadCsv, and CSV_NO_HEADER, CSV_COLUMN_MISSING (name and e-mail are needed) and CSV_COLUMN_TWICE,
// concern the file as a whole.
absl::StatusOr<PeopleFile> ReadPeopleCsv(std::string_view bytes, const CsvLimits& limits = {});

}  // namespace kasvu::client
