// Profile files: how people behave, as a programme designer writes it down.
#pragma once

#include <optional>
#include <string_view>

#include "workflows/simulation/behaviour.h"
#include "workflows/template/finding.h"

namespace kasvu::workflows {

// A share as it is written, "0.85": from 0 to 1 with at most six decimals. Nothing for any other
// text.
std::optional<Millionths> ShareIn(std::string_view text);

// Reads a profile, YAML or JSON, over the default behaviour. Every fault is found at once, with its
// place; `behaviour` is of use when there are none. `file` only names it in the findings.
Findings ReadProfile(std::string_view file, std::string_view text, Behaviour& behaviour);

}  // namespace kasvu::workflows
