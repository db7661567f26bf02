#include "tests/bench/recording.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "kasvu/v1/progress_service.grpc.pb.h"
#include "tests/bench/calls.h"
#include "tests/bench/echo.h"
#include "tests/bench/load.h"

namespace kasvu::bench {
namespace {

constexpr int kInFlight[] = {1, 16, 64, 256};

class RecordLoad {
 public:
  RecordLoad(const std::string& address, const Population& population)
      : stubs_(address), population_(population) {}

  Measured Measure(int in_flight, int first, int calls) const {
    return Load(in_flight, first, calls, [this](int index, Done done) {
      auto* const async = stubs_.Of(index).async();
      using Async = std::remove_pointer_t<decltype(async)>;
      Start<Async, kasvu::v1::RecordStepRequest, kasvu::v1::RecordStepResponse>(
          async, &Async::RecordStep, population_.Recording(index), std::move(done));
    });
  }

 private:
  Stubs<kasvu::v1::ProgressService> stubs_;
  const Population& population_;
};

// The processor time that `process` has used since it started; nothing where nobody knows.
absl::Duration ProcessorTime(const tests::Process& process) {
  std::ifstream file(absl::StrCat("/proc/", process.pid(), "/stat"));
  const std::string text(std::istreambuf_iterator<char>(file), {});
  // After the name in brackets, which may have blanks: state first, user and system time 12th.
  const std::vector<std::string> fields =
      absl::StrSplit(text.substr(std::min(text.size(), text.rfind(')') + 1)), ' ');
  int64_t user = 0, system = 0;
  if (fields.size() < 14 || !absl::SimpleAtoi(fields[12], &user) ||
      !absl::SimpleAtoi(fields[13], &system)) {
    return absl::ZeroDuration();
  }
  return absl::Seconds(user + system) / sysconf(_SC_CLK_TCK);
}

// What a load takes of its server's processors, for each call.
template <typename Make>
Measured WithProcessorTime(const tests::Process& server, std::string& micros, const Make& make) {
  const absl::Duration before = ProcessorTime(server);
  const Measured measured = make();
  const absl::Duration used = ProcessorTime(server) - before;
  micros = absl::StrFormat("%.0f", absl::ToDoubleMicroseconds(used) / measured.calls);
  return measured;
}

std::string Milliseconds(absl::Duration duration) {
  return absl::StrFormat("%.2f", absl::ToDoubleMilliseconds(duration));
}

std::vector<std::string> Row(const Measured& record, const std::string& record_micros,
                             const Measured& echo, const std::string& echo_micros) {
  return {absl::StrCat(record.in_flight),
          absl::StrFormat("%.2f", record.per_second / echo.per_second),
          absl::StrFormat("%.0f", record.per_second),
          absl::StrFormat("%.0f", echo.per_second),
          Milliseconds(record.p50),
          Milliseconds(record.p99),
          Milliseconds(echo.p50),
          Milliseconds(echo.p99),
          record_micros,
          echo_micros};
}

}  // namespace

void MeasureRecording(const tests::Process& kasvud, const std::string& address,
                      const Population& population, const RecordingPlan& plan, Report& report) {
  tests::Process echo_server("/proc/self/exe", {"--echo-server"},
                             tests::Process::StandardError::kShow);
  const int bytes = population.Recording(0).ByteSizeLong();
  const EchoLoad echoes(echo_server.Address(), bytes);
  const RecordLoad records(address, population);
  echoes.Measure(64, plan.echoes / 10);  // connections made, pools filled

  Table table = {{"in flight", "ratio", "RecordStep/s", "echo/s", "p50 ms", "p99 ms", "echo p50 ms",
                  "echo p99 ms", "server µs", "echo server µs"},
                 {}};
  int next = 0;
  for (const int in_flight : kInFlight) {
    // One call at a time takes an fsync each: fewer will do.
    const int calls =
        std::min(population.recordings() - next, in_flight == 1 ? plan.records / 10 : plan.records);
    std::string echo_micros, record_micros;
    const Measured echo = WithProcessorTime(echo_server, echo_micros, [&] {
      return echoes.Measure(in_flight, in_flight == 1 ? plan.echoes / 10 : plan.echoes);
    });
    const Measured record = WithProcessorTime(
        kasvud, record_micros, [&] { return records.Measure(in_flight, next, calls); });
    next += calls;
    if (echo.failed > 0) GiveUp("echo: " + echo.first_error);
    if (record.failed > 0) {
      GiveUp(
          absl::StrCat(record.failed, " of ", calls, " recordings failed: ", record.first_error));
    }
    table.rows.push_back(Row(record, record_micros, echo, echo_micros));
  }
  echo_server.Signal(SIGTERM);
  echo_server.Wait();
  report.Add("RecordStep against a bare echo",
             absl::StrCat("Each recording is checked, decided, indexed, chained into the history "
                          "and synced to disk before its answer; the echo carries ",
                          bytes,
                          " bytes. Server, echo and load share the processors; the last two "
                          "columns are the processor time of each server for one call."),
             table);
}

}  // namespace kasvu::bench
