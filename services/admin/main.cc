// The program `kasvu-admin`, which `kasvu admin` becomes.

#include <sys/stat.h>

#include <csignal>
#include <string>
#include <vector>

#include "clients/cli/process_terminal.h"
#include "clients/cli/run.h"
#include "services/admin/verbs.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);
  // What is written is for the owner alone.
  umask(0077);
  return kasvu::cli::RunProgram(kasvu::admin::AdminProgram(),
                                std::vector<std::string>(argv + 1, argv + argc),
                                kasvu::cli::ProcessTerminal());
}
