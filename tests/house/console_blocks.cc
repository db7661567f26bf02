#include "tests/house/console_blocks.h"

#include <sstream>
#include <utility>

namespace kasvu::house {
namespace {

constexpr std::string_view kAnything = "…";

std::string WithoutTrailingSpace(std::string_view line) {
  const size_t last = line.find_last_not_of(" \t\r");
  return std::string(line.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(WithoutTrailingSpace(line));
  return lines;
}

// Whether `line` is `shown` with each `…` replaced by something.
bool LineMatches(std::string_view shown, std::string_view line) {
  const size_t gap = shown.find(kAnything);
  if (gap == std::string_view::npos) return shown == line;
  if (!line.starts_with(shown.substr(0, gap))) return false;
  const std::string_view rest = shown.substr(gap + kAnything.size());
  for (size_t from = gap; from <= line.size(); ++from) {
    if (LineMatches(rest, line.substr(from))) return true;
  }
  return false;
}

using Lines = std::vector<std::string>;

bool LinesMatch(Lines::const_iterator shown, Lines::const_iterator shown_end,
                Lines::const_iterator line, Lines::const_iterator line_end) {
  if (shown == shown_end) return line == line_end;
  if (*shown == kAnything) {
    for (Lines::const_iterator from = line;; ++from) {
      if (LinesMatch(shown + 1, shown_end, from, line_end)) return true;
      if (from == line_end) return false;
    }
  }
  return line != line_end && LineMatches(*shown, *line) &&
         LinesMatch(shown + 1, shown_end, line + 1, line_end);
}

// Takes a last line `(exit N)` off what is shown.
void TakeExitCode(ShownCommand& command) {
  if (command.expected.empty()) return;
  const std::string& last = command.expected.back();
  if (last.size() != 8 || !last.starts_with("(exit ") || last[7] != ')') return;
  command.exit_code = last[6] - '0';
  command.expected.pop_back();
}

}  // namespace

std::vector<ShownCommand> CommandsOf(std::string_view markdown) {
  std::vector<ShownCommand> commands;
  bool inside = false;
  bool goes_on = false;
  int number = 0;
  for (const std::string& line : LinesOf(markdown)) {
    ++number;
    if (line.starts_with("```")) {
      inside = line == "```console";
      goes_on = false;
    } else if (!inside) {
      continue;
    } else if (goes_on) {
      commands.back().text += "\n" + line;
      goes_on = line.ends_with('\\');
    } else if (line.starts_with("$ ")) {
      ShownCommand command;
      command.line = number;
      command.text = line.substr(2);
      commands.push_back(std::move(command));
      goes_on = line.ends_with('\\');
    } else if (!commands.empty()) {
      commands.back().expected.push_back(line);
    }
  }
  for (ShownCommand& command : commands) TakeExitCode(command);
  return commands;
}

bool Matches(const std::vector<std::string>& expected, std::string_view output) {
  if (expected.empty()) return true;
  const Lines lines = LinesOf(output);
  return LinesMatch(expected.begin(), expected.end(), lines.begin(), lines.end());
}

}  // namespace kasvu::house
