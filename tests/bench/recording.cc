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
#include "tests/bench/durable_echo.h"
#include "tests/bench/echo.h"
#include "tests/bench/load.h"
#include "tests/bench/record_load.h"

namespace kasvu::bench {
namespace {

// The processor time that a process has used since it started; nothing where nobody knows.
absl::Duration ProcessorTime(pid_t pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/stat"));
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

// A load, and what it took of the processors for each call.
struct Weighed {
  Measured measured;
  absl::Duration server;
  absl::Duration generator;
};

template <typename Make>
Weighed Weigh(const tests::Process& server, const std::string& what, const Make& make) {
  const absl::Duration server_before = ProcessorTime(server.pid());
  const absl::Duration own_before = ProcessorTime(getpid());
  Weighed weighed = {.measured = make(), .server = {}, .generator = {}};
  const Measured& measured = weighed.measured;
  if (measured.failed > 0) {
    GiveUp(absl::StrCat(what, ": ", measured.failed, " of ", measured.calls,
                        " calls failed: ", measured.first_error));
  }
  weighed.server = (ProcessorTime(server.pid()) - server_before) / measured.calls;
  weighed.generator = (ProcessorTime(getpid()) - own_before) / measured.calls;
  return weighed;
}

std::string Milliseconds(absl::Duration duration) {
  return absl::StrFormat("%.2f", absl::ToDoubleMilliseconds(duration));
}
std::string Micros(absl::Duration duration) {
  return absl::StrFormat("%.0f", absl::ToDoubleMicroseconds(duration));
}
std::string Ratio(const Weighed& one, const Weighed& other) {
  return absl::StrFormat("%.2f", one.measured.per_second / other.measured.per_second);
}
std::string PerSecond(const Weighed& weighed) {
  return absl::StrFormat("%.0f", weighed.measured.per_second);
}

std::vector<std::string> Row(const Weighed& record, const Weighed& echo) {
  return {absl::StrCat(record.measured.in_flight),
          Ratio(record, echo),
          PerSecond(record),
          PerSecond(echo),
          Milliseconds(record.measured.p50),
          Milliseconds(record.measured.p99),
          Milliseconds(echo.measured.p50),
          Milliseconds(echo.measured.p99),
          Micros(record.server),
          Micros(echo.server),
          Micros(record.generator),
          Micros(echo.generator)};
}

std::vector<std::string> DurableRow(const Weighed& durable, const Weighed& echo,
                                    const Weighed& record) {
  return {absl::StrCat(durable.measured.in_flight),
          Ratio(durable, echo),
          Ratio(record, durable),
          PerSecond(durable),
          Milliseconds(durable.measured.p50),
          Milliseconds(durable.measured.p99),
          Micros(durable.server)};
}

}  // namespace

void MeasureRecording(const tests::Process& kasvud, const std::string& address,
                      const std::string& folder, const Population& population,
                      const RecordingPlan& plan, Report& report) {
  tests::Process echo_server("/proc/self/exe", {"--echo-server"},
                             tests::Process::StandardError::kShow);
  tests::Process durable_server("/proc/self/exe",
                                {absl::StrCat("--durable-echo-server=", folder, "/echo.log")},
                                tests::Process::StandardError::kShow);
  const int bytes = population.Recording(0).ByteSizeLong();
  const EchoLoad echoes(echo_server.Address(), bytes);
  const EchoLoad durable_echoes(durable_server.Address(), bytes);
  const RecordLoad records(address, population);
  echoes.Measure(64, plan.echoes / 10);  // connections made, pools filled
  durable_echoes.Measure(64, plan.echoes / 10);

  Table table = {{"in flight", "ratio", "RecordStep/s", "echo/s", "p50 ms", "p99 ms", "echo p50 ms",
                  "echo p99 ms", "server µs", "echo server µs", "load µs", "echo load µs"},
                 {}};
  Table durable_table = {
      {"in flight", "÷ echo", "RecordStep ÷ it", "per second", "p50 ms", "p99 ms", "server µs"},
      {}};
  int next = 0;
  for (const int in_flight : plan.in_flight) {
    // One call at a time takes an fsync each: fewer will do.
    const int calls =
        std::min(population.recordings() - next, in_flight == 1 ? plan.records / 10 : plan.records);
    const int echo_calls = in_flight == 1 ? plan.echoes / 10 : plan.echoes;
    const Weighed echo =
        Weigh(echo_server, "echo", [&] { return echoes.Measure(in_flight, echo_calls); });
    const Weighed durable = Weigh(durable_server, "echo with a commit",
                                  [&] { return durable_echoes.Measure(in_flight, echo_calls); });
    const Weighed record =
        Weigh(kasvud, "RecordStep", [&] { return records.Measure(in_flight, next, calls); });
    next += calls;
    table.rows.push_back(Row(record, echo));
    durable_table.rows.push_back(DurableRow(durable, echo, record));
  }
  for (tests::Process* server : {&echo_server, &durable_server}) {
    server->Signal(SIGTERM);
    server->Wait();
  }
  report.Add("RecordStep against a bare echo",
             absl::StrCat("Each recording is checked, decided, indexed, chained into the history "
                          "and synced to disk before its answer; the echo carries ",
                          bytes,
                          " bytes. Server, echo and load share the processors; the last four "
                          "columns are the processor time of server and load for one call."),
             table);
  report.Add("An echo that commits",
             absl::StrCat("The same echo, answered after a group commit of ", kCommittedBytes,
                          " bytes for each call and nothing else."),
             durable_table);
}

}  // namespace kasvu::bench
