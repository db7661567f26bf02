// A program that a test or benchmark starts, reads and ends, as a person at a terminal would.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace kasvu::tests {

class Process {
 public:
  // What becomes of its standard error: read by Errors(), or shown among the test's own.
  enum class StandardError { kRead, kShow };

  // Starts `program` with `arguments`; it inherits nothing but the environment.
  explicit Process(const std::string& program, std::vector<std::string> arguments,
                   StandardError standard_error = StandardError::kRead);
  // Kills it when it still runs.
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // The next line on standard output with its end of line, "" when there is no more.
  std::string Line() { return Read(out_); }

  // Everything on standard error, to its end. Empty under kShow.
  std::string Errors();

  // The address that kasvud, or a server that says so in the same words, listens on: reads its
  // output up to that line. Empty when it ended before.
  std::string Address();
  // Where it serves operators, once its address has been read; 0 when it does not.
  int OperatorPort() const { return operator_port_; }

  pid_t pid() const { return pid_; }
  void Signal(int signal);

  // Waits for its end and says how it came: the exit status, or 128 and the signal's number.
  int Wait();

 private:
  static std::string Read(std::FILE* file);

  pid_t pid_ = 0;
  int operator_port_ = 0;
  std::FILE* out_ = nullptr;
  std::FILE* err_ = nullptr;  // null under kShow
};

}  // namespace kasvu::tests
