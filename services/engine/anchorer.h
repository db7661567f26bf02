// Anchors the histories that grow, off the path of whoever makes them grow.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "services/common/clock.h"
#include "storage/kv.h"

namespace kasvu::engine {

// After how many commits that made something grow the next anchor is due at the latest; after an
// hour it is too, and at the end.
inline constexpr int kCommitsPerAnchor = 1024;

class Anchorer {
 public:
  // Both outlive it.
  Anchorer(storage::Store& store, const services::Clock& clock) : store_(store), clock_(clock) {}
  ~Anchorer() { Stop(); }

  // Begins, on a thread of its own, with what has grown since the last anchor there is.
  void Start();

  // The histories of `cohorts` have grown in one commit.
  void Note(const std::set<std::string>& cohorts);

  // Anchors what was noted and ends. Nothing is noted afterwards.
  void Stop();

 private:
  void Work();
  void Anchor();

  storage::Store& store_;
  const services::Clock& clock_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> grown_;
  int commits_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kasvu::engine
