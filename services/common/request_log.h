// What was asked under which request_id, so that a call that comes twice is carried out once.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "kasvu/storage/v1/request.pb.h"
#include "services/common/call.h"
#include "storage/kv.h"
#include "storage/table.h"

namespace kasvu::services {

// How long an answer is kept for a repeat.
inline constexpr absl::Duration kRequestsKept = absl::Hours(7 * 24);

// The fingerprint of a request: everything it says, and who says it. Hash it with a key before it
// is stored when it may hold personal content.
std::string RequestBytes(const Call& call, const google::protobuf::Message& request);

// One per context; safe for use by several threads.
class RequestLog {
 public:
  explicit RequestLog(storage::Tag tag) : table_(tag) {}

  // The key to lock before Find and Add.
  std::string LockOf(const Call& call) const { return table_.BytesOf({call.request_id}); }

  // The answer that was stored under the call's request_id, or nullopt when it is new (or older
  // than seven days). INVALID_ARGUMENT (REQUEST_ID_REUSED) when another fingerprint stands there.
  absl::StatusOr<std::optional<std::string>> Find(const storage::Reader& reader, const Call& call,
                                                  std::string_view fingerprint) const;

  // Stores `answer` in the transaction of what the call did: enough to derive the response from,
  // and no personal content. Each call also tidies away a few that have grown too old.
  absl::Status Add(storage::Transaction& transaction, const Call& call,
                   std::string_view fingerprint, std::string_view answer);

 private:
  absl::Status Tidy(storage::Transaction& transaction, absl::Time now);

  storage::Table<kasvu::storage::v1::StoredRequest, std::string> table_;
  std::mutex mutex_;
  std::string tidied_;  // up to this request_id
};

}  // namespace kasvu::services
