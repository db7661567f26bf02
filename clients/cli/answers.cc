#include "clients/cli/answers.h"

#include <charconv>
#include <optional>

#include "absl/strings/str_split.h"
#include "clients/cli/participants.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/template_calls.h"
#include "clients/cpp/utf8.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

absl::Status Invalid(const std::string& question, const std::string& text, const Words& wanted,
                     const std::map<std::string, std::string>& values) {
  std::map<std::string, std::string> all = values;
  all["question"] = question;
  all["text"] = text;
  const std::string fi = "{question}: ”{text}” ei käy; " + std::string(wanted.fi);
  const std::string sv = "{question}: ”{text}” duger inte; " + std::string(wanted.sv);
  const std::string en = "{question}: “{text}” does not do; " + std::string(wanted.en);
  return Refused("ANSWER_INVALID", {fi, sv, en}, all);
}

absl::StatusOr<v1::AnswerValue> NumberFrom(const std::string& question, const std::string& text,
                                           int64_t min, int64_t max) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool limited = min != 0 || max != 0;
  if (error != std::errc() || end != text.data() + text.size() ||
      (limited && (number < min || number > max))) {
    return Invalid(
        question, text,
        {"anna kokonaisluku väliltä {min}–{max}.", "ange ett heltal från {min} till {max}.",
         "give a whole number from {min} to {max}."},
        {{"min", std::to_string(min)}, {"max", std::to_string(max)}});
  }
  v1::AnswerValue value;
  value.set_number(number);
  return value;
}

// The option's id, from its id or its title in any language.
std::optional<std::string> OptionNamed(const v1::Choice& choice, const std::string& text) {
  const std::string wanted = client::LowerCase(text);
  for (const v1::Option& option : choice.options()) {
    if (client::LowerCase(option.id()) == wanted) return option.id();
    for (const auto& [language, title] : option.title().by_language()) {
      if (client::LowerCase(title) == wanted) return option.id();
    }
  }
  return std::nullopt;
}

std::string OptionIds(const v1::Choice& choice) {
  std::string ids;
  for (const v1::Option& option : choice.options()) {
    ids += (ids.empty() ? "" : ", ") + option.id();
  }
  return ids;
}

absl::StatusOr<v1::AnswerValue> ChoiceFrom(const std::string& question, const std::string& text,
                                           const v1::Choice& choice) {
  v1::AnswerValue value;
  const std::vector<std::string> parts =
      choice.several() && !OptionNamed(choice, text)
          ? std::vector<std::string>(absl::StrSplit(text, absl::ByAnyChar(",;|")))
          : std::vector<std::string>{text};
  for (const std::string& part : parts) {
    const auto option = OptionNamed(choice, std::string(client::Trimmed(part)));
    if (!option) {
      return Invalid(
          question, part,
          {"valitse näistä: {options}.", "välj bland: {options}.", "choose among {options}."},
          {{"options", OptionIds(choice)}});
    }
    if (choice.several()) {
      value.mutable_options()->add_options(*option);
    } else {
      value.set_option(*option);
    }
  }
  return value;
}

const v1::Step* StepNamed(const v1::TemplateSpec& spec, const std::string& step) {
  const std::string id = step.substr(0, step.find('/'));
  for (const v1::Phase& phase : spec.phases()) {
    for (const v1::Step& one : phase.steps()) {
      if (one.id() == id) return &one;
    }
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<v1::Form> FormOf(Frame& frame, const std::string& cohort, const std::string& step) {
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort run, GetCohort(frame, cohort));
  v1::GetTemplateVersionRequest request;
  request.set_name(run.template_());
  request.set_view(v1::VIEW_FULL);
  KASVU_ASSIGN_OR_RETURN(const auto version, frame.Call(client::kGetTemplateVersion, request));
  const v1::Step* const found = StepNamed(version.compiled(), step);
  if (found == nullptr) {
    return Refused("STEP_UNKNOWN",
                   {"Ohjelmassa {template} ei ole askelta {step}; katso kasvu template show.",
                    "Programmet {template} har inget steg {step}; se kasvu template show.",
                    "The programme {template} has no step {step}; look at kasvu template show."},
                   {{"template", run.template_()}, {"step", step}});
  }
  const std::string form = found->has_survey() ? found->survey().form()
                           : found->has_task() ? found->task().form()
                                               : "";
  const auto questions = version.compiled().forms().find(form);
  if (questions == version.compiled().forms().end()) {
    return Refused("WRONG_WORK",
                   {"Askel {step} ei kysy mitään; kirjaa se komennolla kasvu progress record.",
                    "Steget {step} frågar inget; anteckna det med kasvu progress record.",
                    "The step {step} asks nothing; record it with kasvu progress record."},
                   {{"step", step}});
  }
  return questions->second;
}

absl::StatusOr<v1::AnswerValue> AnswerTo(const v1::Form& form, const std::string& question,
                                         const std::string& text) {
  std::string known;
  for (const v1::Question& asked : form.questions()) {
    known += (known.empty() ? "" : ", ") + asked.id();
    if (asked.id() != question) continue;
    v1::AnswerValue value;
    switch (asked.kind_case()) {
      case v1::Question::kScale:
        return NumberFrom(question, text, asked.scale().min(), asked.scale().max());
      case v1::Question::kNumber:
        return NumberFrom(question, text, asked.number().min(), asked.number().max());
      case v1::Question::kChoice:
        return ChoiceFrom(question, text, asked.choice());
      case v1::Question::kHealth:
        // Its value never leaves this machine.
        value.set_answered(true);
        return value;
      default:
        value.set_words(text);
        return value;
    }
  }
  return Refused("QUESTION_UNKNOWN",
                 {"Lomakkeessa ei ole kysymystä {question}; siinä ovat {known}.",
                  "Formuläret har ingen fråga {question}; det har {known}.",
                  "The form has no question {question}; it has {known}."},
                 {{"question", question}, {"known", known}});
}

}  // namespace kasvu::cli
