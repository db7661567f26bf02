#include "workflows/template/modules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "workflows/template/canonical_json.h"
#include "workflows/template/codec.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/yaml_reader.h"

namespace kasvu::workflows {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

DecodeResult Read(std::string_view text) {
  const ReadResult parsed = ReadDocument("t", text);
  EXPECT_TRUE(parsed.document) << Line(parsed.findings[0], "en") << text;
  if (!parsed.document) return {};
  DecodeResult read = Decode("t", *parsed.document);
  EXPECT_TRUE(read.findings.empty()) << Line(read.findings[0], "en");
  return read;
}

class Shelf : public ModuleSource {
 public:
  Shelf() {
    Put("kasvu/runway@1", R"(
module: runway
params: {form: {type: word}, days: {list: [day-1, day-2]}, talks: {default: 5, min: 1, max: 9}}
steps:
  - {id: day, session: onsite, items: $days, every: {months: 1}, from: {after: start, weeks: 12}}
  - {id: talk, meeting: 45, each: day, up_to: $talks, after: [day/first, session/last], close: {after: this, days: 30}}
  - {id: replacement, meeting: 225, makes_up: day, needs: talk, open: {at: day/last}}
  - {id: reply, survey: $form}
  - {id: own, survey: check}
forms:
  check: {questions: [{id: a, words: {}}]}
)");
    Put("kasvu/plain@1", "template: plain\n");
    Put("kasvu/nested@1", "module: nested\nsteps: [{use: kasvu/runway@1}]\n");
  }

  void Put(const std::string& reference, std::string_view text) {
    modules_[reference] = Read(text).spec;
  }

  absl::StatusOr<kasvu::v1::TemplateSpec> Module(std::string_view reference) const override {
    const auto found = modules_.find(std::string(reference));
    if (found == modules_.end()) return absl::NotFoundError("none");
    return found->second;
  }

 private:
  std::map<std::string, kasvu::v1::TemplateSpec> modules_;
};

InlineResult Inlined(std::string_view steps, std::string_view rest = "") {
  const std::string text =
      "template: t\nphases:\n- id: p\n  steps:\n" + std::string(steps) + std::string(rest);
  const DecodeResult read = Read(text);
  return Inline("t", read.spec, read.source, Shelf());
}

std::vector<std::string> Faults(std::string_view steps) {
  std::vector<std::string> faults;
  for (const Finding& finding : Inlined(steps).findings) {
    faults.push_back(finding.code + "@" + std::to_string(finding.line) + ":" +
                     std::to_string(finding.column));
  }
  return faults;
}

TEST(ModulesTest, PutsTheStepsInPlaceUnderThePrefix) {
  const InlineResult result = Inlined(
      "  - {id: a, outcome: {}}\n"
      "  - {use: kasvu/runway@1, as: way, params: {form: mine, days: [x], talks: $talks}}\n"
      "  - {id: b, outcome: {}, needs: way.day}\n",
      "forms: {mine: {}}\n");
  ASSERT_TRUE(result.findings.empty()) << Line(result.findings[0], "en");
  const Node document = Encode(result.compiled);
  const Node& steps = *document.Find("phases")->items[0].Find("steps");
  EXPECT_EQ(
      CanonicalJson(steps),
      R"([{"id":"a","outcome":{}},)"
      R"({"every":{"months":1},"from":{"after":"start","weeks":12},"id":"way.day","items":["x"],"session":"onsite"},)"
      R"({"after":["way.day/first","session/last"],"close":{"after":"this","days":30},"each":"way.day","id":"way.talk","meeting":45,"up_to":"$talks"},)"
      R"({"id":"way.replacement","makes_up":"way.day","meeting":225,"needs":["way.talk"],"open":"way.day/last"},)"
      R"({"id":"way.reply","survey":"mine"},{"id":"way.own","survey":"way.check"},)"
      R"({"id":"b","needs":["way.day"],"outcome":{}}])");
  EXPECT_TRUE(result.compiled.forms().contains("way.check"));
  ASSERT_EQ(result.pins.size(), 1u);
  EXPECT_EQ(result.pins[0].reference, "kasvu/runway@1");
  EXPECT_EQ(result.pins[0].digest, Digest(*Shelf().Module("kasvu/runway@1")));
  EXPECT_EQ(result.source.Find("phases[0].steps[3].needs").line, 6);
  EXPECT_EQ(result.source.Find("phases[0].steps[6].needs[0]"), (Position{7, 33}));
}

TEST(ModulesTest, DefaultsHoldAndTheTemplateMayDefineTheForm) {
  const InlineResult result = Inlined("  - {use: kasvu/runway@1, params: {form: check}}\n",
                                      "forms: {check: {title: {en: Mine}}}\n");
  ASSERT_TRUE(result.findings.empty());
  const auto& steps = result.compiled.phases(0).steps();
  EXPECT_EQ(steps[0].id(), "runway.day");
  EXPECT_EQ(steps[0].items_size(), 2);
  EXPECT_EQ(steps[1].up_to().value(), 5);
  EXPECT_EQ(steps[4].survey().form(), "check");
  EXPECT_EQ(result.compiled.forms_size(), 1);
}

TEST(ModulesTest, RefusesEveryOtherUse) {
  const std::pair<std::string, std::string> cases[] = {
      {"joining", "malformed-use@5:11"},          {"kasvu/joining@0", "malformed-use@5:11"},
      {"kasvu/joining@1x", "malformed-use@5:11"}, {"kasvu/joining", "unpinned-use@5:11"},
      {"kasvu/joining@1", "unknown-module@5:11"}, {"kasvu/plain@1", "not-a-module@5:11"},
  };
  for (const auto& [reference, fault] : cases) {
    EXPECT_THAT(Faults("  - {use: " + reference + "}\n"), ElementsAre(fault)) << reference;
  }
  EXPECT_THAT(Faults("  - {use: kasvu/runway@1, id: x, params: {form: f}}\n"),
              ElementsAre("use-with-more@5:31"));
  EXPECT_THAT(Faults("  - {use: kasvu/runway@1}\n"), ElementsAre("missing-param@5:5"));
  EXPECT_THAT(
      Faults("  - {use: kasvu/runway@1, params: {form: [f, g], talks: x, days: a, dys: b}}\n"),
      UnorderedElementsAre("param-type@5:36", "param-type@5:57", "unknown-param@5:74"));
  EXPECT_THAT(Faults("  - {use: kasvu/runway@1, params: {form: f, talks: 12}}\n"),
              ElementsAre("param-out-of-range@5:52"));
}

TEST(ModulesTest, AModuleUsesNoModule) {
  const DecodeResult read = Read("module: m\nsteps: [{use: kasvu/runway@1}]\n");
  const InlineResult result = Inline("t", read.spec, read.source, Shelf());
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].code, "module-uses-module");
}

}  // namespace
}  // namespace kasvu::workflows
