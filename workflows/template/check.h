// Whether a template means what it says: everything that can be known before anybody runs it.
#pragma once

#include <functional>
#include <string_view>

#include "kasvu/v1/template.pb.h"
#include "workflows/template/finding.h"
#include "workflows/template/source_map.h"

namespace kasvu::workflows {

// All findings about `spec`, whose modules are inlined, sorted by position. A template beyond its
// limits gets only the findings about those. Of a module only what can be known without the
// template that uses it is checked. An error, such as a missing step, keeps the checks that build
// on it from running, unless `excused` says that it only follows from something reported already.
using Excuse = std::function<bool(const Finding&)>;
Findings CheckMeaning(std::string_view file, const kasvu::v1::TemplateSpec& spec,
                      const SourceMap& source, const Excuse& excused = {});

}  // namespace kasvu::workflows
