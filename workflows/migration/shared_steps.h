// Whether two versions say the same about what a cohort, a group or a link shares: only then may
// some of those who share it go by one and some by the other.
#pragma once

#include <string>
#include <string_view>

#include "workflows/cohort/program.h"

namespace kasvu::workflows {

// What is said of the steps of `owner` (of a link, those of the link called `link`; of a group also
// its sessions), of the facts they write and of what plans them, without the texts: the same words
// when it is the same. Empty when there are none.
std::string SharedSteps(const Program& program, storage::v1::Owner owner,
                        std::string_view link = {});

}  // namespace kasvu::workflows
