// What was asked under which request_id, beside the history of its cohort.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/history.pb.h"
#include "storage/kv.h"

namespace kasvu::engine {

// How many cohorts are held at most for the sake of their old requests: others wait for them.
inline constexpr size_t kHeldToTidy = 64;

// Of the committer's thread alone.
class Requests {
 public:
  // What was kept of the request, or nothing when it is new or older than seven days.
  // INVALID_ARGUMENT (REQUEST_ID_REUSED) when another request came under the id.
  absl::StatusOr<std::optional<kasvu::storage::v1::RequestRecord>> Find(
      const storage::Reader& reader, const std::string& cohort, const std::string& request_id,
      std::string_view fingerprint, absl::Time now) const;

  absl::Status Add(storage::Writer& writer, const std::string& cohort,
                   const std::string& request_id, const kasvu::storage::v1::RequestRecord& record);

  // Removes a few that have grown too old: two are looked at for each one added since. Once all
  // have been seen, none is looked at before the first of them grows old. On a store that others
  // change as well only rows of the cohorts whose heads are held may go: `held` has them then.
  // Those of other cohorts are met again the next time, when ToHold has been held; so it looks at
  // twice as many there.
  absl::Status Tidy(storage::Writer& writer, absl::Time now,
                    const std::set<std::string>* held = nullptr);

  // The cohorts whose heads are to be held with those of the next batch.
  const std::set<std::string>& ToHold() const { return walk_.to_hold; }

  // How far tidying has come. What was removed in a commit that failed has to be met again.
  struct Walk {
    std::tuple<std::string, std::string> tidied;  // up to this one
    absl::Time grows_old;  // the first of those seen, or of those added since looking began
    absl::Time rests_until = absl::InfinitePast();
    size_t added = 0;
    std::set<std::string> to_hold;
  };
  const Walk& walk() const { return walk_; }
  void Resume(Walk walk) { walk_ = std::move(walk); }

 private:
  Walk walk_;
};

}  // namespace kasvu::engine
