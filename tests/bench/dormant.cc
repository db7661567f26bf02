#include "tests/bench/dormant.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kasvu/v1/enrolment_service.grpc.pb.h"
#include "kasvu/v1/person_service.grpc.pb.h"
#include "kasvu/v1/progress_service.grpc.pb.h"
#include "services/common/actor.h"
#include "tests/bench/calls.h"
#include "tests/bench/dormant_counts.h"
#include "tests/bench/finished_copies.h"
#include "tests/bench/population.h"
#include "tests/bench/record_load.h"
#include "tests/bench/starts.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

constexpr int kParticipants = 25;
constexpr int kRecordedOfEach = 12;
// Twice what they come to: merging writes the new file before the old ones go.
constexpr double kBytesOfEach = 5000;
constexpr double kBytesBeside = 1e9;
constexpr char kFinished[] = "finished000000-1";

template <typename Stub, typename Request, typename Response>
Response Ask(Stub& stub,
             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
             const Request& request, const std::string& actor = "") {
  grpc::ClientContext context;
  if (!actor.empty()) context.AddMetadata(services::kActorMetadata, actor);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) GiveUp(status.error_message());
  return response;
}

// The median of `calls` calls, one after the other.
template <typename Call>
absl::Duration Median(int calls, const Call& call) {
  std::vector<absl::Duration> took;
  for (int i = 0; i < calls; ++i) {
    const absl::Time begin = absl::Now();
    call(i);
    took.push_back(absl::Now() - begin);
  }
  std::nth_element(took.begin(), took.begin() + calls / 2, took.end());
  return took[calls / 2];
}

// One cohort whose people have done all they could, and which is closed.
void MakeFinished(const std::string& address) {
  Population finished(address, "finished000000");
  finished.Grow(1, kParticipants);
  RecordLoad(address, finished).Measure(16, 0, kParticipants * kRecordedOfEach);
  const Stubs<kasvu::v1::EnrolmentService> stubs(address);
  kasvu::v1::CloseCohortRequest close;
  close.set_name(absl::StrCat("cohorts/", kFinished));
  close.set_request_id("close");
  Ask(stubs.Of(0), &kasvu::v1::EnrolmentService::Stub::CloseCohort, close);
}

// The coordinator of the region in which everything lies.
std::string MakeCoordinator(const std::string& address) {
  using Stub = kasvu::v1::PersonService::Stub;
  const Stubs<kasvu::v1::PersonService> stubs(address);
  kasvu::v1::CreatePersonRequest create;
  create.mutable_person()->set_display_name("Example Coordinator");
  create.mutable_person()->set_email("coordinator@example.org");
  create.set_request_id("coordinator");
  const std::string person = Ask(stubs.Of(0), &Stub::CreatePerson, create).name();
  kasvu::v1::GrantMandateRequest grant;
  grant.mutable_mandate()->set_person(person);
  grant.mutable_mandate()->set_role("coordinator");
  grant.mutable_mandate()->set_scope("regions/02");
  grant.set_request_id("mandate");
  Ask(stubs.Of(0), &Stub::GrantMandate, grant);
  return person;
}

double FolderBytes(const std::string& folder) {
  double bytes = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.is_regular_file()) bytes += static_cast<double>(file.file_size());
  }
  return bytes;
}

// Gives up, before anything is made, when the disk has no room for so many.
void CheckRoom(const std::string& folder, int enrolments) {
  const double needed = enrolments * kBytesOfEach + kBytesBeside;
  const double free = static_cast<double>(std::filesystem::space(folder).available);
  if (free >= needed) return;
  GiveUp(
      absl::StrFormat("%d finished enrolments take about %.0f GB while they are made and merged, "
                      "and %s has %.0f GB: give another folder (--data) or fewer (--dormant)",
                      enrolments, needed / 1e9, folder, free / 1e9));
}

struct Speeds {
  absl::Duration start;
  double megabytes = 0;  // resident after the start
  absl::Duration record;
  absl::Duration worklist;
  absl::Duration progress;
  CallCounts counts;
};

class Sweep {
 public:
  Sweep(std::string data, const DormantPlan& plan) : data_(std::move(data)), plan_(plan) {
    const auto kasvud = Start();
    population_ = std::make_unique<Population>(address_, "live");
    population_->Grow(plan.live_cohorts, kParticipants);
    MakeFinished(address_);
    coordinator_ = MakeCoordinator(address_);
    Stop(*kasvud);
  }

  Speeds Measure() {
    Speeds speeds;
    const absl::Time begin = absl::Now();
    const auto kasvud = Start();
    {
      const Stubs<kasvu::v1::EnrolmentService> stubs(address_);
      kasvu::v1::GetCohortRequest get;
      get.set_name("cohorts/live-1");
      Ask(stubs.Of(0), &kasvu::v1::EnrolmentService::Stub::GetCohort, get);
    }
    speeds.start = absl::Now() - begin;
    speeds.megabytes = ResidentMegabytes(kasvud->pid());

    using Stub = kasvu::v1::ProgressService::Stub;
    const Stubs<kasvu::v1::ProgressService> stubs(address_);
    const int first = std::exchange(recorded_, recorded_ + plan_.calls);
    speeds.record = Median(plan_.calls, [&](int i) {
      Ask(stubs.Of(0), &Stub::RecordStep, population_->Recording(first + i));
    });
    speeds.worklist = Median(plan_.calls, [&](int) {
      kasvu::v1::ListWorkItemsRequest list;
      list.set_page_size(50);
      Ask(stubs.Of(0), &Stub::ListWorkItems, list, coordinator_);
    });
    speeds.progress = Median(
        plan_.calls, [&](int i) { Ask(stubs.Of(0), &Stub::GetCohortProgress, ProgressOf(i)); });
    Stop(*kasvud);
    speeds.counts = Count();
    return speeds;
  }

