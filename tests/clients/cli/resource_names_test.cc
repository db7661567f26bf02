#include "clients/cli/resource_names.h"

#include <gtest/gtest.h>

#include "clients/cli/wrong_usage.h"

namespace kasvu::cli {
namespace {

struct Case {
  std::string text;
  std::string cohort;  // of --cohort
  std::string name;    // empty: no id, to be looked up; "?": refused
  std::string part;    // where it is no id
};

class PlaceTest : public ::testing::TestWithParam<Case> {};

TEST_P(PlaceTest, IsReadAsItIsMeant) {
  const Case& c = GetParam();
  const auto place = ParsePlace(c.text, c.cohort);
  if (c.name == "?") {
    EXPECT_TRUE(IsWrongUsage(place.status())) << c.text;
    return;
  }
  ASSERT_TRUE(place.ok()) << c.text;
  EXPECT_EQ(NameOf(*place), c.name) << c.text;
  if (c.name.empty()) {
    EXPECT_EQ(place->part, c.part);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, PlaceTest,
    ::testing::Values(Case{"eko/e7", "", "cohorts/eko/enrolments/e7", ""},
                      Case{"eko/l3", "", "cohorts/eko/links/l3", ""},
                      Case{"eko/g1", "", "cohorts/eko/groups/g1", ""},
                      Case{"eko", "", "cohorts/eko", ""},
                      Case{"cohorts/eko", "", "cohorts/eko", ""},
                      Case{"cohorts/eko/enrolments/e7", "other", "cohorts/eko/enrolments/e7", ""},
                      Case{"e7", "eko", "cohorts/eko/enrolments/e7", ""},
                      Case{"e7", "cohorts/eko", "cohorts/eko/enrolments/e7", ""},
                      Case{"e7", "", "?", ""}, Case{"", "", "?", ""},
                      Case{"aino@example.org", "", "?", ""},
                      Case{"eko/aino@example.org", "", "", "aino@example.org"},
                      Case{"eko/Aino Esimerkki", "", "", "Aino Esimerkki"},
                      Case{"Aino", "eko", "", "Aino"}, Case{"eko/e", "", "", "e"}));

TEST(NamesTest, AreShortForPeople) {
  EXPECT_EQ(ShortName("cohorts/eko/enrolments/e7"), "eko/e7");
  EXPECT_EQ(ShortName("cohorts/eko"), "eko");
  EXPECT_EQ(ShortName("persons/abc"), "persons/abc");
  EXPECT_EQ(CohortOf("cohorts/eko/groups/g1"), "cohorts/eko");
  EXPECT_EQ(CohortOf("persons/abc"), "");
  EXPECT_EQ(GroupName("eko", "cohorts/eko/groups/g1"), "cohorts/eko/groups/g1");
  EXPECT_EQ(GroupName("eko", "g1"), "cohorts/eko/groups/g1");
  EXPECT_EQ(PersonName("persons/abc"), PersonName("abc"));
}

}  // namespace
}  // namespace kasvu::cli
