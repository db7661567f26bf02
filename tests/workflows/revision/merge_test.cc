#include "workflows/revision/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/testing/seed.h"
#include "tests/workflows/revision/random_edit.h"
#include "tests/workflows/revision/revised.h"
#include "workflows/revision/difference.h"
#include "workflows/template/canonical_json.h"
#include "workflows/template/element_fields.h"
#include "workflows/template/elements.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kSeason[] = R"(
template: season
title: {fi: Kausi, en: Season}
languages: [fi, en]
phases:
  - id: joining
    steps:
      - {id: needs, survey: needs, due: {before: start, days: 7}}
      - {id: rules, agreement: rules}
  - id: season
    steps:
      - {id: session, session: {mode: online, minutes: 90}, items: [trust, goals, closing], from: start, every: {weeks: 3}}
      - {id: plan, task: plan, due: session/goals}
      - {id: walk, task: walk}
ends:
  - {id: completed, as: completed, requires: {session: {count: session, all_but: 1}, plan: {done: plan}}}
forms:
  needs: {questions: [{id: abroad, choice: {options: ['yes', 'no']}}]}
)";

using Edits = std::vector<std::pair<std::string, std::string>>;

TemplateSpec Edited(const Edits& edits) {
  std::string text = kSeason;
  for (const auto& [from, to] : edits) {
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  }
  return CompiledSpec(text);
}

