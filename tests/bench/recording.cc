#include "tests/bench/recording.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "kasvu/v1/progress_service.grpc.pb.h"
#include "tests/bench/calls.h"
#include "tests/bench/echo.h"
#include "tests/bench/load.h"
#include "tests/testing/process.h"

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

std::string Milliseconds(absl::Duration duration) {
  return absl::StrFormat("%.2f", absl::ToDoubleMilliseconds(duration));
}

std::vector<std::string> Row(const Measured& record, const Measured& echo) {
  return {absl::StrCat(record.in_flight),
          absl::StrFormat("%.2f", record.per_second / echo.per_second),
          absl::StrFormat("%.0f", record.per_second),
          absl::StrFormat("%.0f", echo.per_second),
          Milliseconds(record.p50),
          Milliseconds(record.p99),
          Milliseconds(echo.p50),
          Milliseconds(echo.p99)};
}

}  // namespace

void MeasureRecording(const std::string& kasvud, const Population& population,
                      const RecordingPlan& plan, Report& report) {
  tests::Process echo_server("/proc/self/exe", {"--echo-server"},
                             tests::Process::StandardError::kShow);
  const int bytes = population.Recording(0).ByteSizeLong();
  const EchoLoad echoes(echo_server.Address(), bytes);
  const RecordLoad records(kasvud, population);
  echoes.Measure(64, plan.echoes / 10);  // connections made, pools filled

  Table table = {{"in flight", "ratio", "RecordStep/s", "echo/s", "p50 ms", "p99 ms", "echo p50 ms",
                  "echo p99 ms"},
                 {}};
  int next = 0;
  for (const int in_flight : kInFlight) {
    // One call at a time takes an fsync each: fewer will do.
    const int calls =
        std::min(population.recordings() - next, in_flight == 1 ? plan.records / 10 : plan.records);
    const Measured echo =
        echoes.Measure(in_flight, in_flight == 1 ? plan.echoes / 10 : plan.echoes);
    const Measured record = records.Measure(in_flight, next, calls);
    next += calls;
    if (echo.failed > 0) GiveUp("echo: " + echo.first_error);
    if (record.failed > 0) {
      GiveUp(
          absl::StrCat(record.failed, " of ", calls, " recordings failed: ", record.first_error));
    }
    table.rows.push_back(Row(record, echo));
  }
  echo_server.Signal(SIGTERM);
  echo_server.Wait();
  report.Add("RecordStep against a bare echo",
             absl::StrCat("Each recording is checked, decided, indexed, chained into the history "
                          "and synced to disk before its answer; the echo carries ",
                          bytes, " bytes. Server, echo and load share the processors."),
             table);
}

}  // namespace kasvu::bench
