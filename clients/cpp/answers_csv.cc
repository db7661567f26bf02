#include "clients/cpp/answers_csv.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "clients/cpp/csv_header.h"
#include "clients/cpp/people_fields.h"
#include "clients/cpp/utf8.h"
#include "errors/error.h"

namespace kasvu::client {
namespace {

constexpr size_t kMaxEnrolmentBytes = 128;

// "e7", or with its cohort "ekollega-2021/e7".
bool LooksLikeEnrolment(std::string_view text) {
  if (text.empty() || text.size() > kMaxEnrolmentBytes) return false;
  const std::string_view ordinal = text.substr(text.rfind('/') + 1);
  const auto word_character = [](char c) {
    const unsigned char byte = static_cast<unsigned char>(c);
    return absl::ascii_islower(byte) || absl::ascii_isdigit(byte) || c == '-' || c == '/';
  };
  return ordinal.size() >= 2 && ordinal[0] == 'e' && text[0] != '/' &&
         std::count(text.begin(), text.end(), '/') <= 1 &&
         std::all_of(ordinal.begin() + 1, ordinal.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }) &&
         std::all_of(text.begin(), text.end(), word_character);
}

class AnswersReader {
 public:
  absl::StatusOr<AnswersFile> Read(const CsvTable& table) {
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
    std::set<std::string> seen;
    for (size_t i = 1; i < header_->cells.size(); ++i) {
      const std::string question(Trimmed(header_->cells[i].text));
      if (question.empty()) continue;
      if (!seen.insert(question).second) return ColumnTwice(header_->cells[i]);
      file_.questions.push_back(question);
    }
    return file_.questions.empty() ? ColumnMissing("question") : absl::OkStatus();
  }

  void ReadRow(const CsvRow& row) {
    ++file_.rows_read;
    if (std::optional<CsvIssue> issue = LengthIssue(*header_, row)) {
      file_.issues.push_back(*std::move(issue));
      return;
    }
    AnswersRow answers;
    answers.line = row.line;
    if (!ReadWhose(row.cells.front(), answers)) return;
    for (size_t i = 1; i < header_->cells.size(); ++i) {
      const CsvCell& cell = row.cells[i];
      const std::string_view question = Trimmed(header_->cells[i].text);
      const std::string_view text = Trimmed(cell.text);
      if (question.empty() || text.empty()) continue;
      answers.answers.push_back({std::string(question), std::string(text), cell.line, cell.column});
    }
    file_.rows.push_back(std::move(answers));
  }

  bool ReadWhose(const CsvCell& cell, AnswersRow& answers) {
    const std::string text(Trimmed(cell.text));
    if (text.empty()) {
      Report(cell, "VALUE_MISSING", "");
      return false;
    }
    const bool email = LooksLikeEmail(text);
    if (!email && !LooksLikeEnrolment(text)) {
      Report(cell, "ENROLMENT_INVALID", text);
      return false;
    }
    const auto [first, added] = line_of_.emplace(LowerCase(text), cell.line);
    if (!added) {
      Report(cell, email ? "DUPLICATE_EMAIL" : "DUPLICATE_ENROLMENT",
             std::to_string(first->second));
      return false;
    }
    (email ? answers.email : answers.enrolment) = text;
    return true;
  }

  void Report(const CsvCell& cell, std::string_view reason, std::string_view value) {
    file_.issues.push_back(IssueAt(cell, header_->cells.front().text, reason, value));
  }

  const CsvRow* header_ = nullptr;
  std::map<std::string, int> line_of_;
  AnswersFile file_;
};

}  // namespace

absl::StatusOr<AnswersFile> ReadAnswersCsv(std::string_view bytes, const CsvLimits& limits) {
  KASVU_ASSIGN_OR_RETURN(const CsvTable table, ReadCsv(bytes, limits));
  return AnswersReader().Read(table);
}

}  // namespace kasvu::client
