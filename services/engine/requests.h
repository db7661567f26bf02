// What was asked under which request_id, beside the history of its cohort.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "kasvu/storage/v1/history.pb.h"
#include "storage/kv.h"

namespace kasvu::engine {

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
  // have been seen, none is looked at before the first of them grows old.
  absl::Status Tidy(storage::Writer& writer, absl::Time now);

 private:
  std::tuple<std::string, std::string> tidied_;  // up to this one
  absl::Time grows_old_;  // the first of those seen, or of those added since looking began
  absl::Time rests_until_ = absl::InfinitePast();
  size_t added_ = 0;
};

}  // namespace kasvu::engine
