#include "clients/cli/programme.h"

#include <algorithm>

#include "clients/cli/step_result.h"
#include "clients/cpp/template_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

const v1::End* EndNamed(const v1::TemplateSpec& programme, std::string_view id) {
  const auto found = std::find_if(programme.ends().begin(), programme.ends().end(),
                                  [&](const v1::End& end) { return end.id() == id; });
  return found == programme.ends().end() ? nullptr : &*found;
}

// A number that a cohort may set itself is told by its name.
std::string Amount(const v1::Number& number) {
  return number.param().empty() ? std::to_string(number.value()) : number.param();
}

// "at most 1 missing", of what is counted.
std::string HowMany(const Frame& frame, const v1::Condition& condition) {
  if (condition.has_all_but()) {
    if (Amount(condition.all_but()) == "0") return frame.Say({"kaikki", "alla", "all of them"});
    return frame.Say({"enintään {n} saa puuttua", "högst {n} får saknas", "at most {n} missing"},
                     {{"n", Amount(condition.all_but())}});
  }
  if (condition.has_at_least()) {
    return frame.Say({"vähintään {n}", "minst {n}", "at least {n}"},
                     {{"n", Amount(condition.at_least())}});
  }
  return "";
}

}  // namespace

absl::StatusOr<v1::TemplateSpec> ProgrammeNamed(Frame& frame, const std::string& name) {
  v1::GetTemplateVersionRequest request;
  request.set_name(name);
  request.set_view(v1::VIEW_FULL);
  KASVU_ASSIGN_OR_RETURN(const auto version, frame.Call(client::kGetTemplateVersion, request));
  return version.compiled();
}

const v1::Step* StepNamed(const v1::TemplateSpec& programme, std::string_view key) {
  const std::string_view id = key.substr(0, key.find('/'));
  for (const v1::Phase& phase : programme.phases()) {
    for (const v1::Step& step : phase.steps()) {
      if (step.id() == id) return &step;
    }
  }
  return nullptr;
}

std::string StepTitle(const v1::TemplateSpec& programme, const std::string& key,
                      const std::string& language) {
  const v1::Step* const step = StepNamed(programme, key);
  const std::string title = step == nullptr ? "" : TextIn(step->title(), language);
  return title.empty() ? key : title;
}

std::string EndTitle(const v1::TemplateSpec& programme, const std::string& end,
                     const std::string& language) {
  const v1::End* const found = EndNamed(programme, end);
  const std::string title = found == nullptr ? "" : TextIn(found->title(), language);
  return title.empty() ? end : title;
}

std::string RequirementText(const Frame& frame, const v1::TemplateSpec& programme,
                            const std::string& end, const std::string& id) {
  const v1::End* const found = EndNamed(programme, end);
  if (found == nullptr || !found->requirements().contains(id)) return id;
  const v1::Condition& condition = found->requirements().at(id);
  if (!condition.done().empty()) return StepTitle(programme, condition.done(), frame.language());
  for (const auto& [fact, value] : condition.is()) {
    const auto writer = programme.facts().find(fact);
    if (writer == programme.facts().end() || writer->second.step().empty()) break;
    return StepTitle(programme, writer->second.step(), frame.language()) + ": " +
           ValueWord(frame, value);
  }
  if (condition.count().empty()) return id;
  const std::string many = HowMany(frame, condition);
  const std::string title = StepTitle(programme, condition.count(), frame.language());
  return many.empty() ? title : title + " (" + many + ")";
}

bool CanBeCompleted(const v1::TemplateSpec& programme) {
  return !programme.has_engaged() ||
         std::any_of(programme.ends().begin(), programme.ends().end(),
                     [](const v1::End& end) { return end.as() == v1::END_KIND_COMPLETED; });
}

}  // namespace kasvu::cli
