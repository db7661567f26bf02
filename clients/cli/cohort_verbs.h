// The verbs of `kasvu cohort` that have files of their own.
#pragma once

#include "clients/cli/verb.h"

namespace kasvu::cli {

void AddSchedule(CLI::App& noun, Frame& frame);
void AddDecide(CLI::App& noun, Frame& frame);
void AddArchive(CLI::App& noun, Frame& frame);
void AddMigrate(CLI::App& noun, Frame& frame);
void AddWatch(CLI::App& noun, Frame& frame);

}  // namespace kasvu::cli
