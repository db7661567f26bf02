#include "services/common/mandate_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kasvu::services {
namespace {

using kasvu::v1::DirectoryChange;
using kasvu::v1::Mandate;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Mandate Coordinator(const std::string& until) {
  Mandate mandate;
  mandate.set_name("mandates/m1");
  mandate.set_person("persons/a");
  mandate.set_role("coordinator");
  mandate.set_scope("regions/02");
  mandate.set_from_date("2021-02-01");
  mandate.set_until_date(until);
  return mandate;
}

TEST(MandateTableTest, HoldsFromItsFirstToItsLastDay) {
  MandateTable table;
  table.Put(Coordinator("2021-06-30"));
  EXPECT_THAT(table.RolesOf("persons/a", "2021-01-31"), IsEmpty());
  EXPECT_THAT(table.RolesOf("persons/a", "2021-02-01"),
              ElementsAre(RoleAtScope{"coordinator", "regions/02"}));
  EXPECT_TRUE(table.HasRole("persons/a", "2021-06-30", "coordinator", "regions/02"));
  EXPECT_THAT(table.RolesOf("persons/a", "2021-07-01"), IsEmpty());
  EXPECT_THAT(table.RolesOf("persons/b", "2021-02-01"), IsEmpty());
}

TEST(MandateTableTest, TheScopeStarIsEverywhere) {
  MandateTable table;
  Mandate mandate = Coordinator("");
  mandate.set_scope("*");
  table.Put(mandate);
  EXPECT_TRUE(table.HasRole("persons/a", "2099-01-01", "coordinator", "regions/04"));
  EXPECT_FALSE(table.HasRole("persons/a", "2099-01-01", "publisher", "publishers/kasvu"));
}

TEST(MandateTableTest, FollowsTheFeed) {
  MandateTable table;
  DirectoryChange change;
  *change.mutable_mandate() = Coordinator("");
  table.Apply(change);
  *change.mutable_mandate() = Coordinator("2021-03-01");
  table.Apply(change);
  EXPECT_FALSE(table.HasRoleAnywhere("persons/a", "2021-03-02", "coordinator"));
  EXPECT_TRUE(table.HasRoleAnywhere("persons/a", "2021-03-01", "coordinator"));
  change.set_erased_person("persons/a");
  table.Apply(change);
  EXPECT_FALSE(table.HasRoleAnywhere("persons/a", "2021-03-01", "coordinator"));
}

}  // namespace
}  // namespace kasvu::services
