#include "workflows/template/limits.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "workflows/template/finding_text.h"
#include "workflows/template/modules.h"
#include "workflows/template/template.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using kasvu::v1::Step;
using kasvu::v1::TemplateSpec;

Step Task(const std::string& id) {
  Step step;
  step.set_id(id);
  step.mutable_task()->set_about(id);
  return step;
}

// A template that has everything once.
TemplateSpec Base() {
  TemplateSpec spec;
  spec.set_template_("t");
  auto& phase = *spec.add_phases();
  phase.set_id("p");
  *phase.add_steps() = Task("go");
  Step survey = Task("s");
  survey.mutable_survey()->set_form("f");
  *phase.add_steps() = survey;
  auto& question = *(*spec.mutable_forms())["f"].add_questions();
  question.set_id("q");
  question.mutable_choice();
  auto& end = *spec.add_ends();
  end.set_id("done");
  end.set_as(kasvu::v1::END_KIND_COMPLETED);
  (*end.mutable_requirements())["go"].set_done("go");
  return spec;
}

bool Finds(const TemplateSpec& spec, std::string_view code) {
  for (const Finding& finding : Check(spec, NoModules()).findings) {
    if (finding.code == code) return true;
  }
  return false;
}

std::string Id(int i) { return absl::StrCat("x", i); }

struct Case {
  std::string code;
  int limit;
  std::function<void(TemplateSpec&, int)> grow;  // to this many
};

Step& First(TemplateSpec& spec) { return *spec.mutable_phases(0)->mutable_steps(0); }

std::vector<Case> Cases() {
  return {
      {"too-many-steps", kMaxSteps,
       [](TemplateSpec& spec, int n) {
         for (int i = 2; i < n; ++i) *spec.mutable_phases(0)->add_steps() = Task(Id(i));
       }},
      {"too-many-phases", kMaxPhases,
       [](TemplateSpec& spec, int n) {
         for (int i = 1; i < n; ++i) spec.add_phases()->set_id(Id(i));
       }},
      {"too-many-items", kMaxItems,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) First(spec).add_items()->set_id(Id(i));
       }},
      {"too-many-items", kMaxItems,
       [](TemplateSpec& spec, int n) { First(spec).mutable_times()->set_value(n); }},
      {"too-many-items", kMaxItems,
       [](TemplateSpec& spec, int n) { First(spec).mutable_up_to()->set_value(n); }},
      {"too-many-slots", kMaxSlots,
       [](TemplateSpec& spec, int n) {
         for (int left = n - 2, i = 0; left > 0; left -= kMaxItems, ++i) {
           Step step = Task(Id(i));
           step.mutable_times()->set_value(std::min(left, kMaxItems));
           *spec.mutable_phases(0)->add_steps() = step;
         }
       }},
      {"too-many-prerequisites", kMaxPrerequisites,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) First(spec).add_needs("s");
       }},
      {"too-many-facts", kMaxFacts,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) (*spec.mutable_facts())[Id(i)].add_values("a");
       }},
      {"too-many-values", kMaxFactValues,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) (*spec.mutable_facts())["x"].add_values(Id(i));
       }},
      {"too-many-languages", kMaxLanguages,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) spec.add_languages(std::string("a") + char('a' + i));
       }},
      {"too-many-params", kMaxParams,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) (*spec.mutable_params())[Id(i)].set_max(3);
       }},
      {"too-many-roles", kMaxRoles,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) (*spec.mutable_people()->mutable_roles())[Id(i)].set_min(1);
       }},
      {"too-many-tracks", kMaxTracks,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) (*spec.mutable_people()->mutable_tracks())[Id(i)];
       }},
      {"too-many-links", kMaxLinks,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) (*spec.mutable_links())[Id(i)].add_of("participant");
       }},
      {"too-many-ends", kMaxEnds,
       [](TemplateSpec& spec, int n) {
         for (int i = 1; i < n; ++i) *spec.add_ends() = spec.ends(0);
       }},
      {"too-many-requirements", kMaxRequirements,
       [](TemplateSpec& spec, int n) {
         auto& requirements = *spec.mutable_ends(0)->mutable_requirements();
         for (int i = 1; i < n; ++i) requirements[Id(i)].set_done("go");
       }},
      {"too-many-forms", kMaxForms,
       [](TemplateSpec& spec, int n) {
         for (int i = 1; i < n; ++i) (*spec.mutable_forms())[Id(i)];
       }},
      {"too-many-questions", kMaxQuestions,
       [](TemplateSpec& spec, int n) {
         for (int i = 1; i < n; ++i) (*spec.mutable_forms())["f"].add_questions()->set_id(Id(i));
       }},
      {"too-many-options", kMaxOptions,
       [](TemplateSpec& spec, int n) {
         auto& question = *(*spec.mutable_forms())["f"].mutable_questions(0);
         for (int i = 0; i < n; ++i) question.mutable_choice()->add_options()->set_id(Id(i));
       }},
      {"too-many-agenda-lines", kMaxAgendaLines,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) (*First(spec).add_agenda()->mutable_by_language())["fi"] = "x";
       }},
      {"too-many-fields", kMaxFields,
       [](TemplateSpec& spec, int n) {
         for (int i = 0; i < n; ++i) {
           (*First(spec).mutable_record())[Id(i)] = kasvu::v1::FIELD_RULE_OPTIONAL;
         }
       }},
      {"text-too-long", kMaxTextCharacters,
       [](TemplateSpec& spec, int n) {
         std::string text;
         for (int i = 0; i < n; ++i) text += "ä";
         (*spec.mutable_title()->mutable_by_language())["fi"] = text;
       }},
      {"id-too-long", kMaxIdCharacters,
       [](TemplateSpec& spec, int n) { spec.mutable_phases(0)->set_id(std::string(n, 'a')); }},
      {"condition-too-deep", kMaxConditionDepth,
       [](TemplateSpec& spec, int n) {
         Condition* condition = &(*spec.mutable_ends(0)->mutable_requirements())["go"];
         condition->Clear();
         for (int i = 1; i < n; ++i) condition = condition->add_all();
         condition->set_done("go");
       }},
  };
}

