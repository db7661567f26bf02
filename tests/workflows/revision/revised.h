// Templates to compare and merge in tests.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// The compiled form of `yaml`, which must be sound.
kasvu::v1::TemplateSpec CompiledSpec(const std::string& yaml);

// The compiled forms of the programmes that Kasvu ships.
const std::vector<kasvu::v1::TemplateSpec>& ReadySpecs();

// One of them, or a random programme.
kasvu::v1::TemplateSpec AnySpec(std::mt19937_64& random);

// How a template is written, to compare and to show.
std::string Written(const kasvu::v1::TemplateSpec& spec);

}  // namespace kasvu::workflows
