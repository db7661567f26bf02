#include "workflows/simulation/work.h"

#include "workflows/cohort/instants.h"
#include "workflows/cohort/pins.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Question;
using kasvu::v1::Step;
using storage::v1::Answer;

Answer AnswerTo(const Question& question, const Choosing& choosing) {
  Answer answer;
  switch (question.kind_case()) {
    case Question::kScale: {
      const auto& scale = question.scale();
      answer.set_number(scale.min() + choosing.OnScale(question, scale.max() - scale.min() + 1));
      answer.set_numeric(true);
      break;
    }
    case Question::kNumber:
      answer.set_number(question.number().min());
      answer.set_numeric(true);
      break;
    case Question::kChoice:
      answer.add_options(question.choice().options(choosing.OfOptions(question)).id());
      break;
    default:  // words lie in the sealed part; of health only that it was answered
      answer.set_answered(true);
      break;
  }
  return answer;
}

void FillForm(const View& view, const std::string& form, const Choosing& choosing,
              RecordStep& record) {
  const auto& forms = view.program.spec().forms();
  const auto found = forms.find(form);
  if (found == forms.end()) return;
  for (const Question& question : found->second.questions()) {
    (*record.work.mutable_answers())[question.id()] = AnswerTo(question, choosing);
    if (question.has_words()) record.words.insert(question.id());
  }
}

void Decide(const View& view, const SlotView& slot, const Choosing& choosing, RecordStep& record) {
  const kasvu::v1::Decision& decision = slot.step->step->decision();
  if (decision.about() == "enrolments") {
    for (const auto& [ordinal, enrolment] : view.image.enrolments) {
      if (enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED) continue;
      (*record.work.mutable_decided())[ordinal] = decision.values(0);
    }
    return;
  }
  if (!decision.free()) {
    record.work.set_value(decision.values(choosing.OfValues(*slot.step->step)));
  }
  if (decision.free()) record.work.mutable_sealed()->set_content("example");
  for (const std::string& sets : decision.sets()) {
    if (sets == "topic") record.work.set_topic("example-topic");
    if (sets != "date") continue;
    for (const auto& [ordinal, group] : view.image.groups) {
      for (const auto& occurrence : group.occurrences()) {
        if (slot.item.empty() || !occurrence.key().ends_with("/" + slot.item)) continue;
        record.work.set_date(occurrence.starts_at() + absl::ToInt64Microseconds(absl::Hours(24)));
      }
    }
  }
}

void FillFields(const View& view, const Step& step, RecordStep& record) {
  for (const auto& [field, rule] : step.record()) {
    record.work.add_fields(field);
    record.words.insert(field);
  }
  if (!step.has_span()) return;
  const int days = step.span().min_days() > 0 ? step.span().min_days() : 1;
  record.work.set_started_at(ToMicros(view.now - absl::Hours(24 * days)));
}

WorkKind KindOf(const Step& step) {
  switch (step.kind_case()) {
    case Step::kMeeting:
      return WorkKind::kMeeting;
    case Step::kSurvey:
      return WorkKind::kAnswers;
    case Step::kAgreement:
      return WorkKind::kSigned;
    case Step::kDecision:
      return WorkKind::kDecision;
    case Step::kOutcome:
      return WorkKind::kOutcome;
    case Step::kTask:
      return step.task().form().empty() ? WorkKind::kDone : WorkKind::kAnswers;
    default:
      return WorkKind::kDone;
  }
}

}  // namespace

RecordStep WorkOn(const View& whole, const SlotView& slot, const Choosing& choosing) {
  const View view = SeenBy(whole, slot.owner);
  const Step& step = *slot.step->step;
  RecordStep record{.owner = slot.owner,
                    .key = slot.key,
                    .kind = KindOf(step),
                    .work = {},
                    .words = {},
                    .signs_as = {},
                    .occurred = std::nullopt};
  if (step.done_only()) return record;
  if (step.has_survey()) FillForm(view, step.survey().form(), choosing, record);
  if (step.has_task()) FillForm(view, step.task().form(), choosing, record);
  if (step.has_decision()) Decide(view, slot, choosing, record);
  if (step.has_meeting()) record.work.set_minutes(step.meeting().minutes());
  FillFields(view, step, record);
  return record;
}

RecordStep ReviewOf(const SlotView& slot) {
  return {.owner = slot.owner,
          .key = slot.key,
          .kind = WorkKind::kReview,
          .work = {},
          .words = {},
          .signs_as = {},
          .occurred = std::nullopt};
}

}  // namespace kasvu::workflows
