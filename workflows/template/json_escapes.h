// What JSON escapes otherwise than YAML.
#pragma once

#include <string>
#include <string_view>

namespace kasvu::workflows {

// `json` with every pair of surrogates ("\ud83c\udf31") written as YAML writes the character
// ("\U0001f331"). Whatever does not begin like JSON stays as it is.
std::string JoinSurrogates(std::string_view json);

}  // namespace kasvu::workflows
