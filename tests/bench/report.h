// What was measured, as the Markdown that stands in docs/benchmarks.md.
#pragma once

#include <string>
#include <vector>

namespace kasvu::bench {

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

class Report {
 public:
  // Prints a section with its table at once, so that a long run shows how far it is.
  void Add(const std::string& title, const std::string& text, const Table& table);

  // The whole of it.
  const std::string& markdown() const { return markdown_; }

 private:
  std::string markdown_;
};

// The processors and the system that it was measured on.
std::string Machine();

}  // namespace kasvu::bench
