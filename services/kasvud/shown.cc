#include "services/kasvud/shown.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace kasvu::kasvud {
namespace {

using services::Lane;

const absl::Time kStarted = absl::Now();

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

double ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  double whole = 0, resident = 0;
  file >> whole >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double OpenFiles() {
  std::error_code ignored;
  double files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
    static_cast<void>(entry);
    ++files;
  }
  return files;
}

void ShowRefused(const std::string& where, uint64_t refused, MetricsPage& page) {
  page.Counter("kasvu_overloaded_calls_total",
               "Calls refused with OVERLOADED because too much waited already", {{"at", where}},
               static_cast<double>(refused));
}

}  // namespace

void ShowCalls(const services::RpcService& service, MetricsPage& page) {
  service.ReadMeters([&page](const services::MethodRules& rules, const services::CallMeter& meter) {
    const std::string& method = rules.name();
    if (rules.method()->server_streaming()) {
      page.Gauge("kasvu_streams_open", "Streams that clients watch", {{"method", method}},
                 static_cast<double>(meter.open()));
      page.Counter("kasvu_streams_unread_total",
                   "Streams that were ended because their client took nothing from them",
                   {{"method", method}}, static_cast<double>(meter.unread()));
      return;
    }
    bool called = false;
    for (int code = 0; code < services::kStatusCodes; ++code) {
      if (meter.ended(code) == 0) continue;
      called = true;
      page.Counter("kasvu_calls_total", "Calls answered, by code",
                   {{"method", method},
                    {"code", absl::StatusCodeToString(static_cast<absl::StatusCode>(code))}},
                   static_cast<double>(meter.ended(code)));
    }
    if (!called) return;
    page.Gauge("kasvu_calls_open", "Calls that are not answered yet", {{"method", method}},
               static_cast<double>(meter.open()));
    page.Histogram("kasvu_call_seconds", "From the arrival of a call to its answer",
                   {{"method", method}}, meter.took(), kNanoseconds);
  });
}

void ShowWorkers(const services::Workers& workers, MetricsPage& page) {
  for (const auto& [lane, name] : {std::pair(Lane::kOwn, "own"),
                                   {Lane::kReads, "reads"},
                                   {Lane::kChanges, "changes"},
                                   {Lane::kStreams, "streams"}}) {
    const services::Workers::Reading reading = workers.Read(lane);
    page.Gauge("kasvu_workers_pending", "Work that waits for a thread or has one", {{"lane", name}},
               static_cast<double>(reading.waiting));
    const bool refuses = lane == Lane::kReads || lane == Lane::kChanges;
    if (refuses) ShowRefused(name, reading.refused, page);
  }
}

void ShowStore(const services::WatchedStore& store, MetricsPage& page) {
  const MetricsPage::Labels labels = {{"store", store.name()}};
  page.Histogram("kasvu_store_commit_seconds", "Commits with their sync to disk", labels,
                 store.commits(), kNanoseconds);
  page.Counter("kasvu_store_failed_commits_total", "Commits that were refused or failed", labels,
               static_cast<double>(store.failed()));
  if (store.numbers() == nullptr) return;
  for (const storage::StoreNumber& number : store.numbers()->Numbers()) {
    const std::string name = "kasvu_store_" + std::string(number.name);
    if (number.is_sum) {
      page.Counter(name, number.meaning, labels, number.value);
    } else {
      page.Gauge(name, number.meaning, labels, number.value);
    }
  }
  if (const auto left = store.numbers()->BytesLeft()) {
    page.Gauge("kasvu_store_bytes_left", "What may be written before commits are refused", labels,
               static_cast<double>(*left));
  }
}

void ShowFeed(const std::string& name, const services::FeedState& state, MetricsPage& page) {
  page.Gauge("kasvu_feed_away_seconds", "For how long a feed has been lost; 0 while it flows",
             {{"feed", name}},
             std::chrono::duration_cast<std::chrono::duration<double>>(state.AwayFor()).count());
}

void ShowEngine(engine::Engine& engine, MetricsPage& page) {
  const engine::CommitterMeters& meters = engine.committer().meters();
  const engine::Committer::Load load = engine.committer().load();
  page.Gauge("kasvu_committer_pending", "Commands that wait or are being written", {},
             static_cast<double>(load.present));
  ShowRefused("committer", load.refused, page);
  page.Counter("kasvu_committer_expired_total",
               "Commands that were not decided because nobody waited for them any longer", {},
               static_cast<double>(meters.expired));
  page.Histogram("kasvu_committer_batch_commands", "Commands committed together", {},
                 meters.batch.Read(), 1);
  page.Histogram("kasvu_committer_decide_seconds", "Deciding one batch", {}, meters.decided.Read(),
                 kNanoseconds);
  page.Histogram("kasvu_committer_commit_seconds", "Writing one batch and syncing it to disk", {},
                 meters.committed.Read(), kNanoseconds);
  page.Gauge("kasvu_scheduler_lag_seconds",
             "For how long what time settles has been due without being settled", {},
             absl::ToDoubleSeconds(engine.SchedulerLag()));
  page.Gauge("kasvu_damaged_cohorts",
             "Cohorts that could not be read when something last came to them", {},
             static_cast<double>(engine.damaged().size()));
  page.Gauge("kasvu_cached_enrolments", "Enrolments kept in memory", {{"cache", "committer"}},
             static_cast<double>(engine.committer().cached()));
  page.Gauge("kasvu_cached_enrolments", "Enrolments kept in memory", {{"cache", "reads"}},
             static_cast<double>(engine.whole_cohorts().kept() + engine.live_cohorts().kept()));
}

void ShowProcess(MetricsPage& page) {
  page.Gauge("kasvu_build_info", "Always 1; the label says which version runs",
             {{"version", KASVU_VERSION}}, 1);
  page.Gauge("process_start_time_seconds", "When kasvud was started, in seconds since 1970", {},
             absl::ToDoubleSeconds(kStarted - absl::UnixEpoch()));
  page.Gauge("process_resident_memory_bytes", "Memory in use", {}, ResidentBytes());
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  page.Counter("process_cpu_seconds_total", "Processor time used", {},
               Seconds(usage.ru_utime) + Seconds(usage.ru_stime));
  page.Gauge("process_open_fds", "Open files and connections", {}, OpenFiles());
  rlimit files = {};
  getrlimit(RLIMIT_NOFILE, &files);
  page.Gauge("process_max_fds", "How many files and connections may be open", {},
             static_cast<double>(files.rlim_cur));
}

void TellOfFeed(const std::string& name, const std::string& away, const services::FeedState& state,
                std::vector<services::Trouble>& troubles) {
  if (state.AwayFor() > kFeedMayBeAway) {
    troubles.push_back({away, name,
                        "the other server is not reached; what was known of it goes on to count",
                        true});
  } else if (state.behind()) {
    troubles.push_back({"FEED_BEHIND", name,
                        "what the other server told could not be followed yet; it is tried again",
                        true});
  }
}

}  // namespace kasvu::kasvud
