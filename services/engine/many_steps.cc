#include "services/engine/many_steps.h"

#include <utility>

#include "services/common/grpc_status.h"

namespace kasvu::engine {
namespace {

// Whether `status` is about the step itself; everything else may be different when it is asked
// again.
bool IsRefusal(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
    case absl::StatusCode::kDataLoss:
      return true;
    default:
      return false;
  }
}

}  // namespace

ManySteps::ManySteps(size_t count, std::string_view method,
                     kasvu::v1::RecordStepsResponse& response, services::Completion complete)
    : method_(method), response_(response), open_(count), complete_(std::move(complete)) {
  for (size_t i = 0; i < count; ++i) response.add_results();
}

void ManySteps::Done(size_t step, const absl::Status& status) {
  if (IsRefusal(status)) {
    *response_.mutable_results(static_cast<int>(step))->mutable_refused() =
        services::ToMessage(status, method_);
  }
  absl::Status failed;
  {
    const std::lock_guard lock(mutex_);
    if (!status.ok() && !IsRefusal(status)) failed_.Update(status);
    if (--open_ > 0) return;
    failed = failed_;
  }
  complete_(failed);
}

}  // namespace kasvu::engine
