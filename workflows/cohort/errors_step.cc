#include "workflows/cohort/errors_step.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

using absl::StatusCode;

std::string Text(std::string_view text) { return std::string(text); }

std::string Range(int least, int most) {
  return least == most ? absl::StrCat(least) : absl::StrCat(least, " to ", most);
}

}  // namespace

std::string WordOf(storage::v1::StepState state) {
  const std::string name = storage::v1::StepState_Name(state);
  std::string word = absl::AsciiStrToLower(name.substr(sizeof("STEP_STATE_") - 1));
  for (char& letter : word) {
    if (letter == '_') letter = ' ';
  }
  return word;
}

absl::Status NoSuchStep(std::string_view key, const std::vector<std::string>& known) {
  const std::string near = NearestWord(key, known);
  const std::string sentence = "there is no step " + Text(key) +
                               (near.empty() ? " here; the progress shows those that there are"
                                             : "; did you mean " + near + "?");
  return Error(StatusCode::kInvalidArgument, "STEP_UNKNOWN", sentence,
               {{"step", Text(key)}, {"nearest", near}});
}

absl::Status NoSuchItem(std::string_view key, const std::vector<std::string>& known) {
  const std::string near = NearestWord(key, known);
  return Error(
      StatusCode::kInvalidArgument, "STEP_UNKNOWN",
      "there is no step " + Text(key) +
          (near.empty() ? "; say which: " + Listed(known) : "; did you mean " + near + "?"),
      {{"step", Text(key)}, {"nearest", near}, {"known", Listed(known)}});
}

absl::Status StepOfAnother(std::string_view key, std::string_view whose) {
  return Error(StatusCode::kInvalidArgument, "STEP_UNKNOWN",
               "the step " + Text(key) + " is one of " + Text(whose) + "; record it there",
               {{"step", Text(key)}, {"whose", Text(whose)}});
}

absl::Status StepSettled(std::string_view key, storage::v1::StepState state) {
  return Error(
      StatusCode::kFailedPrecondition, "STEP_SETTLED",
      "the step " + Text(key) + " is " + WordOf(state) + " already; correct it if that is wrong",
      {{"step", Text(key)}, {"state", WordOf(state)}});
}

absl::Status StepNotApplicable(std::string_view key) {
  return Error(StatusCode::kFailedPrecondition, "STEP_NOT_APPLICABLE",
               "the step " + Text(key) + " does not apply here", {{"step", Text(key)}});
}

absl::Status UpToReached(std::string_view key, int most) {
  return Error(StatusCode::kFailedPrecondition, "UP_TO_REACHED",
               absl::StrCat(Text(key), " is recorded ", most, " times at most, and it has been"),
               {{"step", Text(key)}, {"most", absl::StrCat(most)}});
}

absl::Status WrongWork(std::string_view key, std::string_view kind, std::string_view expected) {
  return Error(StatusCode::kInvalidArgument, "WRONG_WORK",
               Text(key) + " is of the kind " + Text(kind) + ": record " + Text(expected),
               {{"step", Text(key)}, {"kind", Text(kind)}, {"expected", Text(expected)}});
}

absl::Status OnlyDoneIsKept(std::string_view key) {
  return Error(StatusCode::kInvalidArgument, "WRONG_WORK",
               "of " + Text(key) +
                   " only that it was done is kept, because it is about health; leave out notes "
                   "and fields",
               {{"step", Text(key)}, {"expected", "done"}});
}

absl::Status NotSentBackByCorrection(std::string_view key) {
  return Error(
      StatusCode::kInvalidArgument, "WRONG_WORK",
      "a correction says what was done on " + Text(key) + "; to have it done again, clear it",
      {{"step", Text(key)}, {"expected", "done"}});
}

absl::Status FieldRequired(std::string_view key, const std::vector<std::string>& missing) {
  return Error(StatusCode::kInvalidArgument, "FIELD_REQUIRED",
               Text(key) + " needs " + Listed(missing),
               {{"step", Text(key)}, {"fields", Listed(missing)}});
}

absl::Status SignerRequired(std::string_view key, const std::vector<std::string>& roles) {
  return Error(StatusCode::kInvalidArgument, "FIELD_REQUIRED",
               Text(key) + " needs role: one of " + Listed(roles),
               {{"step", Text(key)}, {"fields", "role"}, {"roles", Listed(roles)}});
}

absl::Status AnswerInvalid(std::string_view question, std::string_view why) {
  return Error(StatusCode::kInvalidArgument, "ANSWER_INVALID", Text(question) + " " + Text(why),
               {{"question", Text(question)}, {"why", Text(why)}});
}

absl::Status ValueUnknown(std::string_view value, const std::vector<std::string>& known) {
  const std::string sentence =
      value.empty() ? "a value is needed: one of " + Listed(known)
                    : Text(value) + " cannot be decided; the values are " + Listed(known);
  return Error(StatusCode::kInvalidArgument, "VALUE_UNKNOWN", sentence,
               {{"value", Text(value)}, {"known", Listed(known)}});
}

absl::Status QuotaExceeded(std::string_view value, int given, int least, int most) {
  return Error(StatusCode::kFailedPrecondition, "QUOTA_EXCEEDED",
               absl::StrCat(Text(value), " goes to ", Range(least, most), ", not to ", given),
               {{"value", Text(value)},
                {"given", absl::StrCat(given)},
                {"least", absl::StrCat(least)},
                {"most", absl::StrCat(most)}});
}

absl::Status AlreadySigned(std::string_view key, std::string_view role) {
  return Error(StatusCode::kFailedPrecondition, "ALREADY_SIGNED",
               Text(key) + " is signed as " + Text(role) + " already",
               {{"step", Text(key)}, {"role", Text(role)}});
}

absl::Status ReturnsUsedUp(std::string_view key, int most) {
  return Error(StatusCode::kFailedPrecondition, "RETURNS_USED_UP",
               most == 0 ? Text(key) + " cannot be sent back"
                         : absl::StrCat(Text(key), " was sent back ", most,
                                        " times, which is all there is; decide it now"),
               {{"step", Text(key)}, {"returns", absl::StrCat(most)}});
}

absl::Status NothingToCorrect(std::string_view key) {
  return Error(StatusCode::kFailedPrecondition, "NOTHING_TO_CORRECT",
               "nothing has been recorded on " + Text(key) + " that could be corrected",
               {{"step", Text(key)}});
}

}  // namespace kasvu::workflows
