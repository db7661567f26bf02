// Reads any bytes as a CSV file, as people and as answers. Built with a compiler that has libFuzzer
// (-fsanitize=fuzzer) this file is the fuzzer; the replay test runs it over the corpus.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "clients/cpp/answers_csv.h"
#include "clients/cpp/csv_reader.h"
#include "clients/cpp/people_csv.h"
#include "errors/error.h"

namespace {

void Require(bool promise) {
  if (!promise) std::abort();
}

void RequirePlaced(const absl::Status& status) {
  const kasvu::Particulars particulars = kasvu::ParticularsOf(status);
  Require(!kasvu::ReasonOf(status).empty());
  Require(particulars.contains("line") && particulars.contains("column"));
}

// Cells lie in the file's order, each on its own place.
void RequireOrdered(const kasvu::client::CsvTable& table) {
  int line = 0;
  int column = 0;
  for (const kasvu::client::CsvRow& row : table.rows) {
    Require(!row.cells.empty() && row.line == row.cells.front().line);
    for (const kasvu::client::CsvCell& cell : row.cells) {
      Require(cell.line > line || (cell.line == line && cell.column > column));
      line = cell.line;
      column = cell.column;
    }
  }
}

template <typename File>
void RequireHonest(const File& file) {
  Require(static_cast<int>(file.rows.size()) <= file.rows_read);
  int line = 0;
  for (const kasvu::client::CsvIssue& issue : file.issues) {
    Require(issue.line > 0 && issue.line >= line && issue.column > 0);
    line = issue.line;
    for (const std::string_view language : {"fi", "sv", "en"}) {
      Require(kasvu::client::SentenceOf(issue, language) != issue.reason);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto table = kasvu::client::ReadCsv(text);
  if (!table.ok()) {
    RequirePlaced(table.status());
  } else {
    RequireOrdered(*table);
  }
  const auto people = kasvu::client::ReadPeopleCsv(text);
  const auto answers = kasvu::client::ReadAnswersCsv(text);
  if (people.ok()) RequireHonest(*people);
  if (answers.ok()) RequireHonest(*answers);
  Require(table.ok() || (!people.ok() && !answers.ok()));
  return 0;
}
