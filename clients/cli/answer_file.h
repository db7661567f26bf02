#pragma once

#include <string>

#include "absl/status/status.h"
#include "clients/cli/frame.h"

namespace kasvu::cli {

struct AnswerFile {
  std::string cohort;  // a full name
  std::string step;
  std::string file;
  std::string on;  // as typed; empty: now
  bool dry_run = false;
};

// Records the answers of a whole cohort, a row each. Every cell that does not fit its question and
// every row that the server refuses is told with its place; the other rows are recorded.
absl::Status AnswerFromFile(Frame& frame, const AnswerFile& asked);

}  // namespace kasvu::cli
