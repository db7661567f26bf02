// A tree as YAML that people like to read and that reads back as the same tree.
#pragma once

#include <string>

#include "workflows/template/document.h"

namespace kasvu::workflows {

// Block style, two spaces deep; short lists of words and short maps of scalars on one line; quotes
// wherever some reader would otherwise take a word for something else. Ends with a line end.
std::string WriteYaml(const Node& node);

}  // namespace kasvu::workflows
