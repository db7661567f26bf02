#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "clients/cli/words.h"

namespace kasvu::admin {

// What a fault that verify found means; nothing for one that has no words.
std::optional<cli::Words> WordsOfFault(std::string_view reason);
std::vector<std::string_view> KnownFaults();

}  // namespace kasvu::admin
