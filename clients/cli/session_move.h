#pragma once

#include <string>

#include "absl/status/status.h"
#include "clients/cli/frame.h"

namespace kasvu::cli {

// A change of one session: what is empty stays as it is.
struct SessionMove {
  std::string group;  // a full name
  std::string step;
  std::string to = "";  // as typed: a day, or a time in the cohort's zone
  std::string mode = "";
  std::string topic = "";
};

// Moves the session and prints the group's sessions anew.
absl::Status MoveSession(Frame& frame, const SessionMove& move);

}  // namespace kasvu::cli
