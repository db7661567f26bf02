// Tells those who wait that there is something new, or that the server ends.
#pragma once

#include <mutex>
#include <unordered_set>

namespace kasvu::services {

// One who waits. Both calls come from whatever thread raises the signal and must return soon.
class Waiter {
 public:
  virtual ~Waiter() = default;
  virtual void Wake() = 0;
  virtual void End() = 0;
};

// Safe for use by several threads.
class Signal {
 public:
  // From now on `waiter` is woken. Ended at once when the signal has been closed.
  void Add(Waiter* waiter);
  // Returns once no call of `waiter` runs any more; must not be called from one.
  void Remove(Waiter* waiter);

  // Whether anybody waits.
  bool IsAwaited();

  // Wakes everyone who waits.
  void Raise();
  // Ends everyone who waits, and whoever comes later.
  void Close();

 private:
  std::mutex mutex_;
  std::unordered_set<Waiter*> waiters_;
  bool closed_ = false;
};

}  // namespace kasvu::services
