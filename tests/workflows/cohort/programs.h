// Programmes for the tests of a cohort's rules: written in the test, or those that Kasvu ships.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "workflows/cohort/program.h"

namespace kasvu::workflows {

// A cohort of nobody yet, in Varsinais-Suomi and on Helsinki's clocks.
storage::v1::CohortState CohortFrom(absl::CivilDay start);

// The compiled template of `yaml`, which must check without errors; aborts with them otherwise.
std::shared_ptr<const kasvu::v1::TemplateSpec> Compile(const std::string& yaml);

// The same, as `cohort` plays it.
std::shared_ptr<const Program> ProgramOf(const std::string& yaml,
                                         const storage::v1::CohortState& cohort);

// The ids of the programmes that Kasvu ships, and each of them by its id.
std::vector<std::string> ReadyPrograms();
std::shared_ptr<const Program> ReadyProgram(const std::string& id,
                                            const storage::v1::CohortState& cohort);

// An instant on Helsinki's clocks: At(2021, 2, 1, 9).
absl::Time At(int year, int month, int day, int hour = 0, int minute = 0);

}  // namespace kasvu::workflows
