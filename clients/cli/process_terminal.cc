#include "clients/cli/process_terminal.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

namespace kasvu::cli {

Terminal ProcessTerminal() {
  return {.out = std::cout,
          .err = std::cerr,
          .out_is_terminal = isatty(STDOUT_FILENO) != 0,
          .err_is_terminal = isatty(STDERR_FILENO) != 0,
          .environment = [](const std::string& name) -> std::optional<std::string> {
            const char* const value = std::getenv(name.c_str());
            if (value == nullptr) return std::nullopt;
            return std::string(value);
          }};
}

}  // namespace kasvu::cli
