#include "workflows/cohort/grouping.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/seating.h"

namespace kasvu::workflows {
namespace {

// Pairs are not exchanged above that many units, and rounds end when so many seats have been tried:
// both grow with the square, and a cohort of thousands is mixed well enough without.
constexpr size_t kMostExchanged = 500;
constexpr size_t kMostTried = 20'000'000;

// People who sit in one group or move together.
using Unit = std::vector<size_t>;
using Units = std::vector<Unit>;

std::string SizesInWords(int least, int most) {
  if (most == 0) return absl::StrCat("at least ", least);
  if (least == most) return absl::StrCat("exactly ", most);
  return absl::StrCat(least, " to ", most);
}

// "2 groups of 6 or 7".
std::string Division(int people, int groups) {
  const int size = people / groups;
  const std::string each =
      people % groups == 0 ? absl::StrCat(size) : absl::StrCat(size, " or ", size + 1);
  return absl::StrCat(groups, groups == 1 ? " group of " : " groups of ", each);
}

void Sit(const Unit& unit, int group, Seating& seating) {
  for (const size_t person : unit) seating.Sit(person, group);
}

void StandUp(const Unit& unit, Seating& seating) {
  for (const size_t person : unit) seating.StandUp(person);
}

Units Singles(size_t people) {
  Units singles(people);
  for (size_t person = 0; person < people; ++person) singles[person] = {person};
  return singles;
}

// Everybody with those who share a value with her in one of the attributes of `together`, directly
// or through others.
Units Bundles(const std::vector<Groupable>& people, const kasvu::v1::GroupRules& rules) {
  std::vector<size_t> bundle_of(people.size());
  std::iota(bundle_of.begin(), bundle_of.end(), 0);
  for (const std::string& name : rules.together()) {
    std::map<std::string, size_t> first;
    for (size_t person = 0; person < people.size(); ++person) {
      const auto known = people[person].attributes.find(name);
      if (known == people[person].attributes.end() || known->second.empty()) continue;
      const size_t into = bundle_of[first.emplace(known->second, person).first->second];
      const size_t from = bundle_of[person];
      for (size_t& bundle : bundle_of) {
        if (bundle == from) bundle = into;
      }
    }
  }
  std::map<size_t, Unit> bundles;
  for (size_t person = 0; person < people.size(); ++person) {
    bundles[bundle_of[person]].push_back(person);
  }
  Units units;
  for (auto& [bundle, unit] : bundles) units.push_back(std::move(unit));
  std::stable_sort(units.begin(), units.end(),
                   [](const Unit& a, const Unit& b) { return a.size() > b.size(); });
  return units;
}

// Seats `unit` in the group where it costs least; false when no group has room for all of it.
bool SeatBest(const Unit& unit, Seating& seating) {
  int best = -1;
  SeatingCost least = {};
  for (int group = 0; group < seating.groups(); ++group) {
    if (!seating.HasRoom(group, unit.size())) continue;
    Sit(unit, group, seating);
    if (best < 0 || seating.cost() < least) {
      best = group;
      least = seating.cost();
    }
    StandUp(unit, seating);
  }
  if (best >= 0) Sit(unit, best, seating);
  return best >= 0;
}

// Seats everybody; gives the units as they sit, those without room in one piece broken up.
Units SeatAll(const Units& units, Seating& seating) {
  Units seated;
  Unit broken;
  for (const Unit& unit : units) {
    if (SeatBest(unit, seating)) {
      seated.push_back(unit);
    } else {
      broken.insert(broken.end(), unit.begin(), unit.end());
    }
  }
  for (const size_t person : broken) {
    SeatBest({person}, seating);
    seated.push_back({person});
  }
  return seated;
}

bool MoveIfBetter(const Unit& unit, Seating& seating) {
  const int from = seating.GroupOf(unit.front());
  const SeatingCost before = seating.cost();
  StandUp(unit, seating);
  for (int group = 0; group < seating.groups(); ++group) {
    if (group == from || !seating.HasRoom(group, unit.size())) continue;
    Sit(unit, group, seating);
    if (seating.cost() < before) return true;
    StandUp(unit, seating);
  }
  Sit(unit, from, seating);
  return false;
}

bool ExchangeIfBetter(const Unit& one, const Unit& other, Seating& seating) {
  const int group = seating.GroupOf(one.front());
  const int others = seating.GroupOf(other.front());
  if (group == others) return false;
  const SeatingCost before = seating.cost();
  StandUp(one, seating);
  StandUp(other, seating);
  const bool room = seating.HasRoom(others, one.size()) && seating.HasRoom(group, other.size());
  if (room) {
    Sit(one, others, seating);
    Sit(other, group, seating);
    if (seating.cost() < before) return true;
    StandUp(one, seating);
    StandUp(other, seating);
  }
  Sit(one, group, seating);
  Sit(other, others, seating);
  return false;
}

// Moves and exchanges units while that makes anything better.
void Improve(const Units& units, Seating& seating) {
  bool better = true;
  for (size_t tried = 0; better && tried < kMostTried;) {
    better = false;
    tried += units.size() * (seating.groups() + std::min(units.size(), kMostExchanged));
    for (const Unit& unit : units) better |= MoveIfBetter(unit, seating);
    if (units.size() > kMostExchanged) continue;
    for (size_t one = 0; one < units.size(); ++one) {
      for (size_t other = one + 1; other < units.size(); ++other) {
        better |= ExchangeIfBetter(units[one], units[other], seating);
      }
    }
  }
}

Seating Seated(const std::vector<Groupable>& people, int groups, const kasvu::v1::GroupRules& rules,
               const Units& units) {
  Seating seating(people, groups, rules);
  Improve(SeatAll(units, seating), seating);
  return seating;
}

}  // namespace

absl::StatusOr<int> GroupCount(int people, int asked, const kasvu::v1::GroupRules& rules) {
  const int least = std::max(1, rules.min());
  const int most = rules.max() > 0 ? rules.max() : people;
  const int groups = asked > 0 ? asked : std::max(1, (people + most - 1) / most);
  if (int64_t{groups} * least <= people && people <= int64_t{groups} * most) return groups;
  const std::string sizes = "a group has " + SizesInWords(least, rules.max()) + ", and ";
  std::string sentence = absl::StrCat(sizes, people, " participants make ");
  if (groups > people) {
    sentence = absl::StrCat(sizes, people, people == 1 ? " participant does" : " participants do",
                            " not fill ", groups);
  } else {
    absl::StrAppend(&sentence, Division(people, groups));
    if (asked <= 0 && groups > 1) {
      absl::StrAppend(&sentence, " or ", Division(people, groups - 1));
    }
  }
  return GroupSize(sentence, people, groups, least, rules.max());
}

std::vector<std::vector<uint32_t>> Spread(const std::vector<Groupable>& people, int groups,
                                          const kasvu::v1::GroupRules& rules) {
  Seating seating = Seated(people, groups, rules, Bundles(people, rules));
  // Bundles may leave a group below its least size; single people never do.
  if (seating.cost()[0] > 0) seating = Seated(people, groups, rules, Singles(people.size()));
  std::vector<std::vector<uint32_t>> members(groups);
  for (size_t person = 0; person < people.size(); ++person) {
    members[seating.GroupOf(person)].push_back(people[person].enrolment);
  }
  return members;
}

}  // namespace kasvu::workflows
