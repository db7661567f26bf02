// What a scalar without quotes means.
#pragma once

#include <string_view>

#include "workflows/template/document.h"

namespace kasvu::workflows {

// By YAML 1.2's core schema, which JSON's literals are part of; infinities, not-a-number and
// octal or hexadecimal numbers are words here.
Node::Kind PlainScalarKind(std::string_view text);

// Whether some reader (YAML 1.1's included: `yes`, `1_000`, `17:30`, `2021-02-01`) would take
// `text` without quotes for something else than this string, or could not read it at all. Within
// brackets and braces (`in_flow`) commas, brackets, colons and question marks need them too.
bool NeedsQuotes(std::string_view text, bool in_flow);

}  // namespace kasvu::workflows
