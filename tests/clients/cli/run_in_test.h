// `kasvu` inside the test: what it prints and how it ends.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "clients/cli/run.h"

namespace kasvu::cli {

struct Ran {
  int exit_code = -1;
  std::string out;
  std::string err;
};

// Runs with an environment of its own, by default with nothing in it; on a terminal when asked.
inline Ran RunWith(const std::map<std::string, std::string>& environment,
                   const std::vector<std::string>& arguments, bool terminal = false) {
  std::ostringstream out;
  std::ostringstream err;
  const int code =
      Run(arguments, {.out = out,
                      .err = err,
                      .out_is_terminal = terminal,
                      .err_is_terminal = terminal,
                      .environment = [&](const std::string& name) -> std::optional<std::string> {
                        const auto found = environment.find(name);
                        if (found == environment.end()) return std::nullopt;
                        return found->second;
                      }});
  return {code, out.str(), err.str()};
}

}  // namespace kasvu::cli
