#include "registers/region.h"

#include <gtest/gtest.h>

#include <set>

namespace kasvu::registers {
namespace {

TEST(RegionTest, NineteenRegionsToday) {
  std::set<std::string_view> today;
  for (const Region& region : AllRegions()) {
    if (region.ExistsIn(2024)) today.insert(region.code);
  }
  EXPECT_EQ(today,
            (std::set<std::string_view>{"01", "02", "04", "05", "06", "07", "08", "09", "10", "11",
                                        "12", "13", "14", "15", "16", "17", "18", "19", "21"}));
}

TEST(RegionTest, EasternUusimaaWasMergedInto2011) {
  const std::optional<Region> region = RegionByCode("20");
  ASSERT_TRUE(region);
  EXPECT_TRUE(region->ExistsIn(2010));
  EXPECT_FALSE(region->ExistsIn(2011));
}

TEST(RegionTest, IsFoundByCodeAndByNameInEachLanguage) {
  for (const Region& region : AllRegions()) {
    for (const std::string_view word :
         {region.code, region.names.fi, region.names.sv, region.names.en}) {
      const std::optional<Region> found = FindRegion(word);
      ASSERT_TRUE(found) << word;
      EXPECT_EQ(found->code, region.code) << word;
    }
  }
}

TEST(RegionTest, CaseAndSpacesDoNotMatter) {
  for (const std::string word : {"varsinais-suomi", " VARSINAIS-SUOMI ", "egentliga FINLAND"}) {
    ASSERT_TRUE(FindRegion(word)) << word;
    EXPECT_EQ(FindRegion(word)->code, "02");
  }
  EXPECT_EQ(FindRegion("PÄIJÄT-HÄME")->code, "07");
  EXPECT_EQ(FindRegion("åland")->code, "21");
}

TEST(RegionTest, NothingElseIsARegion) {
  for (const std::string word : {"", "2", "03", "22", "Turku", "Suomi"}) {
    EXPECT_FALSE(FindRegion(word)) << word;
  }
}

TEST(RegionTest, NamesFallBack) {
  const Names names = RegionByCode("02")->names;
  EXPECT_EQ(names.In("sv"), "Egentliga Finland");
  EXPECT_EQ(names.In("se"), "Varsinais-Suomi");
  EXPECT_EQ(names.In("de"), "Southwest Finland");
}

}  // namespace
}  // namespace kasvu::registers
