#include "services/common/mandate_feed.h"

#include <chrono>
#include <utility>

#include "errors/error.h"
#include "services/common/grpc_status.h"

namespace kasvu::services {
namespace {

constexpr std::chrono::seconds kPauseBeforeRetry(1);

}  // namespace

MandateFeed::MandateFeed(std::shared_ptr<grpc::Channel> directory, MandateTable& mandates,
                         OnChange on_change)
    : stub_(kasvu::v1::PersonService::NewStub(std::move(directory))),
      mandates_(mandates),
      on_change_(std::move(on_change)),
      thread_([this] { Follow(); }) {}

MandateFeed::~MandateFeed() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    if (context_ != nullptr) context_->TryCancel();
  }
  ending_changed_.notify_all();
  thread_.join();
}

void MandateFeed::Follow() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    FollowOnce();
    lock.lock();
    ending_changed_.wait_for(lock, kPauseBeforeRetry, [this] { return ending_; });
  }
}

void MandateFeed::FollowOnce() {
  grpc::ClientContext context;
  {
    const std::lock_guard lock(mutex_);
    if (ending_) return;
    context_ = &context;
  }
  kasvu::v1::WatchDirectoryRequest request;
  request.set_position(position_);
  const auto reader = stub_->WatchDirectory(&context, request);
  kasvu::v1::DirectoryChange change;
  while (reader->Read(&change)) {
    mandates_.Apply(change);
    position_ = change.position();
    if (on_change_) on_change_(change);
  }
  // A directory with other data than before, such as one that was restored: everything anew.
  if (ReasonOf(FromGrpc(reader->Finish())) == "POSITION_GONE") {
    mandates_.Clear();
    position_ = 0;
  }
  const std::lock_guard lock(mutex_);
  context_ = nullptr;
}

}  // namespace kasvu::services
