// Which of several servers over one store does what only one of them has to do.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "storage/kv.h"

namespace kasvu::engine {

// How long a holder that is not heard of keeps it. Whoever wants it takes it after that: so a dead
// holder is replaced within this and the time between two tries.
inline constexpr absl::Duration kLeaseLasts = absl::Seconds(6);

// One record with the name of the holder and a number that it counts up. Nobody compares clocks: a
// holder is gone when its number has stood still for kLeaseLasts by one's own clock. While servers
// cannot reach the store two of them may think that they hold it, so what it guards must not do
// harm when it is done twice. Of one thread alone.
class Lease {
 public:
  // `holder` is a name that no other server has; `store` outlives this.
  Lease(storage::Store& store, std::string holder) : store_(store), holder_(std::move(holder)) {}

  // Renews it, or takes it when nobody holds it any more. `now` is the time of a clock that is
  // never set. Errors are the store's.
  absl::Status Try(absl::Time now);

  // Whether it was held at the last try, and holds still at `now`.
  bool HeldAt(absl::Time now) const { return now < held_until_; }

 private:
  storage::Store& store_;
  const std::string holder_;
  absl::Time held_until_ = absl::InfinitePast();
  // What was last seen of the holder, and since when.
  std::string seen_;
  absl::Time seen_since_ = absl::InfinitePast();
};

}  // namespace kasvu::engine
