// Tables as spreadsheets save them: RFC 4180 with a comma or a semicolon. The reader is strict and
// says where everything stands, because a person has to find the place in her own file again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace kasvu::client {

struct CsvLimits {
  size_t max_bytes = 10'000'000;
  int max_rows = 10'001;  // 10 000 and the header
  int max_columns = 200;
  size_t max_cell_bytes = 100'000;
};

// Lines and columns count from 1; columns count characters, not bytes, as an editor shows them.
struct CsvCell {
  std::string text;  // without its quotes
  int line = 0;
  int column = 0;
};

struct CsvRow {
  int line = 0;                // on which it begins
  std::vector<CsvCell> cells;  // never empty
};

struct CsvTable {
  char separator = ',';
  std::vector<CsvRow> rows;  // the header among them; empty lines are left out
};

// Reads a whole file. A byte order mark is skipped; the separator is whichever of comma and
// semicolon the first line has more of; lines end with LF, CRLF or CR; a quoted cell may hold
// separators, line ends and doubled quotes.
//
// INVALID_ARGUMENT with CSV_INVALID_UTF8, CSV_CONTROL_CHARACTER (NUL), CSV_STRAY_QUOTE (a quote in
// the middle of a cell, or something after a closing one) or CSV_UNCLOSED_QUOTE; OUT_OF_RANGE with
// CSV_FILE_TOO_LARGE, CSV_TOO_MANY_ROWS, CSV_TOO_MANY_COLUMNS or CSV_CELL_TOO_LARGE. The
// particulars hold `line` and `column`, and `limit` where there is one.
absl::StatusOr<CsvTable> ReadCsv(std::string_view bytes, const CsvLimits& limits = {});

}  // namespace kasvu::client
