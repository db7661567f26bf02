#include "workflows/cohort/work_rules.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/cohort/answer_rules.h"
#include "workflows/cohort/decision_rules.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/cohort/meeting_rules.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/template/nearest_word.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;
using storage::v1::Work;

bool IsByOthers(const Step& step) {
  const auto other = [](const std::string& word) {
    return word != "self" && word != "participant";
  };
  return std::any_of(step.by().all().begin(), step.by().all().end(), other) ||
         std::any_of(step.by().any().begin(), step.by().any().end(), other);
}

const std::string& FormOf(const Step& step) {
  return step.has_survey() ? step.survey().form() : step.task().form();
}

// What is recorded on the step, the usual first.
std::vector<WorkKind> Expected(const SlotView& slot) {
  const Step& step = *slot.step->step;
  switch (step.kind_case()) {
    case Step::kSession:
      return {WorkKind::kDone, WorkKind::kAbsent};
    case Step::kMeeting:
      return {WorkKind::kMeeting};
    case Step::kTask: {
      if (slot.state == storage::v1::STEP_STATE_SUBMITTED && IsReviewed(step)) {
        return {WorkKind::kReview};
      }
      const WorkKind done = step.task().form().empty() ? WorkKind::kDone : WorkKind::kAnswers;
      if (IsByOthers(step)) return {done, WorkKind::kReview};
      return {done};
    }
    case Step::kSurvey:
      return {WorkKind::kAnswers};
    case Step::kAgreement:
      return {WorkKind::kSigned};
    case Step::kDecision:
      if (step.returns() > 0) return {WorkKind::kDecision, WorkKind::kReview};
      return {WorkKind::kDecision};
    case Step::kOutcome:
      return {WorkKind::kOutcome};
    default:
      if (slot.state == storage::v1::STEP_STATE_SUBMITTED && IsReviewed(step)) {
        return {WorkKind::kReview};
      }
      return {WorkKind::kDone};
  }
}

std::string_view WordOf(WorkKind kind) {
  switch (kind) {
    case WorkKind::kDone:
      return "done";
    case WorkKind::kAbsent:
      return "absent";
    case WorkKind::kMeeting:
      return "meeting";
    case WorkKind::kSigned:
      return "signed";
    case WorkKind::kAnswers:
      return "answers";
    case WorkKind::kDecision:
      return "decision";
    case WorkKind::kReview:
      return "review";
    case WorkKind::kOutcome:
      return "outcome";
  }
  return "";
}

bool IsQuestionOf(const kasvu::v1::TemplateSpec& spec, const Step& step, const std::string& word) {
  const auto form = spec.forms().find(FormOf(step));
  if (form == spec.forms().end()) return false;
  return std::any_of(form->second.questions().begin(), form->second.questions().end(),
                     [&](const auto& question) { return question.id() == word; });
}

// The fields of `record`: those that must be there, and none that it does not have.
absl::Status CheckFields(const View& view, const SlotView& slot, const RecordStep& command,
                         Work& work) {
  const Step& step = *slot.step->step;
  std::set<std::string> given(command.work.fields().begin(), command.work.fields().end());
  for (const auto& [field, number] : command.work.numbers()) given.insert(field);
  for (const std::string& word : command.words) {
    if (!IsQuestionOf(view.program.spec(), step, word)) given.insert(word);
  }
  const std::vector<std::string> known = KeysIn(step.record());
  for (const std::string& field : given) {
    if (step.record().contains(field)) continue;
    if (FormOf(step).empty()) {
      const std::string near = NearestWord(field, known);
      return AnswerInvalid(field, absl::StrCat("is no field of ", slot.key,
                                               near.empty() ? "" : "; did you mean " + near + "?"));
    }
    return AnswerInvalid(field, "is no question of this form");
  }
  std::vector<std::string> missing;
  for (const std::string& field : known) {
    const bool required = step.record().at(field) == kasvu::v1::FIELD_RULE_REQUIRED;
    if (required && !given.contains(field)) missing.push_back(field);
  }
  if (!missing.empty()) return FieldRequired(slot.key, missing);
  for (const std::string& field : given) work.add_fields(field);
  *work.mutable_numbers() = command.work.numbers();
  return absl::OkStatus();
}

