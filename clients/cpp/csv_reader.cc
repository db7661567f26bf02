#include "clients/cpp/csv_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cpp/utf8.h"
#include "errors/error.h"

namespace kasvu::client {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

struct Place {
  int line = 1;
  int column = 1;
};

absl::Status Malformed(std::string_view reason, std::string_view what, Place place) {
  return Error(
      absl::StatusCode::kInvalidArgument, reason,
      absl::StrCat("line ", place.line, ", column ", place.column, ": ", std::string(what)),
      {{"line", std::to_string(place.line)}, {"column", std::to_string(place.column)}});
}

absl::Status BeyondLimit(std::string_view reason, std::string_view what, size_t limit,
                         Place place) {
  return Error(absl::StatusCode::kOutOfRange, reason,
               absl::StrCat("line ", place.line, ", column ", place.column, ": ", std::string(what),
                            " (limit ", limit, ")"),
               {{"line", std::to_string(place.line)},
                {"column", std::to_string(place.column)},
                {"limit", std::to_string(limit)}});
}

// A comma unless the first line has more semicolons outside its quotes.
char SeparatorOf(std::string_view text) {
  int balance = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (c == ';') ++balance;
    if (c == ',') --balance;
  }
  return balance > 0 ? ';' : ',';
}

class Reader {
 public:
  Reader(std::string_view text, const CsvLimits& limits)
      : text_(text), limits_(limits), separator_(SeparatorOf(text)) {}

  absl::StatusOr<CsvTable> Read() {
    CsvTable table;
    table.separator = separator_;
    while (!AtEnd()) {
      if (static_cast<int>(table.rows.size()) == limits_.max_rows && !AtLineEnd()) {
        return BeyondLimit("CSV_TOO_MANY_ROWS", "too many rows; split the file", limits_.max_rows,
                           place_);
      }
      if (AtLineEnd()) {
        SkipLineEnd();
        continue;
      }
      KASVU_ASSIGN_OR_RETURN(CsvRow row, ReadRow());
      table.rows.push_back(std::move(row));
    }
    return table;
  }

 private:
  bool AtEnd() const { return next_ == text_.size(); }
  bool At(char c) const { return !AtEnd() && text_[next_] == c; }
  bool AtLineEnd() const { return At('\n') || At('\r'); }

  absl::StatusOr<CsvRow> ReadRow() {
    CsvRow row;
    row.line = place_.line;
    while (true) {
      if (static_cast<int>(row.cells.size()) == limits_.max_columns) {
        return BeyondLimit("CSV_TOO_MANY_COLUMNS", "too many columns", limits_.max_columns, place_);
      }
      CsvCell cell;
      cell.line = place_.line;
      cell.column = place_.column;
      KASVU_RETURN_IF_ERROR(At('"') ? ReadQuoted(cell.text) : ReadPlain(cell.text));
      row.cells.push_back(std::move(cell));
      if (!At(separator_)) break;
      Step(1);
    }
    SkipLineEnd();
    return row;
  }

  absl::Status ReadPlain(std::string& cell) {
    while (!AtEnd() && !AtLineEnd() && !At(separator_)) {
      if (At('"')) {
        return Malformed("CSV_STRAY_QUOTE",
                         "a quote inside a cell; put the whole cell in quotes and double the "
                         "quotes inside it",
                         place_);
      }
      KASVU_RETURN_IF_ERROR(TakeCharacter(cell));
    }
    return absl::OkStatus();
  }

  absl::Status ReadQuoted(std::string& cell) {
    const Place opening = place_;
    Step(1);
    while (!AtEnd()) {
      if (At('"')) {
        Step(1);
        if (!At('"')) return CheckAfterQuote();
        KASVU_RETURN_IF_ERROR(TakeCharacter(cell));
      } else if (AtLineEnd()) {
        const size_t before = next_;
        SkipLineEnd();
        cell.append(text_.substr(before, next_ - before));
        KASVU_RETURN_IF_ERROR(CheckSize(cell));
      } else {
        KASVU_RETURN_IF_ERROR(TakeCharacter(cell));
      }
    }
    return Malformed("CSV_UNCLOSED_QUOTE", "the quote that opens this cell is never closed",
                     opening);
  }

  absl::Status CheckAfterQuote() const {
    if (AtEnd() || AtLineEnd() || At(separator_)) return absl::OkStatus();
    return Malformed("CSV_STRAY_QUOTE",
                     "something follows the closing quote of a cell; double the quotes inside it",
                     place_);
  }

  absl::Status TakeCharacter(std::string& cell) {
    const size_t length = CharacterLength(text_.substr(next_));
    if (length == 0) {
      return Malformed("CSV_INVALID_UTF8",
                       "this character is not UTF-8; save the file as \"CSV UTF-8\"", place_);
    }
    if (text_[next_] == '\0') {
      return Malformed("CSV_CONTROL_CHARACTER",
                       "a zero byte; save the file as \"CSV UTF-8\", not as UTF-16", place_);
    }
    cell.append(text_.substr(next_, length));
    KASVU_RETURN_IF_ERROR(CheckSize(cell));
    Step(length);
    return absl::OkStatus();
  }

  absl::Status CheckSize(const std::string& cell) const {
    if (cell.size() <= limits_.max_cell_bytes) return absl::OkStatus();
    return BeyondLimit("CSV_CELL_TOO_LARGE", "too long a text in one cell", limits_.max_cell_bytes,
                       place_);
  }

  // One character of `length` bytes, on the same line.
  void Step(size_t length) {
    next_ += length;
    ++place_.column;
  }

  void SkipLineEnd() {
    if (AtEnd()) return;
    next_ += text_.substr(next_).starts_with("\r\n") ? 2 : 1;
    ++place_.line;
    place_.column = 1;
  }

  std::string_view text_;
  const CsvLimits& limits_;
  const char separator_;
  size_t next_ = 0;
  Place place_;
};

}  // namespace

absl::StatusOr<CsvTable> ReadCsv(std::string_view bytes, const CsvLimits& limits) {
  if (bytes.size() > limits.max_bytes) {
    return BeyondLimit("CSV_FILE_TOO_LARGE", "the file is too large; split it", limits.max_bytes,
                       Place());
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return Reader(bytes, limits).Read();
}

}  // namespace kasvu::client
