// Tables for people: columns as wide as their widest cell, two spaces between them.
#pragma once

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace kasvu::cli {

enum class Style { kPlain, kStrong, kGood, kBad, kFaint };

struct Cell {
  Cell(std::string cell_text, Style cell_style = Style::kPlain)  // NOLINT: a text is a cell
      : text(std::move(cell_text)), style(cell_style) {}
  Cell(const char* cell_text) : text(cell_text) {}  // NOLINT
  std::string text;
  Style style = Style::kPlain;
};

class Table {
 public:
  // Without titles there is no first row, as for the parts of one thing.
  explicit Table(std::vector<std::string> titles = {}) : titles_(std::move(titles)) {}

  // Numbers read best when they end at the same place.
  Table& AlignRight(size_t column);
  void Add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }

  // No line ends in spaces. Control characters in a cell become spaces, so that no content can
  // speak to the terminal; colours are written only when `coloured`.
  void Print(std::ostream& out, bool coloured) const;

 private:
  std::vector<std::string> titles_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<bool> right_;
};

// `text` without control characters.
std::string Printable(std::string text);

// `text` in the style's colour, or as it is.
std::string Styled(const std::string& text, Style style, bool coloured);

}  // namespace kasvu::cli
