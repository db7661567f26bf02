// YAML and JSON into a plain tree.
#pragma once

#include <optional>
#include <string_view>

#include "workflows/template/document.h"
#include "workflows/template/finding.h"

namespace kasvu::workflows {

// What was read: a document, and whatever is wrong with it. Without a document there is at least
// one error.
struct ReadResult {
  std::optional<Node> document;
  Findings findings;
};

// Reads one document of at most kMaxDocumentBytes in UTF-8. Refused, each at its place: duplicate
// keys, anchors and aliases, tags, a second document, keys that are not words, nesting deeper than
// kMaxDocumentDepth. Plain scalars follow YAML 1.2's core schema: null, true, false and numbers;
// `yes` and `17:30` are words. Never throws, whatever the bytes are.
ReadResult ReadDocument(std::string_view file, std::string_view text);

}  // namespace kasvu::workflows
