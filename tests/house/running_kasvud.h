// The real server, for tests that use it as a person would.
#pragma once

#include <stdio.h>
#include <sys/types.h>

#include <string>
#include <vector>

namespace kasvu::house {

// Starts `kasvud` with `options` and waits until it listens on a port of its own choice; ends it
// with SIGTERM on destruction. Its messages go to the test's own error output.
class RunningKasvud {
 public:
  explicit RunningKasvud(const std::vector<std::string>& options);
  ~RunningKasvud();
  RunningKasvud(const RunningKasvud&) = delete;
  RunningKasvud& operator=(const RunningKasvud&) = delete;

  // Where it listens, "127.0.0.1:4711"; empty when it did not start.
  const std::string& address() const { return address_; }

 private:
  pid_t process_ = -1;
  std::string address_;
  FILE* output_ = nullptr;
};

}  // namespace kasvu::house
