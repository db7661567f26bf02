// The programmes that Kasvu ships, compiled for tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// The ids of all of them, in order: "aluevastaava", "ekollega" …
std::vector<std::string> ReadyProgrammes();

// One of them as cohorts run by it. Ends the test when it does not check clean.
std::shared_ptr<const kasvu::v1::TemplateSpec> ReadyProgramme(std::string_view id);

// `yaml` as cohorts run by it, with the modules that Kasvu ships. Ends the test when it does not
// check clean.
std::shared_ptr<const kasvu::v1::TemplateSpec> CompiledProgramme(std::string_view yaml);

}  // namespace kasvu::workflows
