// The options by which work on a step is told, shared by recording and correcting.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/verb.h"
#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::cli {

// What is typed about one step of one owner.
struct StepWork {
  std::string owner;
  std::string cohort;
  std::string step;
  std::string on;
  std::string note;
  std::vector<std::string> fields;
};

// OWNER STEP --cohort --on --note --field
void AddStepWork(Verb& verb, StepWork& work);

// Fills the request's owner, step, time, note and fields; the work itself is the caller's.
absl::Status FillRequest(Frame& frame, const StepWork& work, kasvu::v1::RecordStepRequest& request);

}  // namespace kasvu::cli
