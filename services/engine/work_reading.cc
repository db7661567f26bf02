#include "services/engine/work_reading.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "errors/error.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/times.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Answer;
using kasvu::storage::v1::OWNER_ENROLMENT;
using kasvu::v1::RecordStepRequest;
using workflows::WorkKind;

constexpr char kStarted[] = "started";
constexpr char kValue[] = "value";

// A field that is a whole number of at most seven digits is kept in plain, for sums and counts.
// Longer ones may be somebody's telephone.
std::optional<int64_t> AmountIn(const std::string& field) {
  const size_t first = !field.empty() && field[0] == '-' ? 1 : 0;
  const size_t digits = field.size() - first;
  if (digits == 0 || digits > 7 || (digits > 1 && field[first] == '0')) return std::nullopt;
  int64_t amount = 0;
  return absl::SimpleAtoi(field, &amount) ? std::optional(amount) : std::nullopt;
}

absl::Status ReadFields(const RecordStepRequest& request, const workflows::Program* program,
                        ReadWork& read) {
  for (const auto& [name, field] : request.fields()) {
    if (field.empty()) continue;
    absl::CivilDay day;
    if (name == kStarted && absl::ParseCivilTime(field, &day)) {
      read.command.work.set_started_at(absl::ToUnixMicros(program->zone().StartOf(day)));
      const auto* step = program->FindStep(request.step());
      if (step != nullptr && step->step->record().contains(name)) {
        read.command.work.add_fields(name);
      }
      continue;
    }
    if (const auto amount = AmountIn(field)) {
      (*read.command.work.mutable_numbers())[name] = *amount;
      continue;
    }
    (*read.content.mutable_fields())[name] = field;
    read.command.words.insert(name);
  }
  return absl::OkStatus();
}

void ReadAnswers(const kasvu::v1::Answers& answers, ReadWork& read) {
  for (const auto& [question, value] : answers.by_question()) {
    Answer answer;
    switch (value.kind_case()) {
      case kasvu::v1::AnswerValue::kNumber:
        answer.set_number(value.number());
        answer.set_numeric(true);
        break;
      case kasvu::v1::AnswerValue::kOption:
        answer.add_options(value.option());
        break;
      case kasvu::v1::AnswerValue::kOptions:
        *answer.mutable_options() = value.options().options();
        break;
      case kasvu::v1::AnswerValue::kWords:
        if (value.words().empty()) continue;
        (*read.content.mutable_answers())[question] = value.words();
        read.command.words.insert(question);
        answer.set_answered(true);
        break;
      case kasvu::v1::AnswerValue::kAnswered:
        if (!value.answered()) continue;
        answer.set_answered(true);
        break;
      default:
        continue;
    }
    (*read.command.work.mutable_answers())[question] = std::move(answer);
  }
}

absl::Status ReadDecision(const kasvu::v1::Decided& decided, std::string_view cohort, bool free,
                          ReadWork& read) {
  if (free && !decided.value().empty()) {
    // Anybody's words: they may name people.
    (*read.content.mutable_fields())[kValue] = decided.value();
  } else {
    read.command.work.set_value(decided.value());
  }
  for (const auto& [name, value] : decided.by_enrolment()) {
    const auto ordinal = OrdinalIn(name, cohort, OWNER_ENROLMENT);
    if (!ordinal) return EnrolmentNotFound(name);
    (*read.command.work.mutable_decided())[*ordinal] = value;
  }
  if (decided.has_date()) {
    KASVU_ASSIGN_OR_RETURN(const absl::Time date, TimeIn(decided.date(), "decision.date"));
    read.command.work.set_date(absl::ToUnixMicros(date));
  }
  read.command.work.set_topic(decided.topic());
  return absl::OkStatus();
}

absl::Status ReadOutcome(const kasvu::v1::OutcomeReached& outcome, std::string_view cohort,
                         ReadWork& read) {
  for (const std::string& name : outcome.shared_with()) {
    const auto ordinal = OrdinalIn(name, cohort, OWNER_ENROLMENT);
    if (!ordinal) return EnrolmentNotFound(name);
    read.command.work.add_shared_with(*ordinal);
  }
  return absl::OkStatus();
}

absl::Status ReadKind(const RecordStepRequest& request, std::string_view cohort, bool free,
                      ReadWork& read) {
  workflows::RecordStep& command = read.command;
  switch (request.work_case()) {
    case RecordStepRequest::kMeeting:
      command.kind = WorkKind::kMeeting;
      if (request.meeting().minutes() < 0) {
        return InvalidFields({{"meeting.minutes", "must not be negative"}});
      }
      command.work.set_minutes(request.meeting().minutes());
      command.work.set_mode(request.meeting().mode());
      for (const std::string& person : request.meeting().with()) {
        // Kept in plain, so it must not be what somebody is called.
        if (person.starts_with("persons/")) continue;
        return InvalidFields({{"meeting.with",
                               "has to be a person's name such as "
                               "persons/abcdefgh23456723"}});
      }
      *command.work.mutable_with() = request.meeting().with();
      return absl::OkStatus();
    case RecordStepRequest::kSigned:
      command.kind = WorkKind::kSigned;
      command.signs_as = request.signed_().role();
      return absl::OkStatus();
    case RecordStepRequest::kAnswers:
      command.kind = WorkKind::kAnswers;
      ReadAnswers(request.answers(), read);
      return absl::OkStatus();
    case RecordStepRequest::kDecision:
      command.kind = WorkKind::kDecision;
      return ReadDecision(request.decision(), cohort, free, read);
    case RecordStepRequest::kReview:
      command.kind = WorkKind::kReview;
      command.work.set_returned(request.review().send_back());
      return absl::OkStatus();
    case RecordStepRequest::kOutcome:
      command.kind = WorkKind::kOutcome;
      return ReadOutcome(request.outcome(), cohort, read);
    case RecordStepRequest::kAbsent:
      command.kind = WorkKind::kAbsent;
      return absl::OkStatus();
    default:
      command.kind = WorkKind::kDone;
      return absl::OkStatus();
  }
}

}  // namespace

bool MayHaveWords(const RecordStepRequest& request) {
  if (!request.note().empty() || request.fields_size() > 0 || request.has_decision()) return true;
  const auto& answers = request.answers().by_question();
  return std::any_of(answers.begin(), answers.end(),
                     [](const auto& answer) { return answer.second.has_words(); });
}

absl::StatusOr<ReadWork> ReadWorkOf(const RecordStepRequest& request, std::string_view cohort,
                                    const workflows::Program* program) {
  ReadWork read;
  read.command.key = request.step();
  KASVU_ASSIGN_OR_RETURN(read.command.occurred, OccurredOf(request));
  const auto* step = program == nullptr ? nullptr : program->FindStep(request.step());
  const bool free = step != nullptr && step->step->decision().free();
  if (!request.note().empty()) {
    if (step != nullptr && step->step->notes() == kasvu::v1::NOTE_VISIBILITY_NONE) {
      return InvalidFields({{"note", "is not kept for this step"}});
    }
    read.content.set_note(request.note());
  }
  KASVU_RETURN_IF_ERROR(ReadFields(request, program, read));
  KASVU_RETURN_IF_ERROR(ReadKind(request, cohort, free, read));
  return read;
}

}  // namespace kasvu::engine
