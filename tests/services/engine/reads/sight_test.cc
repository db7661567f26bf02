#include "services/engine/reads/sight.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/services/engine/reads/parse_text.h"

namespace kasvu::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using workflows::Doer;
using workflows::OwnerRef;

// Four participants in two groups; a mentor has e1 now and had e3 before; e1 and e2 talk as a pair;
// e4 reads what e2 writes.
workflows::CohortImage Image() {
  workflows::CohortImage image;
  for (uint32_t ordinal = 1; ordinal <= 4; ++ordinal) {
    auto& enrolment = image.enrolments[ordinal];
    enrolment.set_ordinal(ordinal);
    enrolment.set_person("persons/p" + std::to_string(ordinal));
    enrolment.set_group(ordinal <= 2 ? 1 : 2);
  }
  image.links[1] = Parse<storage::v1::LinkState>(R"(
    ordinal: 1 link: "mentor" stage: LINK_STAGE_BOUND
    members { enrolment: 1 subject: true } members { person: "persons/mentor" })");
  image.links[2] = Parse<storage::v1::LinkState>(R"(
    ordinal: 2 link: "mentor" stage: LINK_STAGE_ENDED
    members { enrolment: 3 subject: true } members { person: "persons/mentor" })");
  image.links[3] = Parse<storage::v1::LinkState>(R"(
    ordinal: 3 link: "pair" stage: LINK_STAGE_BOUND
    members { enrolment: 1 subject: true } members { enrolment: 2 subject: true })");
  image.links[4] = Parse<storage::v1::LinkState>(R"(
    ordinal: 4 link: "fellow" stage: LINK_STAGE_BOUND
    members { enrolment: 2 subject: true } members { enrolment: 4 })");
  image.links[5] = Parse<storage::v1::LinkState>(R"(
    ordinal: 5 link: "mentor" stage: LINK_STAGE_PROPOSED
    members { enrolment: 4 subject: true } members { person: "persons/mentor" })");
  return image;
}

TEST(Sight, OfAParticipantIsHerselfAndTheLinksSheIsIn) {
  const Sight sight = SightOf(Image(), Doer{false, "persons/p1", {}}, false);
  EXPECT_FALSE(sight.everything);
  EXPECT_THAT(sight.enrolments, ElementsAre(1));
  EXPECT_THAT(sight.groups, ElementsAre(1));
  EXPECT_THAT(sight.links, ElementsAre(1, 3));
  EXPECT_TRUE(sight.Anything());
  EXPECT_FALSE(sight.Others());
  EXPECT_TRUE(sight.Sees(OwnerRef{storage::v1::OWNER_COHORT, 0}));
  EXPECT_FALSE(sight.Sees(OwnerRef{storage::v1::OWNER_ENROLMENT, 2}));
  EXPECT_FALSE(sight.Sees(OwnerRef{storage::v1::OWNER_GROUP, 2}));
  EXPECT_FALSE(sight.Sees(OwnerRef{storage::v1::OWNER_LINK, 2}));
}

TEST(Sight, OfAFellowReaderIsTheLinkAndNotTheWriter) {
  const Sight sight = SightOf(Image(), Doer{false, "persons/p4", {}}, false);
  EXPECT_THAT(sight.enrolments, ElementsAre(4));
  EXPECT_THAT(sight.served, ElementsAre(2));
  EXPECT_THAT(sight.links, ElementsAre(4, 5));
}

TEST(Sight, OfAMentorIsWhoeverALiveLinkPutsInHerCare) {
  // A mandate for a region alone shows nobody.
  const Sight sight = SightOf(Image(), Doer{false, "persons/mentor", {"mentor"}}, false);
  EXPECT_THAT(sight.enrolments, ElementsAre(1));
  EXPECT_THAT(sight.own, IsEmpty());
  EXPECT_THAT(sight.groups, ElementsAre(1));
  EXPECT_THAT(sight.links, ElementsAre(1, 2, 5));
  EXPECT_TRUE(sight.Others());
}

TEST(Sight, IsEverythingByMandate) {
  EXPECT_TRUE(SightOf(Image(), Doer{true, "", {}}, false).everything);
  EXPECT_TRUE(SightOf(Image(), Doer{false, "persons/c", {"coordinator"}}, false).everything);
  EXPECT_TRUE(SightOf(Image(), Doer{false, "persons/mentor", {"mentor"}}, true).everything);
  EXPECT_FALSE(SightOf(Image(), Doer{false, "persons/mentor", {}}, true).everything);
}

TEST(Sight, OfAStrangerIsNothing) {
  const Sight sight = SightOf(Image(), Doer{false, "persons/stranger", {"mentor"}}, false);
  EXPECT_FALSE(sight.Anything());
  EXPECT_FALSE(sight.Sees(OwnerRef{storage::v1::OWNER_COHORT, 0}));
}

}  // namespace
}  // namespace kasvu::engine
