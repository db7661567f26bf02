#include "tests/bench/overload.h"

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "kasvu/v1/progress_service.grpc.pb.h"
#include "tests/bench/calls.h"
#include "tests/bench/load.h"
#include "tests/bench/population.h"
#include "tests/bench/processors.h"
#include "tests/testing/http_get.h"
#include "tests/testing/process.h"

namespace kasvu::bench {
namespace {

constexpr int kInFlight = 256;

// Recordings that are still to be made, of all steps and cohorts without an order, so that what is
// asked stays the same; one that was refused is to be made again.
class Recordings {
 public:
  Recordings(const std::string& address, const Population& population)
      : stubs_(address),
        population_(population),
        left_(Population::kInAnyOrder * population.enrolments()) {
    std::iota(left_.begin(), left_.end(), 0);
    std::shuffle(left_.begin(), left_.end(), std::mt19937(1));  // NOLINT: always the same
  }

  void Make(int index, Done done) const {
    auto* const async = stubs_.Of(index).async();
    using Async = std::remove_pointer_t<decltype(async)>;
    Start<Async, kasvu::v1::RecordStepRequest, kasvu::v1::RecordStepResponse>(
        async, &Async::RecordStep, population_.Recording(index), std::move(done));
  }

  std::optional<int> Next() {
    const std::lock_guard lock(mutex_);
    if (left_.empty()) return std::nullopt;
    const int index = left_.front();
    left_.pop_front();
    return index;
  }
  void Again(int index) {
    const std::lock_guard lock(mutex_);
    left_.push_back(index);
  }

 private:
  Stubs<kasvu::v1::ProgressService> stubs_;
  const Population& population_;
  std::mutex mutex_;
  std::deque<int> left_;
};

// A pace that does not wait for answers.
class Pace {
 public:
  Pace(Recordings& recordings, double per_second, absl::Duration length)
      : recordings_(recordings), per_second_(per_second), length_(length) {}

  void Run() {
    begin_ = absl::Now();
    int started = 0;
    while (absl::Now() < begin_ + length_) {
      const int due = static_cast<int>(absl::ToDoubleSeconds(absl::Now() - begin_) * per_second_);
      while (started < due && StartOne()) ++started;
      if (started < due) break;
      absl::SleepFor(absl::Milliseconds(1));
    }
    std::unique_lock lock(mutex_);
    offered_ = started;
    all_over_.wait(lock, [this] { return open_ == 0; });
    std::sort(took_.begin(), took_.end());
  }

  double offered() const { return offered_ / absl::ToDoubleSeconds(length_); }
  // Those done before the time was over.
  double done() const { return in_time_ / absl::ToDoubleSeconds(length_); }
  double refused() const { return offered_ == 0 ? 0 : static_cast<double>(refused_) / offered_; }
  absl::Duration Percentile(int percent) const {
    return took_.empty() ? absl::ZeroDuration() : took_[took_.size() * percent / 100];
  }
  const std::string& fault() const { return fault_; }

 private:
  // Not when there is nothing left to record.
  bool StartOne() {
    const std::optional<int> index = recordings_.Next();
    {
      const std::lock_guard lock(mutex_);
      if (index) {
        ++open_;
      } else {
        fault_ = "there are not enough recordings for this pace";
      }
    }
    if (!index) return false;
    recordings_.Make(*index, [this, index = *index, begun = absl::Now()](const std::string& error) {
      End(index, absl::Now() - begun, error);
    });
    return true;
  }

  void End(int index, absl::Duration took, const std::string& error) {
    const std::lock_guard lock(mutex_);
    if (error.empty()) {
      took_.push_back(took);
      if (absl::Now() <= begin_ + length_) ++in_time_;
    } else if (error.find("more to do than it can") != std::string::npos) {
      ++refused_;
      recordings_.Again(index);
    } else if (fault_.empty()) {
      fault_ = error;
    }
    // Told under the lock: whoever waits may destroy this at once.
    if (--open_ == 0) all_over_.notify_all();
  }

