#pragma once

#include <string>

namespace kasvu::cli {

// What an event of a history (StepRecorded) says, in `language`; English keeps its stored name, and
// so does an event that is not known here.
std::string EventWord(const std::string& kind, const std::string& language);

}  // namespace kasvu::cli
