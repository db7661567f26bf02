// The Kasvu server.

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "google/protobuf/stubs/logging.h"
#include "grpc/support/log.h"
#include "services/common/log.h"
#include "services/kasvud/kasvud.h"
#include "services/kasvud/options.h"
#include "services/kasvud/service_manager.h"

namespace {

using kasvu::kasvud::Kasvud;
using kasvu::kasvud::TellServiceManager;
using kasvu::services::Log;
using kasvu::services::LogLevel;

// Blocks the signals that end the server in every thread made from now on; one waits for them.
sigset_t BlockEndingSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Ends the process when stopping takes too long. What was answered is on the disk by then.
void EndWithin(absl::Duration limit) {
  std::thread([limit] {
    std::this_thread::sleep_for(absl::ToChronoMilliseconds(limit));
    Log(LogLevel::kWarning, "stopping took too long; ending without it");
    _exit(EXIT_SUCCESS);
  }).detach();
}

// Each connection is an open file, and gRPC 1.51 stops listening for good when there are none left.
void RaiseFileLimit() {
  rlimit files = {};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

// The host of --listen with the port that was given.
std::string AddressOf(const std::string& listen, int port) {
  return listen.substr(0, listen.rfind(':') + 1) + std::to_string(port);
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = kasvu::kasvud::ParseOptions(argc, argv);
  if (!parsed.options) return parsed.exit_code;

  // What is written is for the owner alone.
  umask(0077);
  signal(SIGPIPE, SIG_IGN);
  // A file that may not grow any more is an error of its write, as a full disk is.
  signal(SIGXFSZ, SIG_IGN);
  // Its complaints about requests are answered to whoever sent them.
  google::protobuf::SetLogHandler(nullptr);
  // What gRPC says about a port that is taken is said again, for people.
  if (std::getenv("GRPC_VERBOSITY") == nullptr) gpr_set_log_function([](gpr_log_func_args*) {});
  // Debian builds Abseil, which gRPC locks with, so that every lock looks for deadlocks.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  kasvu::services::SetLogLevel(parsed.options->log_level);
  RaiseFileLimit();
  const sigset_t signals = BlockEndingSignals();

  auto kasvud = Kasvud::Start(*parsed.options);
  if (!kasvud.ok()) {
    // For people, and for what reads logs.
    std::fprintf(stderr, "kasvud: %s\n", std::string(kasvud.status().message()).c_str());
    Log(LogLevel::kError, "start refused", kasvud.status());
    return EXIT_FAILURE;
  }
  if (const int port = (*kasvud)->operator_port(); port != 0) {
    std::printf("operators are served on %s\n",
                AddressOf(parsed.options->operator_listen, port).c_str());
  }
  std::printf("kasvud is listening on %s\n",
              AddressOf(parsed.options->listen, (*kasvud)->port()).c_str());
  std::fflush(stdout);
  Log(LogLevel::kInfo, "started",
      {{"version", KASVU_VERSION},
       {"listen", AddressOf(parsed.options->listen, (*kasvud)->port())},
       {"data", parsed.options->data},
       {"pid", ::getpid()},
       {"note", "on the loopback only: there are no accounts, and clients name the actor"}});
  TellServiceManager("READY=1");

  int received = 0;
  sigwait(&signals, &received);
  Log(LogLevel::kInfo, "stopping", {{"signal", received}});
  TellServiceManager("STOPPING=1");
  EndWithin(kasvu::kasvud::kStopWithin);
  (*kasvud)->Stop();
  Log(LogLevel::kInfo, "stopped");
  return EXIT_SUCCESS;
}
