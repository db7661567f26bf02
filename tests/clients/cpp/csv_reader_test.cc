#include "clients/cpp/csv_reader.h"

#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "errors/error.h"

namespace kasvu::client {
namespace {

// Rows as "text@line:column|…", one string each.
std::vector<std::string> Read(std::string_view bytes) {
  const absl::StatusOr<CsvTable> table = ReadCsv(bytes);
  EXPECT_TRUE(table.ok()) << table.status();
  std::vector<std::string> rows;
  if (!table.ok()) return rows;
  for (const CsvRow& row : table->rows) {
    rows.push_back(absl::StrJoin(row.cells, "|", [](std::string* out, const CsvCell& cell) {
      *out += cell.text + "@" + std::to_string(cell.line) + ":" + std::to_string(cell.column);
    }));
  }
  return rows;
}

TEST(CsvReaderTest, ReadsCellsWithTheirPlaces) {
  using Rows = std::vector<std::string>;
  struct Case {
    std::string what;
    std::string bytes;
    Rows rows;
  };
  for (const Case& c : std::vector<Case>{
           {"nothing", "", {}},
           {"a byte order mark alone", "\xef\xbb\xbf", {}},
           {"one cell", "a", {"a@1:1"}},
           {"commas", "a,b\nc,d\n", {"a@1:1|b@1:3", "c@2:1|d@2:3"}},
           {"semicolons", "a;b,c;d\ne;f;g\n", {"a@1:1|b,c@1:3|d@1:7", "e@2:1|f@2:3|g@2:5"}},
           {"a tie goes to the comma", "a,b;c\n", {"a@1:1|b;c@1:3"}},
           {"separators in quotes do not count", "\"a;;;\",b\n", {"a;;;@1:1|b@1:8"}},
           {"byte order mark",
            "\xef\xbb\xbf"
            "a,b\n",
            {"a@1:1|b@1:3"}},
           {"CRLF", "a,b\r\nc,d\r\n", {"a@1:1|b@1:3", "c@2:1|d@2:3"}},
           {"CR", "a,b\rc,d", {"a@1:1|b@1:3", "c@2:1|d@2:3"}},
           {"no last line end", "a\nb", {"a@1:1", "b@2:1"}},
           {"empty lines are left out and counted", "a\n\n\r\nb\n", {"a@1:1", "b@4:1"}},
           {"empty cells", ",\n,,\n", {"@1:1|@1:2", "@2:1|@2:2|@2:3"}},
           {"a last empty cell", "a,", {"a@1:1|@1:3"}},
           {"quotes", "\"a,b\",\"c\"\n", {"a,b@1:1|c@1:7"}},
           {"doubled quotes", "\"say \"\"hei\"\"\"\n", {"say \"hei\"@1:1"}},
           {"empty quotes", "\"\",x\n", {"@1:1|x@1:4"}},
           {"lines in quotes", "\"a\nb\r\nc\",d\ne\n", {"a\nb\r\nc@1:1|d@3:4", "e@4:1"}},
           {"columns count characters",
            "ääkkönen,b\n€€,\U0001f600,c\n",
            {"ääkkönen@1:1|b@1:10", "€€@2:1|\U0001f600@2:4|c@2:6"}},
           {"spaces stay", " a , b \n", {" a @1:1| b @1:5"}},
       }) {
    EXPECT_EQ(Read(c.bytes), c.rows) << c.what;
  }
}

TEST(CsvReaderTest, SaysWhereAFileIsMalformed) {
  struct Case {
    std::string what;
    std::string bytes;
    std::string reason;
    std::string place;
  };
  for (const Case& c : std::vector<Case>{
           {"Latin-1", "nimi\nAino M\xe4kel\xe4\n", "CSV_INVALID_UTF8", "2:7"},
           {"Latin-1 in quotes", "a,\"\n\xe4\"\n", "CSV_INVALID_UTF8", "2:1"},
           {"cut off", "a,\xc3", "CSV_INVALID_UTF8", "1:3"},
           {"UTF-16 with its mark",
            std::string("\xff\xfe"
                        "a\0",
                        4),
            "CSV_INVALID_UTF8", "1:1"},
           {"UTF-16 without", std::string("a\0,\0", 4), "CSV_CONTROL_CHARACTER", "1:2"},
           {"quote in a cell", "a,b\nsay \"hei\",c\n", "CSV_STRAY_QUOTE", "2:5"},
           {"text after a quote", "\"a\"b,c\n", "CSV_STRAY_QUOTE", "1:4"},
           {"space before a quote", "a, \"b\"\n", "CSV_STRAY_QUOTE", "1:4"},
           {"never closed", "a,b\nc,\"d\ne\nf", "CSV_UNCLOSED_QUOTE", "2:3"},
           {"a quote alone", "\"", "CSV_UNCLOSED_QUOTE", "1:1"},
           {"three quotes", "\"\"\"", "CSV_UNCLOSED_QUOTE", "1:1"},
       }) {
    const absl::Status status = ReadCsv(c.bytes).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.what;
    EXPECT_EQ(ReasonOf(status), c.reason) << c.what;
    Particulars particulars = ParticularsOf(status);
    EXPECT_EQ(particulars["line"] + ":" + particulars["column"], c.place) << c.what;
  }
}

TEST(CsvReaderTest, LimitsHoldAtTheirEdge) {
  const CsvLimits limits = {.max_bytes = 40, .max_rows = 3, .max_columns = 4, .max_cell_bytes = 5};
  struct Case {
    std::string bytes;
    std::string reason;
  };
  for (const Case& c : std::vector<Case>{
           {"a\nb\nc\n\n\n", ""},
           {"a\nb\nc\nd", "CSV_TOO_MANY_ROWS"},
           {"a,b,c,d\n", ""},
           {"a,b,c,d,e\n", "CSV_TOO_MANY_COLUMNS"},
           {"a,b,c,d,\n", "CSV_TOO_MANY_COLUMNS"},
           {"abcde,\"abcde\"\n", ""},
           {"abcdef\n", "CSV_CELL_TOO_LARGE"},
           {"\"abcde\n\"", "CSV_CELL_TOO_LARGE"},
           {std::string(40, '\n'), ""},
           {std::string(41, '\n'), "CSV_FILE_TOO_LARGE"},
       }) {
    const absl::Status status = ReadCsv(c.bytes, limits).status();
    EXPECT_EQ(ReasonOf(status), c.reason) << c.bytes;
    if (!c.reason.empty()) {
      EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange);
      EXPECT_TRUE(ParticularsOf(status).contains("limit"));
    }
  }
}

TEST(CsvReaderTest, TenThousandRowsFit) {
  std::string bytes = "name,email\n";
  for (int i = 0; i < 10'000; ++i) bytes += "Aino,aino@example.org\n";
  const absl::StatusOr<CsvTable> table = ReadCsv(bytes);
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_EQ(table->rows.size(), 10'001u);
  EXPECT_EQ(ReasonOf(ReadCsv(bytes + "x,y\n").status()), "CSV_TOO_MANY_ROWS");
}

// What a spreadsheet would write for `rows`.
std::string Written(const std::vector<std::vector<std::string>>& rows, char separator,
                    const std::string& line_end) {
  std::string bytes;
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) bytes += separator;
      bytes += "\"" + absl::StrReplaceAll(row[i], {{"\"", "\"\""}}) + "\"";
    }
    bytes += line_end;
  }
  return bytes;
}