 private:
  CallCounts Count() {
    const int first = std::exchange(recorded_, recorded_ + plan_.calls);
    return CountCalls(data_, {.calls = plan_.calls,
                              .record = [&](int i) { return population_->Recording(first + i); },
                              .progress = [&](int i) { return ProgressOf(i); },
                              .coordinator = coordinator_});
  }

  kasvu::v1::GetCohortProgressRequest ProgressOf(int call) const {
    kasvu::v1::GetCohortProgressRequest get;
    get.set_cohort(absl::StrCat("cohorts/live-", 1 + call % plan_.live_cohorts));
    return get;
  }

  std::unique_ptr<tests::Process> Start() {
    auto kasvud = std::make_unique<tests::Process>(
        KASVU_BINARY_DIR "/bin/kasvud",
        std::vector<std::string>{"--data=" + data_, "--listen=127.0.0.1:0"},
        tests::Process::StandardError::kShow);
    address_ = kasvud->Address();
    if (address_.empty()) GiveUp("kasvud did not start");
    return kasvud;
  }

  static void Stop(tests::Process& kasvud) {
    kasvud.Signal(SIGTERM);
    kasvud.Wait();
  }

  const std::string data_;
  const DormantPlan& plan_;
  std::string address_;
  std::unique_ptr<Population> population_;
  std::string coordinator_;
  int recorded_ = 0;
};

std::string Milliseconds(absl::Duration duration) {
  return absl::StrFormat("%.2f", absl::ToDoubleMilliseconds(duration));
}

// Of one call.
std::vector<std::string> CountsRow(int enrolments, const char* call, const ReadCounts& counts,
                                   int calls) {
  std::vector<std::string> row = {absl::StrCat(enrolments), call};
  for (const uint64_t count : {counts.gets, counts.scans, counts.comparisons, counts.blocks_read,
                               counts.blocks_cached, counts.skipped}) {
    row.push_back(absl::StrFormat("%.1f", static_cast<double>(count) / calls));
  }
  return row;
}

std::string Ratio(absl::Duration one, absl::Duration other) {
  return absl::StrFormat("%.2f", absl::FDivDuration(one, other));
}

}  // namespace

void MeasureDormant(const std::string& folder, const DormantPlan& plan, Report& report) {
  CheckRoom(folder, plan.enrolments.back());
  const std::string data = folder + "/dormant";
  Sweep sweep(data, plan);
  Table table = {
      {"finished", "÷ the fewest: record", "worklist", "progress", "record p50 ms",
       "worklist p50 ms", "progress p50 ms", "start s", "resident MB", "bytes each on disk"},
      {}};
  Table counted = {{"finished", "call", "gets", "scans", "key comparisons", "blocks read",
                    "blocks cached", "rows passed by"},
                   {}};
  std::vector<Speeds> all;
  int copies = 0;
  const double before = FolderBytes(data + "/engine");
  for (const int enrolments : plan.enrolments) {
    CopyCohort(data, kFinished, copies + 1, enrolments / kParticipants);
    copies = enrolments / kParticipants;
    const double bytes = (FolderBytes(data + "/engine") - before) / enrolments;
    const Speeds& speeds = all.emplace_back(sweep.Measure());
    table.rows.push_back(
        {absl::StrCat(enrolments), Ratio(speeds.record, all.front().record),
         Ratio(speeds.worklist, all.front().worklist), Ratio(speeds.progress, all.front().progress),
         Milliseconds(speeds.record), Milliseconds(speeds.worklist), Milliseconds(speeds.progress),
         absl::StrFormat("%.2f", absl::ToDoubleSeconds(speeds.start)),
         absl::StrFormat("%.0f", speeds.megabytes), absl::StrFormat("%.0f", bytes)});
    counted.rows.push_back(CountsRow(enrolments, "RecordStep", speeds.counts.record, plan.calls));
    counted.rows.push_back(
        CountsRow(enrolments, "a worklist page", speeds.counts.worklist, plan.calls));
    counted.rows.push_back(
        CountsRow(enrolments, "a cohort's progress", speeds.counts.progress, plan.calls));
  }
  report.Add("Beside what has ended",
             absl::StrCat("Medians of ", plan.calls, " calls one after the other, with ",
                          plan.live_cohorts, " live cohorts of ", kParticipants,
                          " in the region of the coordinator, in which the finished ones lie too."),
             table);
  report.Add(
      "What reading takes beside what has ended",
      "The same calls on an engine in the process that measures, freshly opened, by RocksDB's "
      "own counts (PerfContext); of one call on average.",
      counted);
}

}  // namespace kasvu::bench
