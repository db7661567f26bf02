#include "tests/bench/starts.h"

#include <csignal>
#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kasvu/v1/enrolment_service.grpc.pb.h"
#include "tests/bench/calls.h"
#include "tests/bench/population.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

void AskForACohort(const std::string& address) {
  const Stubs<kasvu::v1::EnrolmentService> stubs(address);
  grpc::ClientContext context;
  kasvu::v1::ListCohortsRequest request;
  request.set_page_size(1);
  kasvu::v1::ListCohortsResponse response;
  const grpc::Status status = stubs.Of(0).ListCohorts(&context, request, &response);
  if (!status.ok()) GiveUp(status.error_message());
  if (response.cohorts().empty()) GiveUp("no cohort after the start");
}

}  // namespace

double ResidentMegabytes(int pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/status"));
  for (std::string line; std::getline(file, line);) {
    double kilobytes = 0;
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (line.starts_with("VmRSS:") && absl::SimpleAtod(words.at(1), &kilobytes)) {
      return kilobytes / 1024;
    }
  }
  return 0;
}

void MeasureStart(const std::vector<std::string>& options, int enrolments, Report& report) {
  const absl::Time begin = absl::Now();
  tests::Process kasvud(KASVU_BINARY_DIR "/bin/kasvud", options,
                        tests::Process::StandardError::kShow);
  const std::string address = kasvud.Address();
  if (address.empty()) GiveUp("kasvud did not start");
  AskForACohort(address);
  const absl::Duration took = absl::Now() - begin;
  const double megabytes = ResidentMegabytes(kasvud.pid());
  kasvud.Signal(SIGTERM);
  kasvud.Wait();
  report.Add("Starting with much in it", "From the start of the process to the first answer.",
             {{"enrolments", "seconds", "resident MB"},
              {{absl::StrCat(enrolments), absl::StrFormat("%.2f", absl::ToDoubleSeconds(took)),
                absl::StrFormat("%.0f", megabytes)}}});
}

}  // namespace kasvu::bench
