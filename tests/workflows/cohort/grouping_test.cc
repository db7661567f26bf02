// How participants are spread over groups.
#include "workflows/cohort/grouping.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "errors/error.h"

namespace kasvu::workflows {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

kasvu::v1::GroupRules Rules(int min, int max) {
  kasvu::v1::GroupRules rules;
  rules.set_min(min);
  rules.set_max(max);
  return rules;
}

// One person per letter, whose `attribute` is that letter; a dash is nothing known.
std::vector<Groupable> People(const std::string& letters, const std::string& attribute = "trade") {
  std::vector<Groupable> people;
  for (const char letter : letters) {
    Groupable one{static_cast<uint32_t>(people.size() + 1), {}};
    one.attributes[attribute] = letter == '-' ? "" : std::string(1, letter);
    people.push_back(one);
  }
  return people;
}

// The groups as the letters in them, each in alphabetical order.
std::vector<std::string> Letters(const std::string& letters,
                                 const std::vector<std::vector<uint32_t>>& groups) {
  std::vector<std::string> words;
  for (const auto& group : groups) {
    std::string word;
    for (const uint32_t enrolment : group) word += letters[enrolment - 1];
    std::sort(word.begin(), word.end());
    words.push_back(word);
  }
  return words;
}

std::vector<size_t> Sizes(const std::vector<std::vector<uint32_t>>& groups) {
  std::vector<size_t> sizes;
  for (const auto& group : groups) sizes.push_back(group.size());
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

struct CountCase {
  const char* what;
  int people;
  int asked;
  int min;
  int max;
  int groups;            // 0: refused
  const char* sentence;  // of the refusal
};

constexpr CountCase kCounts[] = {
    {"as few as fit", 23, 0, 10, 12, 2, ""},
    {"one full group", 12, 0, 10, 12, 1, ""},
    {"one more than a full group", 13, 0, 6, 12, 2, ""},
    {"no rules", 40, 0, 0, 0, 1, ""},
    {"no upper limit", 40, 0, 8, 0, 1, ""},
    {"as many as asked", 24, 3, 8, 12, 3, ""},
    {"more than they need", 24, 4, 6, 12, 4, ""},
    {"everybody alone", 3, 3, 0, 0, 3, ""},
    {"too few for one", 7, 0, 8, 14, 0, "8 to 14, and 7 participants make 1 group of 7"},
    {"between one and two", 13, 0, 10, 12, 0,
     "10 to 12, and 13 participants make 2 groups of 6 or 7 or 1 group of 13"},
    {"too many groups asked", 23, 3, 10, 12, 0, "make 3 groups of 7 or 8"},
    {"too few groups asked", 25, 2, 10, 12, 0, "make 2 groups of 12 or 13"},
    {"more groups than people", 2, 3, 0, 0, 0, "2 participants do not fill 3"},
    {"exactly so many", 7, 0, 3, 3, 0, "exactly 3, and 7 participants"},
    {"a huge number asked", 23, 2000000000, 10, 12, 0, "do not fill 2000000000"},
};

TEST(GroupCountTest, FindsTheNumberOrSaysTheNumbers) {
  for (const CountCase& one : kCounts) {
    SCOPED_TRACE(one.what);
    const auto count = GroupCount(one.people, one.asked, Rules(one.min, one.max));
    if (one.groups > 0) {
      ASSERT_TRUE(count.ok()) << count.status();
      EXPECT_EQ(*count, one.groups);
    } else {
      EXPECT_EQ(ReasonOf(count.status()), "GROUP_SIZE");
      EXPECT_THAT(std::string(count.status().message()), HasSubstr(one.sentence));
      EXPECT_EQ(ParticularsOf(count.status())["people"], absl::StrCat(one.people));
    }
  }
}

TEST(SpreadTest, MakesGroupsAsEvenAsCanBe) {
  const auto groups = Spread(People(std::string(23, '-')), 2, Rules(10, 12));
  EXPECT_THAT(Sizes(groups), ElementsAre(11, 12));
}

TEST(SpreadTest, KeepsEqualsApart) {
  kasvu::v1::GroupRules rules = Rules(2, 4);
  rules.add_apart("trade");
  const std::string letters = "aabbccdd";
  EXPECT_THAT(Letters(letters, Spread(People(letters), 2, rules)), ElementsAre("abcd", "abcd"));
}

TEST(SpreadTest, KeepsEqualsTogetherEvenWhenThatIsUneven) {
  kasvu::v1::GroupRules rules = Rules(2, 8);
  rules.add_together("trade");
  const std::string letters = "fsfsfsfsffff";
  EXPECT_THAT(Letters(letters, Spread(People(letters), 2, rules)), ElementsAre("ffffffff", "ssss"));
}

TEST(SpreadTest, SplitsWhatIsTooManyForOneGroup) {
  kasvu::v1::GroupRules rules = Rules(3, 6);
  rules.add_together("trade");
  const std::string letters = "ffffffffss";
  const auto groups = Spread(People(letters), 2, rules);
  for (const auto& group : groups) {
    EXPECT_GE(group.size(), 3u);
    EXPECT_LE(group.size(), 6u);
  }
  EXPECT_THAT(Letters(letters, groups), ::testing::Contains("ffffff"));
}

TEST(SpreadTest, GivesUpTogethernessBeforeTheLeastSize) {
  kasvu::v1::GroupRules rules = Rules(4, 8);
  rules.add_together("trade");
  EXPECT_THAT(Sizes(Spread(People("ffffffff-"), 2, rules)), ElementsAre(4, 5));
}

TEST(SpreadTest, MixesWhatIsToBeSpread) {
  kasvu::v1::GroupRules rules = Rules(4, 6);
  rules.add_spread("trade");
  const std::string letters = "abababab";
  EXPECT_THAT(Letters(letters, Spread(People(letters), 2, rules)), ElementsAre("aabb", "aabb"));
}

TEST(SpreadTest, DoesNotTakeUnknownForEqual) {
  kasvu::v1::GroupRules rules = Rules(1, 6);
  rules.add_together("trade");
  EXPECT_THAT(Sizes(Spread(People("------x"), 2, rules)), ElementsAre(3, 4));
}

TEST(SpreadTest, LeavesNoGroupEmpty) {
  kasvu::v1::GroupRules rules = Rules(0, 0);
  rules.add_together("trade");
  EXPECT_THAT(Sizes(Spread(People("xxxx"), 2, rules)), ElementsAre(1, 3));
}

// Counts over random people under random rules: everybody sits once, within the sizes, and evenly
// where nothing else was asked for.
TEST(SpreadTest, SeatsEverybodyWithinTheSizes) {
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    const auto upto = [&](int most) { return static_cast<int>(random() % (most + 1)); };
    kasvu::v1::GroupRules rules = Rules(upto(6), 0);
    if (upto(3) > 0) rules.set_max(rules.min() + 1 + upto(6));
    const bool free = upto(1) == 0;
    if (!free && upto(1) == 0) rules.add_together("language");
    if (!free && upto(1) == 0) rules.add_apart("trade");
    if (upto(1) == 0) rules.add_spread("industry");
    std::vector<Groupable> people(1 + upto(39));
    for (size_t i = 0; i < people.size(); ++i) {
      people[i].enrolment = static_cast<uint32_t>(i + 1);
      people[i].attributes = {{"language", absl::StrCat(upto(3))},
                              {"trade", absl::StrCat(upto(9))},
                              {"industry", upto(4) == 0 ? "" : absl::StrCat(upto(4))}};
    }
    const auto count = GroupCount(static_cast<int>(people.size()), 0, rules);
    if (!count.ok()) continue;
    const auto groups = Spread(people, *count, rules);
    EXPECT_EQ(groups, Spread(people, *count, rules));
    std::set<uint32_t> seated;
    for (const auto& group : groups) {
      seated.insert(group.begin(), group.end());
      EXPECT_GE(group.size(), static_cast<size_t>(std::max(1, rules.min())));
      EXPECT_LE(group.size(), rules.max() > 0 ? static_cast<size_t>(rules.max()) : people.size());
    }
    EXPECT_EQ(seated.size(), people.size());
    const size_t difference = Sizes(groups).back() - Sizes(groups).front();
    EXPECT_TRUE(!free || difference <= 1) << difference;
  }
}

}  // namespace
}  // namespace kasvu::workflows
