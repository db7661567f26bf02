// A long list of sign-ups, imported by the command line as a coordinator would.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "tests/bench/report.h"

namespace kasvu::bench {

// Writes `rows` sign-ups below `folder` and times `kasvu enrolment import` of them.
void MeasureImport(const std::string& kasvud, const std::string& folder, int rows, Report& report);

// How long an import of so many rows takes, the whole process of `kasvu`.
absl::Duration TimeImport(const std::string& kasvud, const std::string& folder, int rows);

}  // namespace kasvu::bench
