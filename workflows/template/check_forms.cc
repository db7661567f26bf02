#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/template/check_families.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Question;

template <typename Between>
void CheckRange(const Between& range, const std::string& path, bool may_be_open, Report& report) {
  if (may_be_open && range.min() == 0 && range.max() == 0) return;
  if (range.min() < range.max()) return;
  report.Add("reversed-range", path,
             {{"min", absl::StrCat(range.min())}, {"max", absl::StrCat(range.max())}});
}

void CheckQuestion(const Question& question, const std::string& path, Report& report) {
  switch (question.kind_case()) {
    case Question::KIND_NOT_SET:
      report.Add("question-without-kind", path, {{"id", question.id()}});
      break;
    case Question::kScale:
      CheckRange(question.scale(), path + ".scale", false, report);
      break;
    case Question::kNumber:
      CheckRange(question.number(), path + ".number", true, report);
      break;
    case Question::kChoice:
      if (question.choice().options().empty()) {
        report.Add("choice-without-options", path + ".choice", {{"id", question.id()}});
      }
      break;
    case Question::kHealth:
      if (question.health().has_scale()) {
        CheckRange(question.health().scale(), path + ".health.scale", false, report);
      }
      break;
    case Question::kWords:
      if (question.words().max_characters() < 0) {
        report.Add("number-not-positive", path + ".words.max_characters",
                   {{"key", "max_characters"},
                    {"value", absl::StrCat(question.words().max_characters())}});
      }
      break;
  }
}

}  // namespace

void CheckForms(const TemplateIndex& index, Report& report) {
  std::set<std::string> used;
  for (const StepPlace& place : index.steps()) {
    used.insert(place.step->survey().form());
    used.insert(place.step->task().form());
  }
  for (const auto& [name, form] : index.spec().forms()) {
    const std::string path = absl::StrCat("forms.", name);
    if (form.questions().empty()) report.Add("form-without-questions", path, {{"form", name}});
    if (!used.contains(name)) report.Add("unused-form", path, {{"form", name}});
    for (int q = 0; q < form.questions_size(); ++q) {
      CheckQuestion(form.questions(q), absl::StrCat(path, ".questions[", q, "]"), report);
    }
  }
}

}  // namespace kasvu::workflows
