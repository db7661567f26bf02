// Named locks for stores that live in one process.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"

namespace kasvu::storage {

// Exclusive locks by name, held by owners. Owners that wait for one name get it in the order in
// which they came. Safe for use by several threads; one owner is used by one thread at a time.
class LockTable {
 public:
  using Owner = uint64_t;

  // A new owner that holds nothing. Its number is never given again.
  Owner NewOwner();

  // Waits until `owner` holds `key`; at once when it already does. ABORTED (LOCK_DEADLOCK) when a
  // chain of waiting owners would lead back to `owner`: it then still holds what it held.
  absl::Status Acquire(Owner owner, std::string_view key);

  // Gives up all that `owner` holds and wakes those who wait for it.
  void ReleaseAll(Owner owner);

 private:
  struct Waiter {
    Owner owner;
    std::condition_variable granted;
  };
  struct Held {
    Owner owner;
    std::deque<Waiter*> waiters;
  };
  struct Standing {
    std::vector<std::string> holds;
    const Held* waits_for = nullptr;
  };

  std::mutex mutex_;
  Owner last_owner_ = 0;
  std::unordered_map<std::string, Held> held_;
  std::unordered_map<Owner, Standing> owners_;
};

}  // namespace kasvu::storage
