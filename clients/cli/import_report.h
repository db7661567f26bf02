// What became of the rows of an import.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/frame.h"
#include "clients/cpp/csv_issue.h"
#include "clients/cpp/people_csv.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "kasvu/v1/person_service.pb.h"

namespace kasvu::cli {

struct ImportedRow {
  client::PersonRow row;
  kasvu::v1::ImportResult person;
  kasvu::v1::EnrolmentResult enrolment;  // unset for a person that a dry run would make
};

struct ImportReport {
  std::vector<ImportedRow> rows;         // those the file has right
  std::vector<client::CsvIssue> issues;  // what the file has wrong
  bool dry_run = false;
};

bool HasRefusals(const ImportReport& report);

// Every wrong cell as FILE:LINE:COLUMN with a sentence, every row that the server refused, in a dry
// run also every other row, and a line with the sums. As JSON: one object with `rows` and `issues`.
void PrintReport(Frame& frame, const std::string& file, const ImportReport& report);

}  // namespace kasvu::cli