// How long an experiment or diary went on, in days that both count.
absl::Status CheckSpan(const View& view, const SlotView& slot, const Work& work,
                       absl::Time occurred) {
  const kasvu::v1::Span& span = slot.step->step->span();
  if (work.started_at() == 0) return absl::OkStatus();
  const absl::Time started = absl::FromUnixMicros(work.started_at());
  if (started > occurred) return AnswerInvalid("started", "lies after the end");
  const auto day = [&](absl::Time time) { return view.program.zone().DayAt(time); };
  const int64_t days = day(occurred) - day(started);
  if (span.min_days() > 0 && days + 1 < span.min_days()) {
    return AnswerInvalid("started", absl::StrCat("lies ", days + 1, " days back, and at least ",
                                                 span.min_days(), " are needed"));
  }
  if (span.max_days() > 0 && days > span.max_days()) {
    return AnswerInvalid("started", absl::StrCat("lies ", days, " days back, and at most ",
                                                 span.max_days(), " are allowed"));
  }
  return absl::OkStatus();
}

absl::Status CheckForm(const View& view, const SlotView& slot, const RecordStep& command,
                       Work& work) {
  const Step& step = *slot.step->step;
  const auto form = view.program.spec().forms().find(FormOf(step));
  if (form == view.program.spec().forms().end()) return absl::OkStatus();
  *work.mutable_answers() = command.work.answers();
  std::set<std::string> words;
  for (const std::string& word : command.words) {
    if (!step.record().contains(word)) words.insert(word);
  }
  return CheckAnswers(form->second, words, work);
}

absl::Status CheckOutcome(const View& view, const SlotView& slot, const RecordStep& command,
                          Work& work) {
  if (command.work.shared_with().empty()) return absl::OkStatus();
  if (!slot.step->step->shared()) {
    return AnswerInvalid("shared_with",
                         absl::StrCat("is not asked: ", slot.key, " is each participant's own"));
  }
  std::set<uint32_t> others(command.work.shared_with().begin(), command.work.shared_with().end());
  if (slot.owner.owner == storage::v1::OWNER_ENROLMENT) others.erase(slot.owner.ordinal);
  if (others.empty()) {
    return AnswerInvalid("shared_with", "names nobody but the participant herself");
  }
  for (const uint32_t other : others) {
    KASVU_ASSIGN_OR_RETURN(const auto* enrolment, EnrolmentIn(view, other));
    if (enrolment->stage() == storage::v1::ENROLMENT_STAGE_ENDED) return EnrolmentEnded(*enrolment);
    work.add_shared_with(other);
  }
  return absl::OkStatus();
}

bool HasMoreThanDone(const RecordStep& command) {
  Work rest = command.work;
  rest.clear_started_at();
  return rest.ByteSizeLong() > 0 || !command.words.empty();
}

}  // namespace

std::string KindOf(const Step& step) {
  const auto* oneof = Step::descriptor()->FindOneofByName("kind");
  const auto* field = step.GetReflection()->GetOneofFieldDescriptor(step, oneof);
  return field == nullptr ? "" : std::string(field->name());
}

bool IsReviewed(const Step& step) {
  return step.returns() > 0 && !step.has_decision() && !IsByOthers(step);
}

absl::Status CheckKind(const SlotView& slot, WorkKind kind) {
  const std::vector<WorkKind> expected = Expected(slot);
  if (std::find(expected.begin(), expected.end(), kind) != expected.end()) return absl::OkStatus();
  std::vector<std::string> words;
  for (const WorkKind one : expected) words.emplace_back(WordOf(one));
  return WrongWork(slot.key, KindOf(*slot.step->step),
                   absl::StrCat(words.front(), words.size() > 1 ? " or " + words[1] : ""));
}

absl::StatusOr<Work> CheckedWork(const View& view, const SlotView& slot, const RecordStep& command,
                                 absl::Time occurred) {
  const Step& step = *slot.step->step;
  Work work;
  if (step.done_only()) {
    if (HasMoreThanDone(command)) return OnlyDoneIsKept(slot.key);
    return work;
  }
  if (command.work.has_sealed()) *work.mutable_sealed() = command.work.sealed();
  if (command.kind == WorkKind::kAbsent || command.kind == WorkKind::kReview) {
    work.set_returned(command.kind == WorkKind::kReview && command.work.returned());
    return work;
  }
  KASVU_RETURN_IF_ERROR(CheckFields(view, slot, command, work));
  work.set_started_at(command.work.started_at());
  KASVU_RETURN_IF_ERROR(CheckSpan(view, slot, work, occurred));
  switch (command.kind) {
    case WorkKind::kAnswers:
      KASVU_RETURN_IF_ERROR(CheckForm(view, slot, command, work));
      break;
    case WorkKind::kDecision:
      KASVU_RETURN_IF_ERROR(CheckDecided(view, slot, command, work));
      break;
    case WorkKind::kOutcome:
      KASVU_RETURN_IF_ERROR(CheckOutcome(view, slot, command, work));
      break;
    default:
      KASVU_RETURN_IF_ERROR(CheckMet(view, slot, command, work));
  }
  return work;
}

}  // namespace kasvu::workflows
