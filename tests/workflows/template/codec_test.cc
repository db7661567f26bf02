#include "workflows/template/codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflows/template/canonical_json.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

DecodeResult Read(std::string_view text) {
  return Decode("t.yaml", *ReadDocument("t", text).document);
}

std::vector<std::string> Faults(std::string_view text) {
  std::vector<std::string> faults;
  for (const Finding& finding : Read(text).findings) {
    faults.push_back(finding.code + "@" + std::to_string(finding.line) + ":" +
                     std::to_string(finding.column) + " " + finding.path);
  }
  return faults;
}

TEST(CodecTest, ReadsEveryFormOfWriting) {
  const DecodeResult read = Read(R"(
template: t
themes: [core-group, growth]
languages: fi
people: {cohort: 1..60}
links: {pair: {of: participant, size: 2..3, pick: rotate}, host: {of: [a, b], size: 1}}
facts: {useful: {mean: cohort, bands: {low: "<4.0"}}}
phases:
  - id: p
    steps:
      - {id: s, survey: needs, due: {before: start, days: 7}, effort: {self: 10}}
      - {id: m, meeting: 45, with: pair, by: {any: [a, b]}, close: session/last}
      - {id: x, session: online, items: [a, {id: b, at: {after: start, weeks: 4}}], every: {weeks: $cadence_weeks}}
      - {id: d, decision: {values: ['yes', no], suggest: {is: {useful: high}}, quota: {'yes': 0..12}}, by: coordinator}
      - {id: o, outcome: {}, record: {money: required}}
      - {use: kasvu/a@1, params: {about: digital, days: [a, b], months: 6}}
ends:
  - {id: e, as: completed, requires: {a: {all: [{done: s}, {not: {is: {a: b}}}]}}}
)");
  ASSERT_TRUE(read.findings.empty()) << Line(read.findings[0], "en");
  const auto& spec = read.spec;
  EXPECT_EQ(spec.themes(0), kasvu::v1::THEME_CORE_GROUP);
  EXPECT_EQ(spec.languages(0), "fi");
  EXPECT_EQ(spec.people().cohort().max(), 60);
  EXPECT_EQ(spec.links().at("pair").size().min(), 2);
  EXPECT_EQ(spec.links().at("host").size().max(), 1);
  const auto& steps = spec.phases(0).steps();
  EXPECT_EQ(steps[0].survey().form(), "needs");
  EXPECT_EQ(steps[0].due().days().value(), 7);
  EXPECT_EQ(steps[1].meeting().minutes(), 45);
  EXPECT_EQ(steps[1].by().any_size(), 2);
  EXPECT_EQ(steps[1].close().at(), "session/last");
  EXPECT_EQ(steps[2].session().mode(), kasvu::v1::MODE_ONLINE);
  EXPECT_EQ(steps[2].items(0).id(), "a");
  EXPECT_EQ(steps[2].items(1).at().weeks().value(), 4);
  EXPECT_EQ(steps[2].every().weeks().param(), "cadence_weeks");
  EXPECT_THAT(steps[3].decision().values(), ElementsAre("yes", "no"));
  EXPECT_EQ(steps[3].by().all(0), "coordinator");
  EXPECT_TRUE(steps[4].has_outcome());
  EXPECT_EQ(steps[5].params().at("days").list_size(), 2);
  EXPECT_EQ(steps[5].params().at("months").list(0), "6");
  EXPECT_EQ(spec.ends(0).requirements().at("a").all(1).not_().is().at("a"), "b");
}

TEST(CodecTest, FindsEveryFaultAtOnce) {
  EXPECT_THAT(Faults("template: t\n"
                     "titel: {fi: x}\n"
                     "title: x\n"
                     "themes: [grwth]\n"
                     "people: {roles: {mentor: {min: many, max: 3000000000, capacity: 1.5}}}\n"
                     "pilot: yes\n"
                     "phases:\n"
                     "  - id: p\n"
                     "    steps:\n"
                     "      - {id: a, survey: f, task: g}\n"
                     "      - {id: b, session: {minutes: $m}, optional: 1}\n"
                     "      - {id: [c], due: , items: {x: 1}}\n"
                     "      - word\n"),
              ElementsAre("unknown-key@2:1 titel", "wrong-type@3:8 title",
                          "unknown-word@4:10 themes[0]", "wrong-type@5:32 people.roles.mentor.min",
                          "number-out-of-range@5:43 people.roles.mentor.max",
                          "wrong-type@5:65 people.roles.mentor.capacity", "wrong-type@6:8 pilot",
                          "two-kinds@10:28 phases[0].steps[0].task",
                          "parameter-not-here@11:36 phases[0].steps[1].session.minutes",
                          "wrong-type@11:51 phases[0].steps[1].optional",
                          "wrong-type@12:14 phases[0].steps[2].id",
                          "empty-value@12:19 phases[0].steps[2].due",
                          "unknown-key@12:34 phases[0].steps[2].items.x",
                          "wrong-type@13:9 phases[0].steps[3]"));
}

TEST(CodecTest, SaysWhatToDo) {
  const Findings findings = Read("template: t\nthemes: [grwth]\ntitel: {}\n").findings;
  EXPECT_THAT(Line(findings[0], "en"), HasSubstr("t.yaml:2:10: error: “grwth” is not possible"));
  EXPECT_THAT(Line(findings[0], "en"), HasSubstr("Did you mean “growth”? Allowed: digitalisation"));
  EXPECT_THAT(Sentence(findings[1], "fi"), HasSubstr("Tarkoititko “title”?"));
  EXPECT_THAT(Sentence(findings[1], "sv"), HasSubstr("Menade du ”title”?"));
}

TEST(CodecTest, KnowsWhereEverythingStands) {
  const DecodeResult read = Read(
      "template: t\nphases:\n  - id: p\n    steps:\n      - id: s\n"
      "        due:\n          after: start\n");
  EXPECT_EQ(read.source.Find("phases[0].steps[0].due"), (Position{6, 9}));
  EXPECT_EQ(read.source.Find("phases[0].steps[0].due.after"), (Position{7, 18}));
  EXPECT_EQ(read.source.Find("phases[0].steps[0].due.days"), (Position{6, 9}));
  EXPECT_EQ(read.source.Find("phases[0].steps[0].needs[2]"), (Position{5, 9}));
}

}  // namespace
}  // namespace kasvu::workflows
