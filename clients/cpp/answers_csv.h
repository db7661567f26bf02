// Answers of a whole cohort to one form: a row for each participant, a column for each question.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cpp/csv_issue.h"
#include "clients/cpp/csv_reader.h"

namespace kasvu::client {

// Whose answers they are: an enrolment's id or a person's e-mail, exactly one of them.
struct AnswersRow {
  int line = 0;
  std::string enrolment;  // "e7" or "ekollega-2021/e7"
  std::string email;

  struct Answer {
    std::string question;  // its id, as the header has it
    std::string text;      // trimmed, never empty: what was not answered is left out
    int line = 0;          // of the cell, for reporting what the form says about it
    int column = 0;
  };
  std::vector<Answer> answers;  // in the header's order
};

struct AnswersFile {
  std::vector<std::string> questions;  // ids, in the header's order
  std::vector<AnswersRow> rows;        // the right ones, in the file's order
  std::vector<CsvIssue> issues;        // every one, by line and column
  int rows_read = 0;                   // right and wrong ones; blank ones do not count
};

// Reads a whole file: the first column says whose answers they are (its title is free), the title
// of every other column is a question's id. Whether the questions exist and the answers fit is for
// the form to say. A participant's second row is at fault. Errors as of ReadPeopleCsv.
absl::StatusOr<AnswersFile> ReadAnswersCsv(std::string_view bytes, const CsvLimits& limits = {});

}  // namespace kasvu::client
