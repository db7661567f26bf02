#include "services/engine/cohort_access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kasvu::engine {
namespace {

using services::Actor;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Holds the same roles for everybody on the first of February 2021, and none on other days.
class FixedMandates : public services::Mandates {
 public:
  explicit FixedMandates(std::vector<services::RoleAtScope> roles) : roles_(std::move(roles)) {}

  std::vector<services::RoleAtScope> RolesOf(std::string_view,
                                             std::string_view date) const override {
    return date == "2021-02-01" ? roles_ : std::vector<services::RoleAtScope>();
  }

 private:
  std::vector<services::RoleAtScope> roles_;
};

storage::v1::CohortState Cohort() {
  storage::v1::CohortState cohort;
  cohort.set_id("ekollega-2021");
  cohort.set_region("02");
  cohort.set_owner("example-entrepreneurs");
  return cohort;
}

TEST(CohortAccess, TakesTheRolesAtEveryScopeThatTheCohortLiesIn) {
  const FixedMandates mandates({{"coordinator", "regions/02"},
                                {"mentor", "organisations/example-entrepreneurs"},
                                {"expert", "*"},
                                {"juror", "cohorts/another"},
                                {"publisher", "publishers/kasvu"},
                                {"guest", "regions/19"}});
  const CohortAccess access =
      AccessTo(Cohort(), Actor::Person("persons/example"), mandates, "2021-02-01");
  EXPECT_FALSE(access.doer.is_operator);
  EXPECT_EQ(access.doer.person, "persons/example");
  EXPECT_THAT(access.doer.roles, ElementsAre("coordinator", "expert", "mentor"));
  EXPECT_FALSE(access.of_cohort);
}

TEST(CohortAccess, KnowsAMandateForTheCohortItself) {
  const FixedMandates mandates(
      std::vector<services::RoleAtScope>{{"mentor", "cohorts/ekollega-2021"}});
  const Actor actor = Actor::Person("persons/example");
  EXPECT_TRUE(AccessTo(Cohort(), actor, mandates, "2021-02-01").of_cohort);
  const CohortAccess later = AccessTo(Cohort(), actor, mandates, "2021-02-02");
  EXPECT_FALSE(later.of_cohort);
  EXPECT_THAT(later.doer.roles, IsEmpty());
}

TEST(CohortAccess, OfTheOperatorNeedsNoMandate) {
  const CohortAccess access =
      AccessTo(Cohort(), Actor::Operator(), services::NoMandates(), "2021-02-01");
  EXPECT_TRUE(access.doer.is_operator);
  EXPECT_EQ(access.doer.person, "");
  EXPECT_TRUE(SightOf(workflows::CohortImage(), access).everything);
}

// A cohort without a region or owner lies in no scope of that kind.
TEST(CohortAccess, DoesNotTakeAnEmptyScopeForEverywhere) {
  const FixedMandates mandates({{"coordinator", "regions/"}, {"mentor", "organisations/"}});
  storage::v1::CohortState cohort = Cohort();
  cohort.clear_region();
  cohort.clear_owner();
  EXPECT_THAT(AccessTo(cohort, Actor::Person("persons/example"), mandates, "2021-02-01").doer.roles,
              IsEmpty());
}

}  // namespace
}  // namespace kasvu::engine
