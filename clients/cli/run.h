#pragma once

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "clients/cli/frame.h"
#include "clients/cli/words.h"

namespace kasvu::cli {

// What a program is called, what it is for and what it can do.
struct Program {
  std::string name;  // as it is typed
  Words purpose;
  Words first_steps;  // below its --help
  void (*add_commands)(CLI::App& app, Frame& frame);
};

// Does what `arguments` (without the program's name) ask for: 0 when it was done, 1 when something
// was refused or is wrong, 2 when it was typed wrongly.
int RunProgram(const Program& program, const std::vector<std::string>& arguments,
               const Terminal& terminal);

// The same as the program `kasvu`.
int Run(const std::vector<std::string>& arguments, const Terminal& terminal);

// All commands of `kasvu`, below `app`, in the language of `frame`.
void AddCommands(CLI::App& app, Frame& frame);

// `completion bash` of the program that `app` is.
void AddCompletion(CLI::App& app, Frame& frame);

}  // namespace kasvu::cli
