#include "services/engine/anchorer.h"

#include <chrono>
#include <utility>

#include "services/common/log.h"
#include "services/engine/anchor_chain.h"

namespace kasvu::engine {
namespace {

constexpr std::chrono::hours kLongestWait(1);

}  // namespace

void Anchorer::Start() {
  thread_ = std::thread([this] { Work(); });
}

void Anchorer::Note(const std::set<std::string>& cohorts) {
  if (cohorts.empty()) return;
  const std::lock_guard lock(mutex_);
  grown_.insert(cohorts.begin(), cohorts.end());
  if (++commits_ == kCommitsPerAnchor) changed_.notify_one();
}

void Anchorer::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Anchorer::Work() {
  if (auto grown = GrownSinceLastAnchor(*store_.TakeSnapshot()); grown.ok()) {
    const std::lock_guard lock(mutex_);
    grown_.merge(*grown);
  } else {
    services::Log(services::LogLevel::kError, "what has grown since the last anchor cannot be read",
                  grown.status());
  }
  bool stopping = false;
  while (!stopping) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, kLongestWait,
                        [this] { return stopping_ || commits_ >= kCommitsPerAnchor; });
      stopping = stopping_;
    }
    Anchor();
  }
}

void Anchorer::Anchor() {
  std::set<std::string> grown;
  {
    const std::lock_guard lock(mutex_);
    grown = std::exchange(grown_, {});
    commits_ = 0;
  }
  const absl::Status anchored = AnchorHeads(store_, grown, clock_.Now());
  if (anchored.ok()) return;
  services::Log(services::LogLevel::kWarning, "histories could not be anchored", anchored);
  const std::lock_guard lock(mutex_);
  grown_.merge(grown);
}

}  // namespace kasvu::engine
