#include "storage/lock_table.h"

#include "storage/errors.h"

namespace kasvu::storage {

LockTable::Owner LockTable::NewOwner() {
  std::lock_guard guard(mutex_);
  return ++last_owner_;
}

absl::Status LockTable::Acquire(Owner owner, std::string_view key) {
  std::unique_lock guard(mutex_);
  const std::string name(key);
  const auto [entry, free] = held_.try_emplace(name, Held{owner, {}});
  Held& held = entry->second;
  if (free) {
    owners_[owner].holds.push_back(name);
    return absl::OkStatus();
  }
  if (held.owner == owner) return absl::OkStatus();

  // An owner waits for at most one name, so who waits for whom is a chain without branches.
  for (Owner next = held.owner;;) {
    const Held* waits_for = owners_[next].waits_for;
    if (waits_for == nullptr) break;
    next = waits_for->owner;
    if (next == owner) return LockDeadlock();
  }

  Waiter waiter{owner, {}};
  held.waiters.push_back(&waiter);
  owners_[owner].waits_for = &held;
  waiter.granted.wait(guard, [&] { return held.owner == owner; });
  Standing& standing = owners_[owner];
  standing.waits_for = nullptr;
  standing.holds.push_back(name);
  return absl::OkStatus();
}

void LockTable::ReleaseAll(Owner owner) {
  std::lock_guard guard(mutex_);
  const auto standing = owners_.find(owner);
  if (standing == owners_.end()) return;
  for (const std::string& name : standing->second.holds) {
    const auto held = held_.find(name);
    if (held->second.waiters.empty()) {
      held_.erase(held);
      continue;
    }
    Waiter* const next = held->second.waiters.front();
    held->second.waiters.pop_front();
    held->second.owner = next->owner;
    // The chain must not show the new holder as still waiting before its thread wakes.
    owners_[next->owner].waits_for = nullptr;
    next->granted.notify_one();
  }
  owners_.erase(standing);
}

}  // namespace kasvu::storage
