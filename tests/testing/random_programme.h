// Templates made by chance that mean something, for tests that play them.
#pragma once

#include <random>
#include <string>

namespace kasvu::workflows {

// The YAML of a small programme: sessions, finite or rolling, and around them steps of all kinds,
// of everybody, of tracks, pairs, groups and the cohort, as single ones and as series of each sort,
// with links that are assigned and that rotate, facts, conditions, edges, dates, modules, params,
// aftercare and ends by chance. Not every one checks clean; leave out those that do not.
// Whoever does everything gets the value a of every fact. Needs the modules that Kasvu ships.
std::string RandomProgramme(std::mt19937_64& random);

}  // namespace kasvu::workflows
