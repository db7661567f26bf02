#include "workflows/cohort/answer_rules.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Question;
using storage::v1::Answer;

bool IsPlain(const Answer& answer) { return answer.numeric() || answer.options_size() > 0; }

absl::Status CheckNumber(const Question& question, const Answer& answer, int64_t least,
                         int64_t most) {
  if (!answer.numeric() || answer.options_size() > 0) {
    return AnswerInvalid(question.id(), "asks for a number");
  }
  const bool bounded = least != 0 || most != 0;
  if (bounded && (answer.number() < least || answer.number() > most)) {
    return AnswerInvalid(
        question.id(), absl::StrCat("goes from ", least, " to ", most, ", not ", answer.number()));
  }
  return absl::OkStatus();
}

absl::Status CheckChoice(const Question& question, const Answer& answer) {
  if (answer.numeric() || answer.options_size() == 0) {
    return AnswerInvalid(question.id(), "asks for one of its options");
  }
  if (!question.choice().several() && answer.options_size() > 1) {
    return AnswerInvalid(question.id(), "takes one option only");
  }
  std::vector<std::string> known;
  for (const auto& option : question.choice().options()) known.push_back(option.id());
  std::set<std::string> chosen;
  for (const std::string& option : answer.options()) {
    if (std::find(known.begin(), known.end(), option) == known.end()) {
      return AnswerInvalid(question.id(),
                           absl::StrCat("has no option ", option, "; it has ", Listed(known)));
    }
    if (!chosen.insert(option).second) {
      return AnswerInvalid(question.id(), absl::StrCat("has ", option, " twice"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckAnswer(const Question& question, const Answer* answer, bool words) {
  if (words && !question.has_words()) {
    return AnswerInvalid(question.id(), question.has_health() ? "keeps no words, it is about health"
                                                              : "takes no words");
  }
  if (answer == nullptr) return absl::OkStatus();
  switch (question.kind_case()) {
    case Question::kScale:
      return CheckNumber(question, *answer, question.scale().min(), question.scale().max());
    case Question::kNumber:
      return CheckNumber(question, *answer, question.number().min(), question.number().max());
    case Question::kChoice:
      return CheckChoice(question, *answer);
    case Question::kWords:
      if (IsPlain(*answer) || !words) return AnswerInvalid(question.id(), "asks for words");
      return absl::OkStatus();
    case Question::kHealth:
      if (IsPlain(*answer) || !answer->answered()) {
        return AnswerInvalid(question.id(),
                             "is about health: only that it was answered is kept, not the value");
      }
      return absl::OkStatus();
    default:
      return absl::OkStatus();
  }
}

}  // namespace

absl::Status CheckAnswers(const kasvu::v1::Form& form, const std::set<std::string>& words,
                          storage::v1::Work& work) {
  std::vector<std::string> known;
  std::vector<std::string> missing;
  for (const Question& question : form.questions()) {
    known.push_back(question.id());
    const auto answer = work.answers().find(question.id());
    const bool has_words = words.contains(question.id());
    KASVU_RETURN_IF_ERROR(CheckAnswer(
        question, answer == work.answers().end() ? nullptr : &answer->second, has_words));
    if (has_words) (*work.mutable_answers())[question.id()].set_answered(true);
    if (question.required() && answer == work.answers().end() && !has_words) {
      missing.push_back(question.id());
    }
  }
  std::set<std::string> given = words;
  for (const auto& [question, answer] : work.answers()) given.insert(question);
  for (const std::string& question : given) {
    if (std::find(known.begin(), known.end(), question) != known.end()) continue;
    const std::string near = NearestWord(question, known);
    return AnswerInvalid(question, near.empty()
                                       ? "is no question of this form"
                                       : "is no question of this form; did you mean " + near + "?");
  }
  if (missing.empty()) return absl::OkStatus();
  return AnswerInvalid(Listed(missing), "must be answered");
}

}  // namespace kasvu::workflows
