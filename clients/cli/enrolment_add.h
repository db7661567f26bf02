#pragma once

#include "CLI/CLI.hpp"
#include "clients/cli/frame.h"

namespace kasvu::cli {

// `kasvu enrolment add`: one person into a cohort, without a file.
void AddEnrolOne(CLI::App& noun, Frame& frame);

}  // namespace kasvu::cli
