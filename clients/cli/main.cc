// The command `kasvu`.

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/run.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
  const kasvu::cli::Terminal terminal{
      .out = std::cout,
      .err = std::cerr,
      .out_is_terminal = isatty(STDOUT_FILENO) != 0,
      .err_is_terminal = isatty(STDERR_FILENO) != 0,
      .environment = [](const std::string& name) -> std::optional<std::string> {
        const char* const value = std::getenv(name.c_str());
        if (value == nullptr) return std::nullopt;
        return std::string(value);
      }};
  return kasvu::cli::Run(std::vector<std::string>(argv + 1, argv + argc), terminal);
}
