// An overlay compiled: the version that it adapts with its changes made.
#pragma once

#include <string>
#include <string_view>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/finding.h"
#include "workflows/template/source_map.h"

namespace kasvu::workflows {

// What an overlay says in the end. Positions in `source` are those of the overlay's own file; what
// it left as it was stands where it names its upstream.
struct OverlayResult {
  kasvu::v1::TemplateSpec compiled;
  SourceMap source;
  Findings findings;
};

// Makes the changes of `overlay`, whose form is sound, to `upstream`, a compiled template, one
// after the other. Findings say which of them cannot be made and why; the others are made all the
// same.
OverlayResult ApplyOverlay(std::string_view file, const kasvu::v1::TemplateSpec& overlay,
                           const SourceMap& source, const kasvu::v1::TemplateSpec& upstream);

// How an id of an overlay's own begins: `lapland.` where ids may have dots, else `lapland-`.
std::string OwnPrefix(std::string_view prefix, std::string_view kind);

}  // namespace kasvu::workflows
