// What is wrong with a cell or a row of a file that is otherwise readable, so that all of it can be
// shown at once and the right rows can still be used.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kasvu::client {

enum class CsvSeverity {
  kWrong,  // the row cannot be used
  kNote,   // worth knowing; nothing is left out because of it
};

struct CsvIssue {
  int line = 0;
  int column = 0;           // characters from 1, where the cell begins
  std::string column_name;  // as the file's header has it; empty when it is about the whole row
  std::string reason;       // stable, of the list below
  std::string value;        // of the cell, or what else the sentence needs
  CsvSeverity severity = CsvSeverity::kWrong;
};

// Of every file: UNKNOWN_COLUMN (a note), ROW_TOO_SHORT, ROW_TOO_LONG, VALUE_MISSING,
// VALUE_TOO_LONG, DUPLICATE_EMAIL, EMAIL_INVALID. Of people: PHONE_INVALID, COMPANY_NAME_MISSING,
// BUSINESS_ID_MALFORMED, BUSINESS_ID_CHECK_DIGIT, REGION_UNKNOWN, REGION_FORMER,
// INDUSTRY_CODE_INVALID, INDUSTRY_CLASSIFICATION_UNKNOWN, SIZE_CLASS_INVALID,
// YEARS_IN_BUSINESS_INVALID, LANGUAGE_UNKNOWN, TRACK_INVALID. Of answers: ENROLMENT_INVALID,
// DUPLICATE_ENROLMENT.
const std::vector<std::string_view>& CsvIssueReasons();

// What is wrong and what to do about it, one sentence in `language` (fi, sv, en; se falls back to
// fi, any other to en), without line and column.
std::string SentenceOf(const CsvIssue& issue, std::string_view language);

}  // namespace kasvu::client
