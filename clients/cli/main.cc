// The command `kasvu`.

#include <csignal>
#include <string>
#include <vector>

#include "clients/cli/admin_program.h"
#include "clients/cli/process_terminal.h"
#include "clients/cli/run.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const kasvu::cli::Terminal terminal = kasvu::cli::ProcessTerminal();
  if (const auto admin = kasvu::cli::AdminArguments(arguments)) {
    kasvu::cli::BecomeAdmin(*admin);
  }
  return kasvu::cli::Run(arguments, terminal);
}
