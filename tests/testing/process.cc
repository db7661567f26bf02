#include "tests/testing/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace kasvu::tests {
namespace {

constexpr std::string_view kReady = "kasvud is listening on ";
constexpr std::string_view kOperators = "operators are served on ";

struct Pipe {
  // Closed in whatever other program is started meanwhile.
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) ::perror("pipe2");
  }
  std::array<int, 2> ends = {-1, -1};
};

}  // namespace

Process::Process(const std::string& program, std::vector<std::string> arguments,
                 StandardError standard_error) {
  arguments.insert(arguments.begin(), program);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const bool read_errors = standard_error == StandardError::kRead;
  const Pipe out;
  const Pipe err;
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(out.ends[1], STDOUT_FILENO);
    if (read_errors) ::dup2(err.ends[1], STDERR_FILENO);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  ::close(out.ends[1]);
  ::close(err.ends[1]);
  out_ = ::fdopen(out.ends[0], "r");
  if (read_errors) {
    err_ = ::fdopen(err.ends[0], "r");
  } else {
    ::close(err.ends[0]);
  }
}

Process::~Process() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  std::fclose(out_);
  if (err_ != nullptr) std::fclose(err_);
}

std::string Process::Errors() {
  std::string all;
  if (err_ == nullptr) return all;
  for (std::string line = Read(err_); !line.empty(); line = Read(err_)) all += line;
  return all;
}

std::string Process::Address() {
  for (std::string line = Line(); !line.empty(); line = Line()) {
    if (line.ends_with('\n')) line.pop_back();
    if (line.starts_with(kOperators)) operator_port_ = std::stoi(line.substr(line.rfind(':') + 1));
    if (line.starts_with(kReady)) return line.substr(kReady.size());
  }
  return "";
}

void Process::Signal(int signal) {
  if (pid_ > 0) ::kill(pid_, signal);
}

int Process::Wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string Process::Read(std::FILE* file) {
  std::array<char, 4096> line;
  return std::fgets(line.data(), line.size(), file) != nullptr ? line.data() : "";
}

}  // namespace kasvu::tests
