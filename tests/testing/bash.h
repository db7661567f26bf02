// Commands as a person types them.
#pragma once

#include <string>

namespace kasvu::tests {

struct Outcome {
  std::string output;
  int exit_code = -1;  // -1: it did not end by itself
};

// Runs `command` in bash at the root of the repository, with the programs of this build before all
// others; its standard output and error come together as a terminal would show them.
Outcome InBash(const std::string& command);

}  // namespace kasvu::tests
