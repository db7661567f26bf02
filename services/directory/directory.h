// The directory as a whole: what may change at once, and who hears of it.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "services/common/call.h"
#include "services/common/mandate_table.h"
#include "services/common/request_log.h"
#include "services/common/signal.h"
#include "services/directory/companies.h"
#include "services/directory/people.h"
#include "storage/kv.h"
#include "storage/randomness.h"
#include "storage/vault.h"

namespace kasvu::directory {

// Everything outlives the directory. `store` holds nothing else; `mandates` is kept as the store
// has it and answers who may do what, here and for other contexts of the same process.
struct DirectoryParts {
  storage::Store& store;
  storage::Vault& vault;
  storage::Randomness& randomness;
  services::MandateTable& mandates;
};

// Safe for use by several threads.
class Directory {
 public:
  explicit Directory(const DirectoryParts& parts);

  // Reads the mandates into memory and finishes what a crash interrupted, unless others share the
  // store: then FollowOthers does. Called once, first.
  absl::Status Load();

  // Takes over what other servers have changed in the store since the last change that is known
  // here, tells those who wait, and destroys the keys of whom they have erased, also when they have
  // not come to that. May be repeated: after an error it has to be.
  absl::Status FollowOthers();

  // Runs `work` once for the call's request_id, in a transaction under the directory's lock, and
  // commits; a repeat of the call does nothing. Returns what `work` returned, then or now: enough
  // to answer from, and no personal content.
  using Work = absl::FunctionRef<absl::StatusOr<std::string>(storage::Transaction&)>;
  absl::StatusOr<std::string> Once(const services::Call& call,
                                   const google::protobuf::Message& request, Work work);

  // Takes the person out of the directory within the work of Once; FinishErasure destroys her key.
  absl::Status BeginErasure(storage::Transaction& transaction, std::string_view person);
  // Destroys the key of a person whose erasure has begun and been committed. Does nothing when that
  // is done already. Others change the directory meanwhile.
  absl::Status FinishErasure(std::string_view person);

  storage::Store& store() const { return parts_.store; }
  storage::Vault& vault() const { return parts_.vault; }
  storage::Randomness& randomness() const { return parts_.randomness; }
  const People& people() const { return people_; }
  const Companies& companies() const { return companies_; }
  // Raised after each commit that may have added to the feed.
  services::Signal& changed() { return changed_; }

 private:
  // Brings the mandates in memory up to the feed's end.
  absl::Status FollowFeed();

  const DirectoryParts parts_;
  const People people_;
  const Companies companies_;
  services::RequestLog requests_{storage::Tag::kDirectoryRequests};
  services::Signal changed_;
  // One change at a time: the mandates in memory have to follow the feed in its order.
  std::mutex changing_;
  uint64_t followed_ = 0;  // position in the feed that `mandates` has
  // Where others change the store: erased persons whose keys may still be there, or in memory here.
  std::set<std::string> erased_;
};

}  // namespace kasvu::directory
