#include "workflows/cohort/companies.h"

#include <algorithm>
#include <tuple>

#include "workflows/cohort/matching.h"

namespace kasvu::workflows {
namespace {

constexpr uint32_t kEmptySeat = 0;  // nobody's ordinal

// Round `round` of the circle method: the last one stays, the others move around.
std::vector<Company> CircleRound(const std::vector<uint32_t>& people, int round) {
  const int turning = static_cast<int>(people.size()) - 1;
  std::vector<Company> pairs = {{people[round], people[turning]}};
  for (int step = 1; step <= (turning - 1) / 2; ++step) {
    pairs.push_back({people[(round + step) % turning], people[(round - step + turning) % turning]});
  }
  return pairs;
}

// The largest number of new pairs; those left over pair with whom they met least.
std::vector<Company> MostNewPairs(const std::vector<uint32_t>& people, const Encounters& earlier) {
  const size_t size = people.size();
  std::vector<std::vector<bool>> unmet(size, std::vector<bool>(size, false));
  for (size_t a = 0; a < size; ++a) {
    for (size_t b = 0; b < size; ++b) {
      unmet[a][b] = a != b && earlier.Together(people[a], people[b]) == 0;
    }
  }
  const std::vector<int> partner = LargestMatching(unmet);
  std::vector<Company> pairs;
  std::vector<uint32_t> rest;
  for (size_t a = 0; a < size; ++a) {
    if (partner[a] == -1) rest.push_back(people[a]);
    if (partner[a] > static_cast<int>(a)) pairs.push_back({people[a], people[partner[a]]});
  }
  while (!rest.empty()) {
    const uint32_t first = rest.front();
    const auto other = std::min_element(rest.begin() + 1, rest.end(), [&](uint32_t a, uint32_t b) {
      return earlier.Together(first, a) < earlier.Together(first, b);
    });
    pairs.push_back({first, *other});
    rest.erase(other);
    rest.erase(rest.begin());
  }
  return pairs;
}

int RepeatsOf(uint32_t person, const Company& company, uint32_t without,
              const Encounters& earlier) {
  int repeats = 0;
  for (const uint32_t other : company) {
    if (other != person && other != without) repeats += earlier.Together(person, other);
  }
  return repeats;
}

// Exchanges somebody of `a` with somebody of `b` when that leaves fewer repeats.
bool Exchange(Company& a, Company& b, const Encounters& earlier) {
  for (uint32_t& one : a) {
    for (uint32_t& other : b) {
      const int now = RepeatsOf(one, a, one, earlier) + RepeatsOf(other, b, other, earlier);
      const int then = RepeatsOf(one, b, other, earlier) + RepeatsOf(other, a, one, earlier);
      if (then >= now) continue;
      std::swap(one, other);
      return true;
    }
  }
  return false;
}

}  // namespace

int Repeats(const std::vector<Company>& companies, const Encounters& earlier) {
  int repeats = 0;
  for (const Company& company : companies) {
    for (size_t a = 0; a < company.size(); ++a) {
      for (size_t b = a + 1; b < company.size(); ++b) {
        repeats += earlier.Together(company[a], company[b]);
      }
    }
  }
  return repeats;
}

std::vector<Company> Pairs(const std::vector<uint32_t>& people, const Encounters& earlier) {
  if (people.size() < 2) return {};
  for (int round = 0; round + 1 < static_cast<int>(people.size()); ++round) {
    std::vector<Company> pairs = CircleRound(people, round);
    if (Repeats(pairs, earlier) == 0) return pairs;
  }
  return MostNewPairs(people, earlier);
}

std::vector<Company> PairsAndOneOut(const std::vector<uint32_t>& people,
                                    const Encounters& earlier) {
  int most = 0;
  for (const uint32_t person : people) most = std::max(most, earlier.Rounds(person));
  // With an empty seat in the circle, whoever meets it sits out.
  std::vector<uint32_t> seats = people;
  seats.push_back(kEmptySeat);
  for (int round = 0; round < static_cast<int>(people.size()); ++round) {
    std::vector<Company> pairs = CircleRound(seats, round);
    if (earlier.Rounds(pairs.front().front()) < most) continue;
    pairs.erase(pairs.begin());
    if (Repeats(pairs, earlier) == 0) return pairs;
  }
  std::vector<uint32_t> rest = people;
  rest.erase(std::max_element(rest.begin(), rest.end(), [&](uint32_t a, uint32_t b) {
    return earlier.Rounds(a) < earlier.Rounds(b);
  }));
  return Pairs(rest, earlier);
}

std::vector<Company> PairsAndATriple(const std::vector<uint32_t>& people,
                                     const Encounters& earlier) {
  // Whoever has met the fewest goes into the triple first; only so many triples are tried.
  std::vector<uint32_t> order = people;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return std::make_tuple(earlier.Met(a), a) < std::make_tuple(earlier.Met(b), b);
  });
  int tries = 100;
  std::vector<Company> best;
  int fewest = 0;
  for (size_t c = 2; c < order.size(); ++c) {
    for (size_t b = 1; b < c; ++b) {
      for (size_t a = 0; a < b; ++a) {
        const Company triple = {order[a], order[b], order[c]};
        const int within = Repeats({triple}, earlier);
        if (!best.empty() && (within >= fewest || tries == 0)) continue;
        --tries;
        std::vector<uint32_t> rest;
        for (const uint32_t person : people) {
          if (std::find(triple.begin(), triple.end(), person) == triple.end()) {
            rest.push_back(person);
          }
        }
        std::vector<Company> companies = MostNewPairs(rest, earlier);
        companies.push_back(triple);
        const int repeats = Repeats(companies, earlier);
        if (best.empty() || repeats < fewest) {
          best = std::move(companies);
          fewest = repeats;
        }
        if (fewest == 0) return best;
      }
    }
  }
  return best;
}

std::vector<Company> Mixed(const std::vector<uint32_t>& people, int count,
                           const Encounters& earlier) {
  std::vector<Company> companies(count);
  for (const uint32_t person : people) {
    const auto better = [&](const Company& a, const Company& b) {
      return std::make_tuple(a.size(), RepeatsOf(person, a, person, earlier)) <
             std::make_tuple(b.size(), RepeatsOf(person, b, person, earlier));
    };
    std::min_element(companies.begin(), companies.end(), better)->push_back(person);
  }
  // Every exchange leaves fewer repeats, so this comes to an end.
  for (bool changed = true; changed;) {
    changed = false;
    for (int a = 0; a < count; ++a) {
      for (int b = a + 1; b < count; ++b) changed |= Exchange(companies[a], companies[b], earlier);
    }
  }
  return companies;
}

}  // namespace kasvu::workflows
