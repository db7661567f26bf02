#include "workflows/migration/correspondence.h"

#include <gtest/gtest.h>

#include "tests/workflows/cohort/programs.h"
#include "workflows/migration/lineage.h"

namespace kasvu::workflows {
namespace {

std::shared_ptr<const Program> Make(const std::string& steps) {
  return ProgramOf(
      "template: example\nlanguages: [en]\ntitle: {en: Example}\npeople: {group: {min: 3, max: "
      "8}}\n"
      "phases:\n  - id: all\n    title: {en: All}\n    steps:\n" +
          steps +
          "ends:\n  - id: completed\n    title: {en: Done}\n    as: completed\n    requires: {s: "
          "{count: session, all_but: 1}}\n",
      CohortFrom(absl::CivilDay(2026, 9, 7)));
}

constexpr char kBefore[] = R"(
      - {id: plan, title: {en: P}, task: work}
      - {id: gone, title: {en: P}, task: work}
      - {id: ours, title: {en: P}, task: work}
      - {id: session, title: {en: S}, session: online, every: {weeks: 2}, from: start,
         items: [one, two, three]}
      - {id: homework, title: {en: H}, task: work, each: session}
      - {id: talk, title: {en: T}, task: work, up_to: 3}
)";
constexpr char kAfter[] = R"(
      - {id: path, was: plan, title: {en: P}, agreement: rules}
      - {id: ours, title: {en: P}, task: work, per: group}
      - {id: session, title: {en: S}, session: online, every: {weeks: 2}, from: start,
         items: [{id: opening, was: one}, two, four]}
      - {id: homework, title: {en: H}, task: work, each: session}
      - {id: talk, title: {en: T}, task: work, up_to: 2}
)";

TEST(CorrespondenceTest, FollowsIdsAndFormerIdsWhateverTheKind) {
  const auto from = Make(kBefore), to = Make(kAfter);
  const Correspondence same(*from, *to);
  EXPECT_EQ(same.KeyOf("plan"), "path");
  EXPECT_EQ(same.KeyOf("session/one"), "session/opening");
  EXPECT_EQ(same.KeyOf("session/two"), "session/two");
  EXPECT_EQ(same.KeyOf("homework/one"), "homework/opening");
  EXPECT_EQ(same.KeyOf("talk/2"), "talk/2");
}

TEST(CorrespondenceTest, FindsNothingForWhatIsGoneOrBelongsToSomebodyElse) {
  const auto from = Make(kBefore), to = Make(kAfter);
  const Correspondence same(*from, *to);
  for (const char* key : {"gone", "ours", "session/three", "homework/three", "talk/3", "nowhere"}) {
    EXPECT_FALSE(same.KeyOf(key)) << key;
  }
  EXPECT_TRUE(Correspondence(*to, *from).IsNew(*from->FindStep("gone")));
}

TEST(CorrespondenceTest, LeadsBackTheSameWay) {
  const auto from = Make(kBefore), to = Make(kAfter);
  const Correspondence there(*from, *to), back(*to, *from);
  for (const char* key : {"plan", "session/one", "session/two", "homework/one", "talk/2"}) {
    EXPECT_EQ(back.KeyOf(*there.KeyOf(key)), key);
  }
}

TEST(LineageTest, OneProgrammeIsATemplateWithWhatWasMadeOfIt) {
  kasvu::v1::TemplateSpec plain, overlay, variant;
  overlay.set_overlay_of("kasvu/digi@3");
  variant.set_variant_of("kasvu/digi@1");
  EXPECT_TRUE(IsSameProgramme("kasvu/digi@1", plain, "kasvu/digi@2", plain));
  EXPECT_TRUE(IsSameProgramme("kasvu/digi@1", plain, "lapland/digi@1", overlay));
  EXPECT_TRUE(IsSameProgramme("lapland/digi@1", overlay, "kasvu/digi@4", plain));
  EXPECT_TRUE(IsSameProgramme("lapland/digi@1", overlay, "oulu/other@1", variant));
  EXPECT_FALSE(IsSameProgramme("kasvu/digi@1", plain, "kasvu/kasvu@1", plain));
}

}  // namespace
}  // namespace kasvu::workflows
