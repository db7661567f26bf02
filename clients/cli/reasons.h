// What the stable reasons of errors mean to people, and what to do about them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "clients/cli/words.h"

namespace kasvu::cli {

// Nothing for a reason that is not known here.
std::optional<Words> WordsOfReason(std::string_view reason);

// Whether the client library made the error; its sentences hold their particulars.
bool ReasonIsOurs(std::string_view reason);

// Every reason that has words.
std::vector<std::string_view> KnownReasons();

}  // namespace kasvu::cli