TEST(LimitsTest, EachIsExact) {
  for (const Case& limit : Cases()) {
    TemplateSpec at = Base(), beyond = Base();
    limit.grow(at, limit.limit);
    limit.grow(beyond, limit.limit + 1);
    EXPECT_FALSE(Finds(at, limit.code)) << limit.code;
    EXPECT_TRUE(Finds(beyond, limit.code)) << limit.code;
  }
}

TEST(LimitsTest, AHundredThousandStepsAreOneFinding) {
  TemplateSpec spec = Base();
  for (int i = 0; i < 100'000; ++i) *spec.mutable_phases(0)->add_steps() = Task("Bad Id");
  const CheckResult result = Check(spec, NoModules());
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].code, "too-many-steps");
  EXPECT_FALSE(result.compiled);
}

TEST(LimitsTest, AFindingIsNeverLong) {
  const std::string text = absl::StrCat("template: t\n", std::string(900'000, 'x'), ": 1\n");
  const CheckResult result = Check("t", text, NoModules());
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_LT(Line(result.findings[0], "fi").size(), 2000u);
  EXPECT_LT(result.findings[0].path.size(), 1000u);
}

TEST(LimitsTest, FindingsBeyondTheLimitAreCounted) {
  std::string text = "template: t\n";
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&text, "k", i, ": 1\n");
  const CheckResult result = Check("t", text, NoModules());
  ASSERT_EQ(result.findings.size(), kMaxFindings + 1);
  EXPECT_EQ(result.findings.back().code, "more-findings");
  EXPECT_EQ(Sentence(result.findings.back(), "en"), "And 800 more. Mend those above first.");
}

}  // namespace
}  // namespace kasvu::workflows
