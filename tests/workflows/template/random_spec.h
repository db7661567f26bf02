// Templates made by chance, for property tests.
#pragma once

#include <random>

#include "kasvu/v1/template.pb.h"

namespace kasvu::workflows {

// A message with any of its fields set to anything that the language can write. It means nothing,
// but every form of writing occurs.
kasvu::v1::TemplateSpec RandomSpec(std::mt19937& random);

}  // namespace kasvu::workflows
