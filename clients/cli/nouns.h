// What `kasvu` can be asked about; each adds its commands below `app`. One file per noun, more for
// those with many verbs.
#pragma once

#include "CLI/CLI.hpp"
#include "clients/cli/frame.h"

namespace kasvu::cli {

void AddTemplate(CLI::App& app, Frame& frame);
void AddKey(CLI::App& app, Frame& frame);
void AddPerson(CLI::App& app, Frame& frame);
void AddCompany(CLI::App& app, Frame& frame);
void AddMandate(CLI::App& app, Frame& frame);
void AddClock(CLI::App& app, Frame& frame);
void AddCohort(CLI::App& app, Frame& frame);
void AddEnrolment(CLI::App& app, Frame& frame);
void AddGroup(CLI::App& app, Frame& frame);
void AddLink(CLI::App& app, Frame& frame);
void AddProgress(CLI::App& app, Frame& frame);
void AddSession(CLI::App& app, Frame& frame);
void AddWork(CLI::App& app, Frame& frame);
void AddHistory(CLI::App& app, Frame& frame);

}  // namespace kasvu::cli
