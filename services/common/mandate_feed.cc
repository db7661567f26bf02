#include "services/common/mandate_feed.h"

#include <algorithm>
#include <utility>

#include "errors/error.h"
#include "services/common/awaited_reader.h"
#include "services/common/grpc_status.h"
#include "services/common/log.h"

namespace kasvu::services {

MandateFeed::MandateFeed(std::shared_ptr<grpc::Channel> directory, CallQueue& queue,
                         MandateTable& mandates, OnChange on_change, Patience patience)
    : stub_(kasvu::v1::PersonService::NewStub(std::move(directory))),
      queue_(queue),
      mandates_(mandates),
      on_change_(std::move(on_change)),
      patience_(patience),
      follower_([this](grpc::ClientContext& context) { Follow(context); }, patience.first) {}

bool MandateFeed::IsFollowed(const kasvu::v1::DirectoryChange& change) {
  const absl::Status followed = on_change_ ? on_change_(change) : absl::OkStatus();
  if (followed.ok()) {
    position_ = change.position();
    state_.SetBehind(false);
    retry_in_ = std::chrono::milliseconds(0);
    return true;
  }
  Log(LogLevel::kWarning, "a change of the directory has to be followed again", followed);
  state_.SetBehind(true);
  retry_in_ = std::max(retry_in_, patience_.first);
  return false;
}

void MandateFeed::Follow(grpc::ClientContext& context) {
  // A stream that brings nothing would never give another chance to what failed.
  const bool failed_before = retry_in_.count() > 0;
  if (failed_before) {
    retry_in_ = std::min(retry_in_ * 2, patience_.longest);
    context.set_deadline(std::chrono::system_clock::now() + retry_in_);
  }
  kasvu::v1::WatchDirectoryRequest request;
  request.set_position(position_);
  AwaitedReader<kasvu::v1::DirectoryChange> reader(
      queue_, stub_->PrepareAsyncWatchDirectory(&context, request, queue_.get()));
  if (reader.open()) state_.Found();
  kasvu::v1::DirectoryChange change;
  bool behind = false;
  while (reader.Read(&change)) {
    mandates_.Apply(change);
    if (behind || IsFollowed(change)) continue;
    behind = true;
    if (!failed_before) context.TryCancel();
  }
  const absl::Status ended = FromGrpc(reader.Finish());
  state_.Lost();
  // A directory with other data than before, such as one that was restored: everything anew.
  if (ReasonOf(ended) == "POSITION_GONE") {
    mandates_.Clear();
    position_ = 0;
  }
}

}  // namespace kasvu::services
