#include "services/engine/purger.h"

#include <chrono>
#include <tuple>
#include <vector>

#include "errors/error.h"
#include "services/common/log.h"
#include "services/engine/purge.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

constexpr std::chrono::seconds kAfterError(5);
constexpr std::chrono::seconds kBetweenLooks(5);
constexpr std::chrono::hours kLongestWait(1);

}  // namespace

void Purger::Start() {
  thread_ = std::thread([this] { Work(); });
}

void Purger::Note() {
  {
    const std::lock_guard lock(mutex_);
    noted_ = true;
  }
  changed_.notify_one();
}

void Purger::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool Purger::IsStopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Purger::Work() {
  std::chrono::seconds longest = store_.IsShared() ? kBetweenLooks : kLongestWait;
  while (!IsStopping()) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, longest, [this] { return stopping_ || noted_; });
      noted_ = false;
    }
    const absl::Status finished = FinishAll();
    longest = store_.IsShared() ? kBetweenLooks : kLongestWait;
    if (finished.ok()) continue;
    services::Log(services::LogLevel::kWarning, "a purge has to wait", finished);
    longest = kAfterError;
  }
}

absl::Status Purger::FinishAll() {
  std::vector<std::string> cohorts;
  KASVU_RETURN_IF_ERROR(
      kUnderWayTable.Scan(*store_.TakeSnapshot(), std::tuple(), [&](const auto& key, const auto&) {
        cohorts.push_back(std::get<0>(key));
        return true;
      }));
  absl::Status failed;
  for (const std::string& cohort : cohorts) failed.Update(Finish(cohort));
  return failed;
}

absl::Status Purger::Finish(const std::string& cohort) {
  std::string after;
  bool more = true;
  while (more && !IsStopping()) {
    KASVU_ASSIGN_OR_RETURN(more, PurgeSome(store_, vault_, cohort, after));
  }
  return absl::OkStatus();
}

}  // namespace kasvu::engine
