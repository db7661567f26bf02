#include "tests/testing/bash.h"

#include <stdio.h>
#include <sys/wait.h>

#include <array>
#include <cstdlib>

namespace kasvu::tests {

Outcome InBash(const std::string& command) {
  Outcome outcome;
  setenv("KASVU_SHOWN_COMMAND", command.c_str(), 1);
  FILE* const pipe = popen("cd '" KASVU_SOURCE_DIR "' && PATH=\"" KASVU_BINARY_DIR
                           "/bin:$PATH\" bash -c \"$KASVU_SHOWN_COMMAND\" 2>&1",
                           "r");
  if (pipe == nullptr) return outcome;
  std::array<char, 4096> part;
  while (size_t count = fread(part.data(), 1, part.size(), pipe)) {
    outcome.output.append(part.data(), count);
  }
  const int status = pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

}  // namespace kasvu::tests