  Recordings& recordings_;
  const double per_second_;
  const absl::Duration length_;
  absl::Time begin_;
  std::mutex mutex_;
  std::condition_variable all_over_;
  int open_ = 0;
  int offered_ = 0;
  int in_time_ = 0;
  int refused_ = 0;
  std::vector<absl::Duration> took_;
  std::string fault_;
};

// How many recordings kasvud has answered so far, by how long that took it at most: from when it
// read the call to its answer, those that it refused too.
std::map<double, double> AnsweredWithin(int operators) {
  constexpr std::string_view kBegin =
      "kasvu_call_seconds_bucket{method=\"ProgressService.RecordStep\",le=\"";
  std::map<double, double> within;
  const std::string page = tests::HttpGet(operators, "/metrics");
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(page, '\n'))) {
    if (!line.starts_with(kBegin)) continue;
    const std::string rest = line.substr(kBegin.size());
    within[std::strtod(rest.c_str(), nullptr)] =
        std::strtod(rest.c_str() + rest.rfind(' '), nullptr);
  }
  return within;
}

// Of those answered between the two: within how many milliseconds `percent` of them were.
std::string Share(const std::map<double, double>& before, const std::map<double, double>& after,
                  int percent) {
  if (after.empty()) return "";
  const auto since = [&before](const auto& bucket) {
    const auto found = before.find(bucket.first);
    return bucket.second - (found == before.end() ? 0 : found->second);
  };
  const double wanted = since(*after.rbegin()) * percent / 100;
  for (const auto& bucket : after) {
    if (since(bucket) >= wanted) return absl::StrFormat("≤ %.4g", bucket.first * 1'000);
  }
  return "";
}

std::string Milliseconds(absl::Duration duration) {
  return absl::StrFormat("%.1f", absl::ToDoubleMilliseconds(duration));
}

}  // namespace

void MeasureOverload(std::vector<std::string> options, const OverloadPlan& plan, Report& report) {
  options.emplace_back("--operator-listen=127.0.0.1:0");
  KeepTo(Processors::kFirstHalf);
  tests::Process kasvud(KASVU_BINARY_DIR "/bin/kasvud", std::move(options),
                        tests::Process::StandardError::kShow);
  KeepTo(Processors::kSecondHalf);
  const std::string address = kasvud.Address();
  if (address.empty()) GiveUp("kasvud did not start");

  Table table = {{"× capacity", "done ÷ capacity", "p99 ÷ first", "capacity/s", "asked/s", "done/s",
                  "refused", "p50 ms", "p99 ms", "p50 in kasvud", "p99 in kasvud"},
                 {}};
  absl::Duration first;
  for (const double factor : plan.factors) {
    // New people, and a capacity of its own: what a machine can do changes while one looks.
    Population population(address, absl::StrCat("overload", table.rows.size()));
    population.Grow(plan.cohorts, plan.participants);
    Recordings recordings(address, population);
    const Measured capacity = Load(kInFlight, 0, plan.calls, [&](int, Done done) {
      recordings.Make(*recordings.Next(), std::move(done));
    });
    if (capacity.failed > 0) GiveUp(absl::StrCat("overload: ", capacity.first_error));
    const auto before = AnsweredWithin(kasvud.OperatorPort());
    Pace pace(recordings, factor * capacity.per_second, plan.each);
    pace.Run();
    const auto after = AnsweredWithin(kasvud.OperatorPort());
    if (!pace.fault().empty()) GiveUp(absl::StrCat("overload: ", pace.fault()));
    const absl::Duration p99 = pace.Percentile(99);
    if (table.rows.empty()) first = p99;
    table.rows.push_back(
        {absl::StrFormat("%.1f", factor),
         absl::StrFormat("%.2f", pace.done() / capacity.per_second),
         absl::StrFormat("%.1f", absl::FDivDuration(p99, first)),
         absl::StrFormat("%.0f", capacity.per_second), absl::StrFormat("%.0f", pace.offered()),
         absl::StrFormat("%.0f", pace.done()), absl::StrFormat("%.0f %%", pace.refused() * 100),
         Milliseconds(pace.Percentile(50)), Milliseconds(p99), Share(before, after, 50),
         Share(before, after, 99)});
  }
  report.Add("Recording beyond capacity",
             absl::StrFormat(
                 "The capacity is what is done with %d in flight. Right after it they come at a "
                 "steady pace over four connections, whether or not answers "
                 "come; percentiles are of those that were not refused, those in kasvud of all "
                 "from when it had read them. Server and load have half of the processors each.",
                 kInFlight),
             table);
  kasvud.Signal(SIGTERM);
  kasvud.Wait();
  KeepTo(Processors::kAll);
}

}  // namespace kasvu::bench
