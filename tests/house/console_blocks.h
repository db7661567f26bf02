// The commands that a document shows, and what they print: fenced blocks marked `console`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kasvu::house {

// A line that begins with `$ `, with the lines below it that do not.
struct ShownCommand {
  int line = 0;                       // where it stands in the document, from 1
  std::string text;                   // without the `$ `; lines that end in a backslash go on
  std::vector<std::string> expected;  // empty when the document shows no output
  int exit_code = 0;                  // from a last line `(exit 1)`
};

// The commands of all console blocks of a Markdown text, in order.
std::vector<ShownCommand> CommandsOf(std::string_view markdown);

// Whether `output` is what the document shows. `…` in a shown line stands for any characters, and
// a shown line of nothing else for any lines, none included. Spaces at the end of lines do not
// count. Without shown lines any output will do.
bool Matches(const std::vector<std::string>& expected, std::string_view output);

}  // namespace kasvu::house
