#pragma once

#include "clients/cli/verb.h"

namespace kasvu::cli {

// kasvu enrolment import COHORT FILE
void AddImport(CLI::App& noun, Frame& frame);

}  // namespace kasvu::cli
