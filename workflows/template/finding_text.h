// Findings for people.
#pragma once

#include <string>
#include <string_view>

#include "workflows/template/finding.h"

namespace kasvu::workflows {

// What is wrong and what to do about it, in `language` (fi, sv or en; any other is en).
std::string Sentence(const Finding& finding, std::string_view language);

// "ekollega.yaml:12:7: error: <sentence> [unknown-key]", as compilers write it.
std::string Line(const Finding& finding, std::string_view language);

// The severity that `code` has wherever it is found.
Severity SeverityOf(std::string_view code);

}  // namespace kasvu::workflows
