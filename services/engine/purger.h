// Brings purges that have begun to their end, off the path of whoever asks for them.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "storage/kv.h"
#include "storage/vault.h"

namespace kasvu::engine {

class Purger {
 public:
  // Both outlive it.
  Purger(storage::Store& store, storage::Vault& vault) : store_(store), vault_(vault) {}
  ~Purger() { Stop(); }

  // Begins, on a thread of its own, with what an earlier run has left. Where other servers change
  // the store as well it looks now and then whether one of them has left anything.
  void Start();

  // A purge has begun.
  void Note();

  // Brings to its end whatever is under way now, or as much of it as there is before Stop. One that
  // fails keeps none of the others; its error comes at the end.
  absl::Status FinishAll();

  void Stop();

 private:
  void Work();
  absl::Status Finish(const std::string& cohort);
  bool IsStopping();

  storage::Store& store_;
  storage::Vault& vault_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool noted_ = true;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kasvu::engine