// "kind element field base/theirs/ours".
std::vector<std::string> Told(const MergeResult& result) {
  static constexpr const char* kKinds[] = {"field", "kind",   "they-removed", "we-removed",
                                           "place", "anchor", "both-added",   "names"};
  std::vector<std::string> lines;
  for (const Conflict& conflict : result.conflicts) {
    std::string line =
        std::string(kKinds[static_cast<int>(conflict.kind)]) + " " + conflict.element;
    if (!conflict.field.empty()) {
      line += " " + conflict.field + " " + CanonicalJson(conflict.base) + " " +
              CanonicalJson(conflict.theirs) + " " + CanonicalJson(conflict.ours);
    }
    if (!conflict.anchor.empty()) line += " behind " + conflict.anchor;
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> Steps(const TemplateSpec& spec) {
  std::vector<std::string> ids;
  for (const auto& phase : spec.phases()) {
    for (const auto& step : phase.steps()) ids.push_back(step.id());
  }
  return ids;
}

TEST(MergeTest, TakesInWhatBothSidesDid) {
  const MergeResult result =
      Merge(Edited({}), Edited({{"minutes: 90", "minutes: 120"}, {"task: walk", "visit: {}"}}),
            Edited({{"mode: online", "mode: hybrid"}, {"fi: Kausi", "fi: Talvi"}}), {});
  EXPECT_THAT(Told(result), IsEmpty());
  EXPECT_EQ(Written(result.merged), Written(Edited({{"minutes: 90", "minutes: 120"},
                                                    {"task: walk", "visit: {}"},
                                                    {"mode: online", "mode: hybrid"},
                                                    {"fi: Kausi", "fi: Talvi"}})));
}

TEST(MergeTest, AFieldSetDifferentlyIsAConflictWithThreeValues) {
  const TemplateSpec theirs = Edited({{"minutes: 90", "minutes: 120"}});
  const TemplateSpec ours = Edited({{"minutes: 90", "minutes: 60"}});
  const MergeResult open = Merge(Edited({}), theirs, ours, {});
  EXPECT_THAT(Told(open), ElementsAre("field step/session session.minutes 90 120 60"));
  EXPECT_FALSE(open.conflicts[0].decided);
  EXPECT_EQ(Written(open.merged), Written(ours));

  const MergeResult taken =
      Merge(Edited({}), theirs, ours, {.all = Side::kTheirs, .by_element = {}});
  EXPECT_TRUE(taken.conflicts[0].decided);
  EXPECT_EQ(Written(taken.merged), Written(theirs));
  const MergeResult one =
      Merge(Edited({}), theirs, ours,
            {.all = Side::kTheirs, .by_element = {{"step/session", Side::kOurs}}});
  EXPECT_EQ(Written(one.merged), Written(ours));
}

TEST(MergeTest, WhatOneRemovedAndTheOtherChangedIsAConflict) {
  const std::string walk = "      - {id: walk, task: walk}\n";
  const TemplateSpec without = Edited({{walk, ""}});
  const TemplateSpec edited = Edited({{"task: walk", "task: hike"}});
  const MergeResult they = Merge(Edited({}), without, edited, {});
  EXPECT_THAT(Told(they), ElementsAre("they-removed step/walk"));
  EXPECT_EQ(Written(they.merged), Written(edited));
  EXPECT_EQ(
      Written(Merge(Edited({}), without, edited, {.all = Side::kTheirs, .by_element = {}}).merged),
      Written(without));

  const MergeResult we = Merge(Edited({}), edited, without, {});
  EXPECT_THAT(Told(we), ElementsAre("we-removed step/walk"));
  EXPECT_EQ(Written(we.merged), Written(without));
  EXPECT_EQ(
      Written(Merge(Edited({}), edited, without, {.all = Side::kTheirs, .by_element = {}}).merged),
      Written(edited));
}

TEST(MergeTest, AdditionsAtOnePlaceStandInOrder) {
  const std::string plan = "{id: plan, task: plan, due: session/goals}\n";
  const TemplateSpec theirs = Edited({{plan, plan + "      - {id: theirs, task: a}\n"}});
  const TemplateSpec ours = Edited({{plan, plan + "      - {id: ours, task: b}\n"}});
  const MergeResult result = Merge(Edited({}), theirs, ours, {});
  EXPECT_THAT(Told(result), IsEmpty());
  EXPECT_THAT(Steps(result.merged),
              ElementsAre("needs", "rules", "session", "plan", "theirs", "ours", "walk"));
}

TEST(MergeTest, ARemovedAnchorIsAConflict) {
  const std::string walk = "      - {id: walk, task: walk}\n";
  const TemplateSpec theirs = Edited({{walk, ""}});
  const TemplateSpec ours = Edited({{walk, walk + "      - {id: ours, task: b}\n"}});
  const MergeResult result = Merge(Edited({}), theirs, ours, {});
  EXPECT_THAT(Told(result), ElementsAre("anchor step/ours behind step/walk"));
  EXPECT_THAT(Steps(result.merged), ElementsAre("needs", "rules", "session", "plan", "ours"));
}

TEST(MergeTest, AnotherKindIsTakenAsAWhole) {
  const TemplateSpec theirs = Edited({{"task: walk", "visit: {about: walk}"}});
  const TemplateSpec ours = Edited({{"task: walk", "task: hike"}});
  EXPECT_THAT(Told(Merge(Edited({}), theirs, ours, {})), ElementsAre("kind step/walk"));
  for (const Side side : {Side::kTheirs, Side::kOurs}) {
    EXPECT_EQ(Written(Merge(Edited({}), theirs, ours, {.all = side, .by_element = {}}).merged),
              Written(side == Side::kOurs ? ours : theirs));
  }
}

TEST(MergeTest, TheOptionsOfAChoiceBelongToItsKind) {
  const TemplateSpec theirs = Edited({{"['yes', 'no']", "['yes', 'no', perhaps]"}});
  const TemplateSpec ours = Edited({{"choice: {options: ['yes', 'no']}", "words: {}"}});
  for (const bool swapped : {false, true}) {
    const TemplateSpec& first = swapped ? ours : theirs;
    const TemplateSpec& second = swapped ? theirs : ours;
    const MergeResult result = Merge(Edited({}), first, second, {});
    EXPECT_THAT(Told(result), ElementsAre("kind form/needs/abroad"));
    EXPECT_EQ(Written(result.merged), Written(second));
  }
}

TEST(MergeTest, FollowsWhatTheyRenamed) {
  const TemplateSpec theirs = Edited({{"{id: plan, task: plan", "{id: path, was: plan, task: plan"},
                                      {"plan: {done: plan}", "plan: {done: path}"}});
  const TemplateSpec ours =
      Edited({{"due: session/goals", "due: session/closing"},
              {"{id: walk, task: walk", "{id: walk, task: walk, needs: [plan]"}});
  const MergeResult result = Merge(Edited({}), theirs, ours, {});
  EXPECT_THAT(Told(result), IsEmpty());
  EXPECT_EQ(Written(result.merged),
            Written(Edited({{"{id: plan, task: plan, due: session/goals",
                             "{id: path, was: plan, task: plan, due: session/closing"},
                            {"plan: {done: plan}", "plan: {done: path}"},
                            {"{id: walk, task: walk", "{id: walk, task: walk, needs: [path]"}})));
}

TEST(MergeTest, PointsAtReferencesAndTranslations) {
  const TemplateSpec theirs = Edited(
      {{"[trust, goals, closing]", "[trust, goals, market, closing]"}, {"en: Season", "en: Year"}});
  const TemplateSpec ours = Edited({{"all_but: 1", "all_but: 2"}});
  const MergeResult result = Merge(Edited({}), theirs, ours, {});
  EXPECT_THAT(result.notes,
              ElementsAre(MergeNote{MergeNote::Kind::kReference, "end/completed/session", "",
                                    "step/session"},
                          MergeNote{MergeNote::Kind::kTranslation, "template", "title", "fi"}));
}

// --- properties

void Edit(TemplateSpec& spec, const std::string& tag, std::mt19937_64& random) {
  for (int edits = random() % 8; edits >= 0; --edits) RandomEdit(spec, tag, random);
}

void ForEachSeed(int count, const std::function<void(std::mt19937_64&)>& test) {
  const uint64_t first = Seed();
  for (uint64_t seed = first; seed != first + count; ++seed) {
    SCOPED_TRACE("KASVU_SEED=" + std::to_string(seed));
    std::mt19937_64 random(seed);
    test(random);
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(MergePropertyTest, WithAnUnchangedSideGivesTheOther) {
  ForEachSeed(25, [](std::mt19937_64& random) {
    const TemplateSpec base = AnySpec(random);
    TemplateSpec other = base;
    Edit(other, "new", random);
    const MergeResult theirs = Merge(base, other, base, {});
    ASSERT_EQ(Written(theirs.merged), Written(other));
    ASSERT_THAT(Told(theirs), IsEmpty());
    const MergeResult ours = Merge(base, base, other, {});
    ASSERT_EQ(Written(ours.merged), Written(other));
    ASSERT_THAT(Told(ours), IsEmpty());
    const MergeResult same = Merge(base, other, other, {});
    ASSERT_EQ(Written(same.merged), Written(other));
    ASSERT_THAT(Told(same), IsEmpty());
  });
}

TEST(MergePropertyTest, MergingTwiceChangesNothing) {
  ForEachSeed(25, [](std::mt19937_64& random) {
    const TemplateSpec base = AnySpec(random);
    TemplateSpec theirs = base, ours = base;
    Edit(theirs, "theirs", random);
    Edit(ours, "ours", random);
    const Decisions decisions{.all = random() % 2 == 0 ? Side::kOurs : Side::kTheirs,
                              .by_element = {}};
    const MergeResult once = Merge(base, theirs, ours, decisions);
    ASSERT_EQ(Written(Merge(theirs, theirs, once.merged, decisions).merged), Written(once.merged));
  });
}

// Whether `difference` holds in `merged`, or is part of a conflict that names it or what is around.
bool IsAccountedFor(const Difference& difference, const TemplateSpec& merged,
                    const std::vector<Conflict>& conflicts) {
  TemplateSpec copy = merged;
  std::map<std::string, ElementPlace> places;
  for (const ElementPlace& place : Elements(copy)) places[place.address] = place;
  for (const Conflict& conflict : conflicts) {
    if (difference.element == conflict.element ||
        difference.element.starts_with(conflict.element + "/") ||
        difference.around == conflict.element ||
        conflict.element.starts_with(difference.element + "/")) {
      return true;
    }
  }
  const auto found = places.find(difference.element);
  if (difference.kind == Difference::Kind::kRemoved) return found == places.end();
  if (found == places.end()) return false;
  if (difference.kind == Difference::Kind::kSet) {
    const auto fields = FieldsOf(*found->second.element);
    const auto field = fields.find(difference.field);
    return field == fields.end() ? difference.to.kind == Node::Kind::kNull
                                 : field->second == difference.to;
  }
  if (difference.kind == Difference::Kind::kMoved) return found->second.around == difference.around;
  return true;
}

TEST(MergePropertyTest, NothingIsDroppedSilently) {
  ForEachSeed(150, [](std::mt19937_64& random) {
    // Small, so that the two sides meet.
    const TemplateSpec base = Edited({});
    TemplateSpec theirs = base, ours = base;
    // Ids stay, so that differences can be looked up in the result.
    for (int i = random() % 12; i >= 0; --i) RandomEdit(theirs, "theirs", random, /*rename=*/false);
    for (int i = random() % 12; i >= 0; --i) RandomEdit(ours, "ours", random, /*rename=*/false);
    const MergeResult result = Merge(base, theirs, ours, {});
    for (const TemplateSpec* side : {&theirs, &ours}) {
      for (const Difference& difference : Diff(base, *side)) {
        ASSERT_TRUE(IsAccountedFor(difference, result.merged, result.conflicts))
            << difference.element << " " << difference.field << " "
            << static_cast<int>(difference.kind) << testing::PrintToString(Told(result));
      }
    }
  });
}

// What a side touched: elements, and the places that it put something into.
std::set<std::string> Touched(const std::vector<Difference>& differences) {
  std::set<std::string> touched;
  for (const Difference& difference : differences) {
    touched.insert(difference.element.substr(0, difference.element.find('/', 5)));
    if (difference.kind == Difference::Kind::kSet) continue;
    touched.insert({difference.around, difference.after, "structure"});
  }
  return touched;
}

TEST(MergePropertyTest, TheOrderOfIndependentEditsDoesNotMatter) {
  int compared = 0;
  ForEachSeed(60, [&](std::mt19937_64& random) {
    const TemplateSpec base = AnySpec(random);
    TemplateSpec one = base, other = base;
    for (int i = random() % 5; i >= 0; --i) RandomEdit(one, "one", random, /*rename=*/false);
    for (int i = random() % 5; i >= 0; --i) RandomEdit(other, "other", random, /*rename=*/false);
    const std::set<std::string> by_one = Touched(Diff(base, one));
    for (const std::string& touched : Touched(Diff(base, other))) {
      if (by_one.contains(touched)) return;
    }
    ++compared;
    const MergeResult first = Merge(base, one, other, {});
    const MergeResult second = Merge(base, other, one, {});
    ASSERT_THAT(Told(first), IsEmpty());
    ASSERT_EQ(Written(first.merged), Written(second.merged));
  });
  RecordProperty("compared", compared);
  EXPECT_GT(compared, 5);
}

}  // namespace
}  // namespace kasvu::workflows
