// Many steps recorded by one call: each with a result of its own, all in one answer.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "kasvu/v1/progress_service.pb.h"
#include "services/common/call.h"

namespace kasvu::engine {

// Collects what becomes of each step and answers the call with the last of them. A refusal by the
// rules is the step's own result; an error that says nothing of the step (the store, overload, a
// deadline) is the whole call's, which may be repeated then.
class ManySteps {
 public:
  // `response` gets an empty result for each of `count` steps. `method` is what refusals are logged
  // under.
  ManySteps(size_t count, std::string_view method, kasvu::v1::RecordStepsResponse& response,
            services::Completion complete);

  // Where the outcome of a step is to be shown, if it is not refused.
  kasvu::v1::RecordStepResponse& recorded(size_t step) {
    return *response_.mutable_results(static_cast<int>(step))->mutable_recorded();
  }

  // What became of `step`: once for each, from any thread. With the last one the call is answered.
  void Done(size_t step, const absl::Status& status);

 private:
  const std::string method_;
  kasvu::v1::RecordStepsResponse& response_;
  std::mutex mutex_;
  size_t open_;
  absl::Status failed_;
  services::Completion complete_;
};

}  // namespace kasvu::engine
