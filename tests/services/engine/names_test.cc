#include "services/engine/names.h"

#include <gtest/gtest.h>

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::OWNER_COHORT;
using kasvu::storage::v1::OWNER_ENROLMENT;
using kasvu::storage::v1::OWNER_GROUP;
using kasvu::storage::v1::OWNER_LINK;
using workflows::OwnerRef;

TEST(NamesTest, EveryKindIsWrittenAndReadBack) {
  const OwnerRef kOwners[] = {
      {OWNER_COHORT, 0}, {OWNER_GROUP, 1}, {OWNER_LINK, 12}, {OWNER_ENROLMENT, 7}};
  for (const OwnerRef owner : kOwners) {
    const auto place = ParseOwner(OwnerName("ekollega-2021", owner));
    ASSERT_TRUE(place.has_value());
    EXPECT_EQ(place->cohort, "ekollega-2021");
    EXPECT_EQ(place->owner, owner);
  }
  EXPECT_EQ(EnrolmentName("a", 7), "cohorts/a/enrolments/e7");
}

TEST(NamesTest, OtherSpellingsAreNoNames) {
  for (const char* name :
       {"", "cohorts/", "cohorts", "cohorts/A", "cohort/a", "cohorts/a/", "cohorts/a/enrolments/",
        "cohorts/a/enrolments/e0", "cohorts/a/enrolments/e07", "cohorts/a/enrolments/7",
        "cohorts/a/enrolments/g7", "cohorts/a/enrolments/e7/steps", "cohorts/a/people/e7",
        "cohorts/a/enrolments/e99999999999"}) {
    EXPECT_FALSE(ParseOwner(name).has_value()) << name;
  }
}

TEST(NamesTest, AnOrdinalMayStandAlone) {
  EXPECT_EQ(OrdinalIn("e7", "a", OWNER_ENROLMENT), 7u);
  EXPECT_EQ(OrdinalIn("cohorts/a/enrolments/e7", "a", OWNER_ENROLMENT), 7u);
  EXPECT_FALSE(OrdinalIn("cohorts/b/enrolments/e7", "a", OWNER_ENROLMENT).has_value());
  EXPECT_FALSE(OrdinalIn("g7", "a", OWNER_ENROLMENT).has_value());
  EXPECT_FALSE(OrdinalIn("cohorts/a/groups/g7", "a", OWNER_ENROLMENT).has_value());
}

}  // namespace
}  // namespace kasvu::engine
