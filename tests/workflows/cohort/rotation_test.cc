#include "workflows/cohort/rotation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "workflows/cohort/companies.h"

namespace kasvu::workflows {
namespace {

using testing::ElementsAre;

std::vector<uint32_t> People(int count) {
  std::vector<uint32_t> people(count);
  std::iota(people.begin(), people.end(), 1);
  return people;
}

void Add(const std::vector<Company>& companies, Encounters& earlier) {
  for (const Company& company : companies) earlier.AddCompany(company);
}

// How many rounds go by before somebody meets an earlier partner; at most `most`.
int RoundsWithoutRepeat(int people, int least, int most_in, int most) {
  Encounters earlier;
  for (int round = 0; round < most; ++round) {
    const std::vector<Company> companies = NextCompanies(People(people), least, most_in, earlier);
    if (companies.empty() || Repeats(companies, earlier) > 0) return round;
    Add(companies, earlier);
  }
  return most;
}

TEST(NextCompaniesTest, AnEvenNumberMeetsEverybodyBeforeAnyoneRepeats) {
  for (int people = 2; people <= 60; people += 2) {
    EXPECT_EQ(RoundsWithoutRepeat(people, 2, 3, people), people - 1) << people << " people";
  }
}

TEST(NextCompaniesTest, AnOddNumberWithOneOutMeetsEverybodyToo) {
  for (int people = 3; people <= 59; people += 2) {
    EXPECT_EQ(RoundsWithoutRepeat(people, 2, 2, people + 1), people) << people << " people";
  }
}

// One triple a round uses three meetings for three people, so n·(n-1)/(n+3) rounds are the bound.
TEST(NextCompaniesTest, OddNumbersWithATripleComeNearTheBound) {
  struct Case {
    int people;
    int rounds;
  };
  for (const auto& [people, rounds] :
       {Case{3, 1}, Case{7, 3}, Case{9, 5}, Case{11, 6}, Case{13, 8}, Case{23, 16}}) {
    EXPECT_GE(RoundsWithoutRepeat(people, 2, 3, people), rounds) << people << " people";
  }
}

TEST(NextCompaniesTest, TwentyThreePeopleTalkFourTimes) {
  Encounters earlier;
  for (int round = 0; round < 4; ++round) {
    const std::vector<Company> companies = NextCompanies(People(23), 2, 3, earlier);
    EXPECT_EQ(companies.size(), 11u);
    EXPECT_EQ(std::count_if(companies.begin(), companies.end(),
                            [](const Company& company) { return company.size() == 3; }),
              1);
    EXPECT_EQ(Repeats(companies, earlier), 0) << "round " << round;
    Add(companies, earlier);
  }
}

TEST(NextCompaniesTest, NineMeetInTriplesFourTimes) {
  EXPECT_EQ(RoundsWithoutRepeat(9, 3, 3, 9), 4);
}

TEST(NextCompaniesTest, SmallNumbers) {
  const Encounters nobody;
  EXPECT_TRUE(NextCompanies({}, 2, 3, nobody).empty());
  EXPECT_TRUE(NextCompanies({4}, 2, 3, nobody).empty());
  EXPECT_THAT(NextCompanies({9, 4}, 2, 3, nobody), ElementsAre(Company{4, 9}));
  EXPECT_THAT(NextCompanies({9, 4, 7}, 2, 3, nobody), ElementsAre(Company{4, 7, 9}));
  EXPECT_THAT(NextCompanies({9, 4, 7}, 2, 2, nobody), ElementsAre(Company{7, 9}));
  EXPECT_THAT(NextCompanies({1, 2, 3, 4, 5}, 2, 3, nobody),
              ElementsAre(Company{1, 2, 3}, Company{4, 5}));
}

// The least that any pairing of an even number of people repeats, by trying them all.
int LeastRepeats(std::vector<uint32_t> people, const Encounters& earlier) {
  if (people.empty()) return 0;
  const uint32_t first = people.front();
  int least = 1 << 20;
  for (size_t i = 1; i < people.size(); ++i) {
    std::vector<uint32_t> rest;
    for (size_t j = 1; j < people.size(); ++j) {
      if (j != i) rest.push_back(people[j]);
    }
    const int again = earlier.Together(first, people[i]) > 0 ? 1 : 0;
    least = std::min(least, again + LeastRepeats(rest, earlier));
  }
  return least;
}

TEST(NextCompaniesTest, PeopleComeAndGoAndAsFewAsCanBeRepeat) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int run = 0; run < 40; ++run) {
    Encounters earlier;
    std::vector<uint32_t> all = People(10);
    for (int round = 0; round < 12; ++round) {
      std::shuffle(all.begin(), all.end(), random);
      const std::vector<uint32_t> people(all.begin(), all.begin() + 4 + 2 * (random() % 3));
      const std::vector<Company> companies = NextCompanies(people, 2, 2, earlier);
      int again = 0;
      for (const Company& pair : companies) again += earlier.Together(pair[0], pair[1]) > 0 ? 1 : 0;
      std::vector<uint32_t> sorted = people;
      std::sort(sorted.begin(), sorted.end());
      ASSERT_EQ(again, LeastRepeats(sorted, earlier)) << "run " << run << ", round " << round;
      Add(companies, earlier);
    }
  }
}

