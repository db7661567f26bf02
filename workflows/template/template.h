// The whole way of a template from its text to what cohorts run by.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kasvu/v1/template.pb.h"
#include "kasvu/v1/template_service.pb.h"
#include "workflows/template/finding.h"
#include "workflows/template/modules.h"
#include "workflows/template/source_map.h"

namespace kasvu::workflows {

// A template or module without errors.
struct Compiled {
  kasvu::v1::TemplateSpec source;    // as written: its identity
  kasvu::v1::TemplateSpec compiled;  // modules inlined, changes made: what engines run
  std::string digest;                // Digest(source)
  std::vector<Pin> pins;
  std::optional<Pin> upstream;  // of an overlay: the version that it adapts
  kasvu::v1::Proof proof = {};  // what exploring its runs established; empty until then
};

// All findings, in the order of the file; `compiled` is there when none of them is an error.
struct CheckResult {
  Findings findings;
  std::optional<Compiled> compiled;
  SourceMap places = {};  // where the parts of `compiled` stand in the file
};

// Reads, decodes, inlines and checks `text`, YAML or JSON of at most kMaxDocumentBytes. Faults of
// the document hide those of its meaning: they are looked for once it can be read. `file` only
// names it in the findings.
CheckResult Check(std::string_view file, std::string_view text, const ModuleSource& modules);

// The same for a template that is already a message; findings carry paths and no positions.
CheckResult Check(const kasvu::v1::TemplateSpec& spec, const ModuleSource& modules);

}  // namespace kasvu::workflows
