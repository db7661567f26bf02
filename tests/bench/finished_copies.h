// Many finished cohorts out of one.
#pragma once

#include <string>

namespace kasvu::bench {

// Copies everything that the engine's store below `data` has of cohort `id` until there are copies
// `first` … `last`. The digits in `id`, six of them, become the number of the copy; people get
// other names, and were erased, so that neither the directory nor anybody's keys have to know them.
// Histories are chained and anchored anew: what comes out is whole. What is remembered of requests
// is left out, since it goes after a week. Nobody else has the stores open.
void CopyCohort(const std::string& data, const std::string& id, int first, int last);

}  // namespace kasvu::bench
