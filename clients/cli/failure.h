// What is printed when something was refused.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "clients/cli/frame.h"

namespace kasvu::cli {

inline constexpr int kSucceeded = 0;
inline constexpr int kWasRefused = 1;
inline constexpr int kWrongUsage = 2;

// What is wrong and what to do, in the language of `frame`, with the stable reason in brackets.
std::string Sentence(const absl::Status& status, const Frame& frame);

// Says on the error output what is wrong and what to do, the stable reason in brackets, and below
// it every wrong field; answers the exit code.
int Report(const absl::Status& status, Frame& frame);

}  // namespace kasvu::cli
