#include "clients/cli/table.h"

#include <algorithm>

#include "clients/cli/display_width.h"

namespace kasvu::cli {
namespace {

const char* CodeOf(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kStrong:
      return "\033[1m";
    case Style::kGood:
      return "\033[32m";
    case Style::kBad:
      return "\033[31m";
    case Style::kFaint:
      return "\033[2m";
  }
  return "";
}

}  // namespace

std::string Printable(std::string text) {
  for (char& byte : text) {
    if (static_cast<unsigned char>(byte) < ' ' || byte == 0x7f) byte = ' ';
  }
  return text;
}

std::string Styled(const std::string& text, Style style, bool coloured) {
  if (!coloured || style == Style::kPlain || text.empty()) return text;
  return CodeOf(style) + text + "\033[0m";
}

Table& Table::AlignRight(size_t column) {
  if (right_.size() <= column) right_.resize(column + 1);
  right_[column] = true;
  return *this;
}

void Table::Print(std::ostream& out, bool coloured) const {
  std::vector<std::vector<Cell>> rows;
  if (!titles_.empty()) {
    std::vector<Cell> head;
    for (const std::string& title : titles_) head.emplace_back(title, Style::kStrong);
    rows.push_back(std::move(head));
  }
  rows.insert(rows.end(), rows_.begin(), rows_.end());

  std::vector<int> widths;
  for (std::vector<Cell>& row : rows) {
    if (widths.size() < row.size()) widths.resize(row.size());
    for (size_t i = 0; i < row.size(); ++i) {
      row[i].text = Printable(std::move(row[i].text));
      widths[i] = std::max(widths[i], DisplayWidth(row[i].text));
    }
  }
  for (const std::vector<Cell>& row : rows) {
    std::string line;
    int owed = 0;  // spaces, written only before something else
    for (size_t i = 0; i < row.size(); ++i) {
      const int rest = widths[i] - DisplayWidth(row[i].text);
      const bool right = i < right_.size() && right_[i];
      if (right) owed += rest;
      if (!row[i].text.empty()) {
        line.append(owed, ' ').append(Styled(row[i].text, row[i].style, coloured));
        owed = 0;
      }
      owed += (right ? 0 : rest) + 2;
    }
    out << line << '\n';
  }
}

}  // namespace kasvu::cli
