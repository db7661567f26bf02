// The searches behind a round of companies. All of them take `people` in ascending order and make
// as few repeats of `earlier` as they find.
#pragma once

#include <vector>

#include "workflows/cohort/rotation.h"

namespace kasvu::workflows {

// An even number of people in pairs. While the same people come every time, nobody repeats for as
// many rounds as there are partners; the fewest pairs repeat in any case.
std::vector<Company> Pairs(const std::vector<uint32_t>& people, const Encounters& earlier);

// An odd number of at least three: one triple, whose members have met the fewest so far, and pairs.
std::vector<Company> PairsAndATriple(const std::vector<uint32_t>& people,
                                     const Encounters& earlier);

// An odd number in pairs; whoever took part most often sits out.
std::vector<Company> PairsAndOneOut(const std::vector<uint32_t>& people, const Encounters& earlier);

// `count` companies as even as can be, by exchanging people until no exchange makes it better.
std::vector<Company> Mixed(const std::vector<uint32_t>& people, int count,
                           const Encounters& earlier);

// How many meetings in `companies` are repeats; one that happened twice before counts twice.
int Repeats(const std::vector<Company>& companies, const Encounters& earlier);

}  // namespace kasvu::workflows