TEST(NextCompaniesTest, EverybodyIsInOneCompanyOfARightSize) {
  const uint64_t seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int run = 0; run < 60; ++run) {
    Encounters earlier;
    const int least = 2 + static_cast<int>(random() % 3);
    const int most = least + 1 + static_cast<int>(random() % 2);
    const int people = least * 3 + static_cast<int>(random() % 40);
    for (int round = 0; round < 5; ++round) {
      const std::vector<Company> companies = NextCompanies(People(people), least, most, earlier);
      std::vector<uint32_t> seated;
      for (const Company& company : companies) {
        ASSERT_GE(static_cast<int>(company.size()), least);
        ASSERT_LE(static_cast<int>(company.size()), most);
        seated.insert(seated.end(), company.begin(), company.end());
      }
      std::sort(seated.begin(), seated.end());
      ASSERT_EQ(seated, People(people)) << least << ".." << most << ", round " << round;
      Add(companies, earlier);
    }
  }
}

TEST(NextCompaniesTest, SittingOutGoesRound) {
  Encounters earlier;
  for (int round = 0; round < 20; ++round) {
    Add(NextCompanies(People(7), 3, 3, earlier), earlier);
    int least = 100;
    int most = 0;
    for (const uint32_t person : People(7)) {
      least = std::min(least, earlier.Rounds(person));
      most = std::max(most, earlier.Rounds(person));
    }
    ASSERT_LE(most - least, 1) << "round " << round;
  }
}

TEST(NextFellowsTest, EverybodyHasEverybodyOnceBeforeAnyoneRepeats) {
  for (int people = 2; people <= 60; people += people < 12 ? 1 : 12) {
    Encounters earlier;
    for (int round = 0; round < people - 1; ++round) {
      std::set<uint32_t> serving;
      const auto fellows = NextFellows(People(people), earlier);
      ASSERT_EQ(static_cast<int>(fellows.size()), people);
      for (const auto& [subject, fellow] : fellows) {
        EXPECT_NE(subject, fellow);
        EXPECT_EQ(earlier.Served(subject, fellow), 0) << people << " people, round " << round;
        EXPECT_TRUE(serving.insert(fellow).second);
      }
      for (const auto& [subject, fellow] : fellows) earlier.AddService(subject, fellow);
    }
  }
  EXPECT_TRUE(NextFellows({3}, {}).empty());
}

TEST(NextFellowsTest, WhoeverLeavesIsReplacedWithoutARepeat) {
  Encounters earlier;
  for (int round = 0; round < 3; ++round) {
    for (const auto& [subject, fellow] : NextFellows(People(8), earlier)) {
      earlier.AddService(subject, fellow);
    }
  }
  for (const auto& [subject, fellow] : NextFellows({1, 2, 4, 5, 6, 8}, earlier)) {
    EXPECT_EQ(earlier.Served(subject, fellow), 0) << subject << " and " << fellow;
  }
}

TEST(NextTurnTest, TurnsDifferByOneAtMostAndKeepTheirSpacing) {
  for (const int people : {1, 2, 8, 9, 25}) {
    std::vector<Turn> turns;
    std::vector<int> count(people + 1, 0);
    for (int place = 0; place < 60; ++place) {
      const uint32_t host = NextTurn(People(people), turns, place, 8);
      for (const Turn& turn : turns) {
        if (turn.person != host || people <= 8) continue;
        EXPECT_GT(place - turn.place, 8);
      }
      turns.push_back({host, place});
      ++count[host];
      const auto [least, most] = std::minmax_element(count.begin() + 1, count.end());
      ASSERT_LE(*most - *least, 1) << people << " people at " << place;
    }
  }
}

TEST(NextTurnTest, NewcomersComeNextAndThenWaitLikeTheOthers) {
  std::vector<Turn> turns = {{1, 0}, {2, 1}, {3, 2}};
  EXPECT_EQ(NextTurn({1, 2, 3, 7}, turns, 3, 2), 7u);
  turns.push_back({7, 3});
  EXPECT_EQ(NextTurn({1, 2, 3, 7}, turns, 4, 2), 1u);
}

TEST(NextTurnTest, LooksAtTurnsAlreadyPlannedAfterIt) {
  EXPECT_EQ(NextTurn({1, 2, 3}, {{1, 5}, {2, 0}}, 3, 2), 3u);
  EXPECT_EQ(NextTurn({1, 2}, {{1, 4}, {2, 0}}, 3, 2), 2u);
}

}  // namespace
}  // namespace kasvu::workflows
