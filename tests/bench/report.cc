#include "tests/bench/report.h"

#include <sys/utsname.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace kasvu::bench {
namespace {

std::string Line(const std::vector<std::string>& cells, const std::vector<size_t>& widths) {
  std::vector<std::string> padded;
  for (size_t i = 0; i < cells.size(); ++i) {
    padded.push_back(std::string(widths[i] - cells[i].size(), ' ') + cells[i]);
  }
  return absl::StrCat("| ", absl::StrJoin(padded, " | "), " |\n");
}

std::string Drawn(const Table& table) {
  std::vector<size_t> widths;
  for (const std::string& column : table.columns)
    widths.push_back(std::max<size_t>(3, column.size()));
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string drawn = Line(table.columns, widths);
  for (const size_t width : widths) absl::StrAppend(&drawn, "|", std::string(width + 1, '-'), ":");
  absl::StrAppend(&drawn, "|\n");
  for (const auto& row : table.rows) absl::StrAppend(&drawn, Line(row, widths));
  return drawn;
}

std::string ProcessorModel() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown processor";
}

}  // namespace

void Report::Add(const std::string& title, const std::string& text, const Table& table) {
  const std::string section = absl::StrCat("\n## ", title, "\n\n", text, "\n\n", Drawn(table));
  std::cout << section << std::flush;
  markdown_ += section;
}

std::string Machine() {
  utsname system = {};
  ::uname(&system);
  return absl::StrCat(std::thread::hardware_concurrency(), " × ", ProcessorModel(), ", ",
                      system.sysname, " ", system.release);
}

}  // namespace kasvu::bench
