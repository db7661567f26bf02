// A command that was typed wrongly, as far as only its own code can tell. Exit code 2.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/words.h"

namespace kasvu::cli {

// INVALID_ARGUMENT with reason WRONG_USAGE; SentenceIn finds the words in each language again.
absl::Status WrongUsage(const Words& sentence,
                        const std::map<std::string, std::string>& values = {});
bool IsWrongUsage(const absl::Status& status);

// An input that was refused before it was sent: exit code 1. INVALID_ARGUMENT with `reason`.
absl::Status Refused(std::string_view reason, const Words& sentence,
                     const std::map<std::string, std::string>& values = {});

// The sentence of an error made here; nothing for a server's.
std::optional<std::string> SentenceIn(const absl::Status& status, const std::string& language);

}  // namespace kasvu::cli
