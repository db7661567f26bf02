#include "workflows/cohort/rotation.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

#include "workflows/cohort/companies.h"
#include "workflows/cohort/matching.h"

namespace kasvu::workflows {
namespace {

std::pair<uint32_t, uint32_t> Ordered(uint32_t a, uint32_t b) {
  return {std::min(a, b), std::max(a, b)};
}

int Find(const std::map<std::pair<uint32_t, uint32_t>, int>& counts,
         std::pair<uint32_t, uint32_t> pair) {
  const auto found = counts.find(pair);
  return found == counts.end() ? 0 : found->second;
}

int Find(const std::map<uint32_t, int>& counts, uint32_t person) {
  const auto found = counts.find(person);
  return found == counts.end() ? 0 : found->second;
}

// The `count` of `people` who took part least often, in ascending order.
std::vector<uint32_t> LeastSeated(std::vector<uint32_t> people, int count,
                                  const Encounters& earlier) {
  std::stable_sort(people.begin(), people.end(),
                   [&](uint32_t a, uint32_t b) { return earlier.Rounds(a) < earlier.Rounds(b); });
  people.resize(count);
  std::sort(people.begin(), people.end());
  return people;
}

std::vector<Company> Spread(const std::vector<uint32_t>& people, int least, int most,
                            const Encounters& earlier) {
  const int size = static_cast<int>(people.size());
  const int count = size / least;
  if (count == 0) return {};
  const int seated = std::min(size, count * std::max(most, least));
  if (least > 2) return Mixed(LeastSeated(people, seated, earlier), count, earlier);
  if (size % 2 == 0) return Pairs(people, earlier);
  return seated == size ? PairsAndATriple(people, earlier) : PairsAndOneOut(people, earlier);
}

}  // namespace

void Encounters::AddCompany(const std::vector<uint32_t>& company) {
  for (size_t a = 0; a < company.size(); ++a) {
    ++rounds_[company[a]];
    met_[company[a]] += static_cast<int>(company.size()) - 1;
    for (size_t b = a + 1; b < company.size(); ++b) ++together_[Ordered(company[a], company[b])];
  }
}

void Encounters::AddService(uint32_t subject, uint32_t fellow) { ++served_[{subject, fellow}]; }

int Encounters::Together(uint32_t a, uint32_t b) const { return Find(together_, Ordered(a, b)); }

int Encounters::Served(uint32_t subject, uint32_t fellow) const {
  return Find(served_, {subject, fellow});
}

int Encounters::Rounds(uint32_t person) const { return Find(rounds_, person); }

int Encounters::Met(uint32_t person) const { return Find(met_, person); }

std::vector<Company> NextCompanies(std::vector<uint32_t> people, int least, int most,
                                   const Encounters& earlier) {
  std::sort(people.begin(), people.end());
  std::vector<Company> companies = Spread(people, std::max(least, 2), most, earlier);
  for (Company& company : companies) std::sort(company.begin(), company.end());
  std::sort(companies.begin(), companies.end());
  return companies;
}

std::vector<std::pair<uint32_t, uint32_t>> NextFellows(std::vector<uint32_t> people,
                                                       const Encounters& earlier) {
  std::sort(people.begin(), people.end());
  const int size = static_cast<int>(people.size());
  if (size < 2) return {};
  // A repeat costs more than all ties of a round; oneself more than all repeats.
  const int64_t repeat = 10'000;
  const int64_t oneself = repeat * repeat;
  std::vector<std::vector<int64_t>> cost(size, std::vector<int64_t>(size, 0));
  for (int i = 0; i < size; ++i) {
    for (int j = 0; j < size; ++j) {
      cost[i][j] =
          i == j ? oneself : repeat * earlier.Served(people[i], people[j]) + (j - i + size) % size;
    }
  }
  const std::vector<int> fellow = CheapestAssignment(cost);
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (int i = 0; i < size; ++i) pairs.emplace_back(people[i], people[fellow[i]]);
  return pairs;
}

uint32_t NextTurn(const std::vector<uint32_t>& people, const std::vector<Turn>& turns, int place,
                  int spacing) {
  constexpr int kNever = std::numeric_limits<int>::max();
  // Best first: far enough from every turn of one's own, then the longest wait, then the ordinal.
  std::optional<std::tuple<int, int64_t, uint32_t>> best;
  for (const uint32_t person : people) {
    int nearest = kNever;
    int64_t last = std::numeric_limits<int64_t>::min();
    for (const Turn& turn : turns) {
      if (turn.person != person) continue;
      nearest = std::min(nearest, std::abs(place - turn.place));
      last = std::max<int64_t>(last, turn.place);
    }
    const int too_near = nearest > spacing ? 0 : spacing - nearest + 1;
    const auto rank = std::make_tuple(too_near, last, person);
    if (!best || rank < *best) best = rank;
  }
  return std::get<2>(*best);
}

}  // namespace kasvu::workflows
