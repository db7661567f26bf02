// What everyone in a cohort has done and where it stands, in words that can be compared and hashed.
#pragma once

#include <string>

#include "workflows/cohort/pins.h"

namespace kasvu::workflows {

// All that is stored under the cohort, in a fixed order: whoever governs it, the stages, records,
// earlier credit, facts, members and sessions. Without the sequence numbers of sessions, the notes
// by which a migration is taken back, and called-off sessions that the version does not know.
std::string ProgressWords(const View& view);

}  // namespace kasvu::workflows
