// The commands of kasvu-admin, one file each.
#pragma once

#include "CLI/CLI.hpp"
#include "clients/cli/run.h"

namespace kasvu::admin {

cli::Program AdminProgram();

void AddVerify(CLI::App& app, cli::Frame& frame);
void AddBackup(CLI::App& app, cli::Frame& frame);
void AddCopy(CLI::App& app, cli::Frame& frame);
void AddForget(CLI::App& app, cli::Frame& frame);
void AddInspect(CLI::App& app, cli::Frame& frame);
void AddRestore(CLI::App& app, cli::Frame& frame);

}  // namespace kasvu::admin
