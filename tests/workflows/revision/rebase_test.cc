#include "workflows/revision/rebase.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/testing/seed.h"
#include "tests/workflows/revision/random_edit.h"
#include "tests/workflows/revision/revised.h"
#include "workflows/revision/conflict_words.h"
#include "workflows/template/codec.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/overlay.h"
#include "workflows/template/overlay_form.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kSeason[] = R"(
template: season
title: {fi: Kausi, en: Season}
languages: [fi, en]
phases:
  - id: season
    steps:
      - {id: session, session: {mode: online, minutes: 90}, items: [trust, goals], from: start, every: {weeks: 3}}
      - {id: plan, task: plan, due: session/goals}
      - {id: walk, task: walk}
ends:
  - {id: completed, as: completed, requires: {plan: {done: plan}}}
)";

TemplateSpec OverlayOf(const std::string& changes) {
  const std::string text =
      "template: north\noverlay_of: oulu/season@1\nprefix: north\nchanges:\n" + changes;
  return Decode("overlay", *ReadDocument("overlay", text).document).spec;
}

TemplateSpec Applied(const TemplateSpec& overlay, const TemplateSpec& upstream) {
  const OverlayResult applied = ApplyOverlay("overlay", overlay, SourceMap(), upstream);
  for (const Finding& finding : applied.findings) ADD_FAILURE() << Line(finding, "en");
  return applied.compiled;
}

std::string Words(const Conflict& conflict) {
  return ConflictSentence(conflict, "oulu/season@2", "en");
}

TEST(RebaseTest, WhatUpstreamRemovedAndTheOverlayKeepsBecomesItsOwn) {
  const TemplateSpec base = CompiledSpec(kSeason);
  std::string next = kSeason;
  next.replace(next.find("      - {id: walk, task: walk}\n"), 31, "");
  const TemplateSpec theirs = CompiledSpec(next);
  const TemplateSpec overlay = OverlayOf("  - {set: step/walk, to: {task.about: hike}}\n");
  const TemplateSpec ours = Applied(overlay, base);

  const RebasedOverlay open = Rebase(overlay, base, ours, theirs, "oulu/season@2", {}, Words);
  ASSERT_EQ(open.overlay.changes_size(), 1);
  EXPECT_EQ(open.overlay.changes(0).add(), "step/north.walk");
  EXPECT_THAT(open.overlay.changes(0).conflict(), HasSubstr("oulu/season@2 removed step/walk"));
  const TemplateSpec kept = Applied(open.overlay, theirs);
  EXPECT_EQ(kept.phases(0).steps(2).id(), "north.walk");
  EXPECT_EQ(kept.phases(0).steps(2).was(), "walk");
  EXPECT_EQ(kept.phases(0).steps(2).task().about(), "hike");

  const RebasedOverlay left = Rebase(overlay, base, ours, theirs, "oulu/season@2",
                                     {.all = Side::kTheirs, .by_element = {}}, Words);
  EXPECT_EQ(left.overlay.changes_size(), 0);
}

TEST(RebaseTest, WhatUpstreamTookOverLeavesTheOverlay) {
  const TemplateSpec base = CompiledSpec(kSeason);
  std::string next = kSeason;
  next.replace(next.find("minutes: 90"), 11, "minutes: 60");
  const TemplateSpec overlay =
      OverlayOf("  - {set: step/session, to: {session.minutes: 60, session.time: '17:30'}}\n");
  const RebasedOverlay rebased =
      Rebase(overlay, base, Applied(overlay, base), CompiledSpec(next), "oulu/season@2", {}, Words);
  EXPECT_THAT(rebased.merge.conflicts, IsEmpty());
  ASSERT_EQ(rebased.overlay.changes_size(), 1);
  EXPECT_EQ(rebased.overlay.changes(0).to_size(), 1);
  EXPECT_TRUE(rebased.overlay.changes(0).to().contains("session.time"));
}

TEST(RebasePropertyTest, AppliedToTheNewUpstreamGivesTheMergedTemplate) {
  const uint64_t first = Seed();
  for (uint64_t seed = first; seed != first + 12; ++seed) {
    SCOPED_TRACE("KASVU_SEED=" + std::to_string(seed));
    std::mt19937_64 random(seed);
    const TemplateSpec base = AnySpec(random);
    TemplateSpec theirs = base, ours = base;
    for (int i = random() % 8; i >= 0; --i) RandomEdit(theirs, "theirs", random);
    for (int i = random() % 8; i >= 0; --i) RandomEdit(ours, "ours", random, /*rename=*/false);
    TemplateSpec overlay;
    overlay.set_template_(base.template_());
    overlay.set_prefix("ours");
    Decisions decisions;
    if (random() % 3 > 0) decisions.all = random() % 2 == 0 ? Side::kOurs : Side::kTheirs;
    const RebasedOverlay rebased =
        Rebase(overlay, base, ours, theirs, "oulu/season@2", decisions, Words);
    const OverlayResult applied = ApplyOverlay("overlay", rebased.overlay, SourceMap(), theirs);
    for (const Finding& finding : applied.findings) {
      // Only steps, phases and items can become the overlay's own.
      if (finding.code == "own-id-prefix") continue;
      ASSERT_TRUE(false) << Line(finding, "en");
    }
    ASSERT_EQ(Written(applied.compiled), Written(rebased.merge.merged));

    // As it is written, and read again.
    const DecodeResult again = Decode("again", Encode(rebased.overlay));
    ASSERT_THAT(again.findings, IsEmpty());
    ASSERT_EQ(Digest(again.spec), Digest(rebased.overlay));

    // Carried to the same version once more, it says the same.
    TemplateSpec now = applied.compiled;
    const RebasedOverlay twice =
        Rebase(rebased.overlay, theirs, now, theirs, "oulu/season@2", decisions, Words);
    ASSERT_THAT(twice.merge.conflicts, IsEmpty());
    ASSERT_EQ(Written(twice.merge.merged), Written(applied.compiled));
  }
}

}  // namespace
}  // namespace kasvu::workflows