TEST(CsvReaderPropertyTest, ReadsBackWhatWasWritten) {
  const std::vector<std::string> pieces = {"a",  "ä",  "€",    "\U0001f600", ",", ";",
                                           "\"", "\n", "\r\n", " ",          "'", "\t"};
  const unsigned first_seed = std::random_device{}();
  for (unsigned seed = first_seed; seed != first_seed + 1000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto below = [&](size_t n) { return random() % n; };
    const size_t columns = 2 + below(4);
    std::vector<std::vector<std::string>> rows(1 + below(6));
    for (auto& row : rows) {
      row.resize(columns);
      for (std::string& cell : row) {
        for (size_t i = below(8); i > 0; --i) cell += pieces[below(pieces.size())];
      }
    }
    const char separator = below(2) == 0 ? ',' : ';';
    const std::string line_end = std::vector<std::string>{"\n", "\r\n", "\r"}[below(3)];
    const absl::StatusOr<CsvTable> table = ReadCsv(Written(rows, separator, line_end));
    ASSERT_TRUE(table.ok()) << table.status();
    ASSERT_EQ(table->separator, separator);
    std::vector<std::vector<std::string>> read;
    for (const CsvRow& row : table->rows) {
      read.emplace_back();
      for (const CsvCell& cell : row.cells) read.back().push_back(cell.text);
    }
    ASSERT_EQ(read, rows);
  }
}

}  // namespace
}  // namespace kasvu::client
