// Templates made by chance that mean something, for tests that play them.
#pragma once

#include <random>
#include <string>

namespace kasvu::workflows {

// The YAML of a small programme: a series of sessions and steps of all kinds around it, with edges,
// dates, facts and ends by chance. Not every one checks clean; leave out those that do not.
std::string RandomProgramme(std::mt19937_64& random);

}  // namespace kasvu::workflows
