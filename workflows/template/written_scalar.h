// The messages that are written as one scalar: a range (`3`, `2..3`) and a number (`4`, `$weeks`).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/document.h"

namespace kasvu::workflows {

// The whole number that `text` spells, without fraction or exponent, if it lies from `least` to
// `most`.
std::optional<int64_t> WholeNumber(std::string_view text, int64_t least, int64_t most);

// The name after the dollar sign when `text` is a parameter and nothing else ("$weeks").
std::optional<std::string> ParameterName(std::string_view text);

// Nothing when `text` is no range; the ends may stand in any order, which the check looks at.
std::optional<kasvu::v1::Range> ParseRange(std::string_view text);
Node WriteRange(const kasvu::v1::Range& range);

// Nothing when `text` is neither a whole number nor a parameter.
std::optional<kasvu::v1::Number> ParseNumber(std::string_view text);
Node WriteNumber(const kasvu::v1::Number& number);

}  // namespace kasvu::workflows
