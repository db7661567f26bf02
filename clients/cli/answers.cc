#include "clients/cli/answers.h"

#include <charconv>
#include <optional>

#include "absl/strings/str_split.h"
#include "clients/cli/participants.h"
#include "clients/cli/programme.h"
#include "clients/cli/wrong_usage.h"
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

std::string FromTo(int64_t min, int64_t max) {
  return std::to_string(min) + "–" + std::to_string(max);
}

// What one answer may be: 1–5, or the ids of a choice with their titles.
std::string Takes(const Frame& frame, const v1::Question& question) {
  switch (question.kind_case()) {
    case v1::Question::kScale:
      return FromTo(question.scale().min(), question.scale().max());
    case v1::Question::kNumber:
      return FromTo(question.number().min(), question.number().max()) +
             (question.number().unit().empty() ? "" : " " + question.number().unit());
    case v1::Question::kChoice: {
      std::string options;
      for (const v1::Option& option : question.choice().options()) {
        const std::string title = TextIn(option.title(), frame.language());
        options += (options.empty() ? "" : " | ") + option.id();
        if (!title.empty() && title != option.id()) options += " (" + title + ")";
      }
      return options + (question.choice().several()
                            ? frame.Say({", yksi tai useita pilkuin", ", en eller flera med komma",
                                         ", one or several with commas"})
                            : "");
    }
    case v1::Question::kHealth:
      return frame.Say({"mitä vain; vain se tallennetaan, että vastattiin",
                        "vad som helst; bara att det besvarats sparas",
                        "anything; only that it was answered is kept"});
    default:
      return frame.Say({"omin sanoin", "med egna ord", "in one's own words"});
  }
}

}  // namespace

absl::StatusOr<v1::Form> FormOf(Frame& frame, const std::string& cohort, const std::string& step) {
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort run, GetCohort(frame, cohort));
  KASVU_ASSIGN_OR_RETURN(const v1::TemplateSpec programme, ProgrammeNamed(frame, run.template_()));
  const v1::Step* const found = StepNamed(programme, step);
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
  const auto questions = programme.forms().find(form);
  if (questions == programme.forms().end()) {
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

void PrintQuestions(Frame& frame, const v1::Form& form) {
  const std::string& language = frame.language();
  Table table({frame.Say({"Tunnus", "Id", "Id"}), frame.Say({"Kysymys", "Fråga", "Question"}),
               frame.Say({"Vastaus", "Svar", "Answer"})});
  for (const v1::Question& question : form.questions()) {
    std::string takes = Takes(frame, question);
    if (question.required()) {
      takes += frame.Say({", pakollinen", ", obligatorisk", ", required"});
    }
    table.Add({question.id(), TextIn(question.title(), language), takes});
  }
  frame.Print(table);
}

}  // namespace kasvu::cli
