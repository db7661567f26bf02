// What happens in a run that shows a fault, for people.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "workflows/template/finding.h"

namespace kasvu::workflows {

// `{name}` stands for the parameter of that name, in the language where it has one for it.
struct RunText {
  std::string_view code;
  std::string_view en;
  std::string_view fi;
  std::string_view sv;
};

// Every event there is.
std::span<const RunText> RunTexts();

// The event in `language` (fi, sv or en; any other is en).
std::string Sentence(const RunEvent& event, std::string_view language);

}  // namespace kasvu::workflows
