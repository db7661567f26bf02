#include "workflows/revision/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/testing/seed.h"
#include "tests/workflows/revision/random_edit.h"
#include "tests/workflows/revision/revised.h"
#include "workflows/revision/renames.h"
#include "workflows/template/canonical_json.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::TemplateSpec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kSeason[] = R"(
template: season
title: {fi: Kausi, en: Season}
languages: [fi, en]
phases:
  - id: joining
    steps:
      - {id: needs, survey: needs, due: {before: start, days: 7}}
  - id: season
    steps:
      - {id: session, session: {mode: online, minutes: 90}, items: [trust, goals, closing], from: start, every: {weeks: 3}}
      - {id: homework, task: homework, each: session, only: [trust, goals]}
      - {id: plan, task: plan, needs: [homework/goals], due: session/goals}
ends:
  - {id: completed, as: completed, requires: {session: {count: session, all_but: 1}, plan: {done: plan}}}
forms:
  needs: {questions: [{id: abroad, choice: {options: ['yes', 'no']}}]}
)";

// One line for each difference: the sign, the address, and what is new.
std::vector<std::string> Told(const std::vector<Difference>& differences) {
  std::vector<std::string> lines;
  for (const Difference& difference : differences) {
    const std::string& element = difference.element;
    switch (difference.kind) {
      case Difference::Kind::kRenamed:
        lines.push_back("= " + difference.was + " " + element);
        break;
      case Difference::Kind::kSet:
        lines.push_back("~ " + element + " " + difference.field + " " +
                        CanonicalJson(difference.from) + " " + CanonicalJson(difference.to));
        break;
      case Difference::Kind::kAdded:
        lines.push_back("+ " + element + " in " + difference.around + " after " + difference.after +
                        " " + CanonicalJson(difference.to));
        break;
      case Difference::Kind::kMoved:
        lines.push_back("> " + element + " in " + difference.around + " after " + difference.after);
        break;
      case Difference::Kind::kRemoved:
        lines.push_back("- " + element);
        break;
    }
  }
  return lines;
}

// What replacing `from` by `to` in the text of the season makes of it.
std::vector<std::string> Replaced(const std::string& from, const std::string& to) {
  std::string text = kSeason;
  text.replace(text.find(from), from.size(), to);
  return Told(Diff(CompiledSpec(kSeason), CompiledSpec(text)));
}

TEST(DifferenceTest, TellsFieldsApart) {
  EXPECT_THAT(Replaced("minutes: 90", "minutes: 120, time: '17:30'"),
              ElementsAre("~ step/session session.minutes 90 120",
                          "~ step/session session.time null \"17:30\""));
  EXPECT_THAT(Replaced("title: {fi: Kausi, en: Season}", "title: {fi: Kausi, en: Year}"),
              ElementsAre("~ template title.en \"Season\" \"Year\""));
  EXPECT_THAT(
      Replaced("due: session/goals", "due: {after: session/goals, days: 7}"),
      ElementsAre("~ step/plan due \"session/goals\" {\"after\":\"session/goals\",\"days\":7}"));
  EXPECT_THAT(Replaced("all_but: 1", "all_but: 2"),
              ElementsAre("~ end/completed/session condition {\"all_but\":1,\"count\":\"session\"} "
                          "{\"all_but\":2,\"count\":\"session\"}"));
  EXPECT_THAT(Replaced("task: plan,", "visit: {},"),
              ElementsAre("~ step/plan task {} null", "~ step/plan task.about \"plan\" null",
                          "~ step/plan visit null {}"));
  EXPECT_THAT(Replaced("Kausi", "Kausi"), IsEmpty());
}

TEST(DifferenceTest, TellsElementsApart) {
  EXPECT_THAT(Replaced("[trust, goals, closing]", "[trust, market, goals, closing]"),
              ElementsAre("+ step/session/market in step/session after step/session/trust {}"));
  EXPECT_THAT(Replaced("options: ['yes', 'no']", "options: ['no', 'yes', perhaps]"),
              ElementsAre("> form/needs/abroad/yes in form/needs/abroad after form/needs/abroad/no",
                          "+ form/needs/abroad/perhaps in form/needs/abroad after "
                          "form/needs/abroad/yes {}"));
  EXPECT_THAT(
      Replaced("choice: {options: ['yes', 'no']}", "words: {}"),
      ElementsAre("~ form/needs/abroad choice {} null", "~ form/needs/abroad words null {}"));
  EXPECT_THAT(Replaced("\nends:", "\n      - {id: trip, visit: {}}\nends:"),
              ElementsAre("+ step/trip in phase/season after step/plan {\"visit\":{}}"));
  EXPECT_THAT(Replaced("requires: {session: {count: session, all_but: 1}, plan: {done: plan}}",
                       "requires: {plan: {done: plan}}"),
              ElementsAre("- end/completed/session"));
}

TEST(DifferenceTest, FollowsRenamedParts) {
  std::string text = kSeason;
  for (size_t at = 0; (at = text.find("goals", at)) != std::string::npos; at += 4) {
    text.replace(at, 5, "aims");
  }
  text.replace(text.find("trust, aims, closing"), 20, "trust, {id: aims, was: goals}, closing");
  EXPECT_THAT(Told(Diff(CompiledSpec(kSeason), CompiledSpec(text))),
              ElementsAre("= step/session/goals step/session/aims",
                          "~ step/session/aims was null \"goals\""));
}

TEST(DifferencePropertyTest, AppliedToOneSideGivesTheOther) {
  const uint64_t first = Seed();
  for (uint64_t seed = first; seed != first + 40; ++seed) {
    SCOPED_TRACE("KASVU_SEED=" + std::to_string(seed));
    std::mt19937_64 random(seed);
    const TemplateSpec before = AnySpec(random);
    TemplateSpec after = before;
    for (int edits = random() % 12; edits >= 0; --edits) RandomEdit(after, "new", random);
    const std::vector<Difference> differences = Diff(before, after);
    ASSERT_EQ(Written(Apply(before, differences)), Written(after))
        << testing::PrintToString(Told(differences));
    ASSERT_THAT(Diff(after, after), IsEmpty());
    ASSERT_EQ(differences.empty(), Written(before) == Written(after));
  }
}

TEST(DifferencePropertyTest, AnyTwoProgrammesCanBeCompared) {
  const std::vector<TemplateSpec>& all = ReadySpecs();
  for (size_t i = 0; i < all.size(); ++i) {
    TemplateSpec after = all[(i + 1) % all.size()];
    const TemplateSpec made = Apply(all[i], Diff(all[i], after));
    after.set_template_(all[i].template_());
    ASSERT_EQ(Written(made), Written(after));
  }
}

}  // namespace
}  // namespace kasvu::workflows
