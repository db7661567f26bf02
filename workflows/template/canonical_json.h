// One spelling for every tree, so that equal templates have equal digests.
#pragma once

#include <string>

#include "workflows/template/document.h"

namespace kasvu::workflows {

// JSON by RFC 8785: no white space, keys in the order of their UTF-16 code units, the shortest
// numbers that read back as the same double. The tree must come from ReadDocument or Encode.
std::string CanonicalJson(const Node& node);

}  // namespace kasvu::workflows
