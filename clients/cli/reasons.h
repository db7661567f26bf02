// What the stable reasons of errors mean to people, and what to do about them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/words.h"

namespace kasvu::cli {

// What `reason` means: of its sentences the first whose {names} are all among `particulars`.
// Nothing for a reason that is not known here.
std::optional<Words> WordsOfReason(std::string_view reason,
                                   const std::map<std::string, std::string>& particulars = {});

// Whether the client library made the error; its sentences hold their particulars.
bool ReasonIsOurs(std::string_view reason);

// Every reason that has words.
std::vector<std::string_view> KnownReasons();

}  // namespace kasvu::cli
