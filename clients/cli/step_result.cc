#include "clients/cli/step_result.h"

#include "clients/cli/resource_names.h"
#include "clients/cli/states.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

std::string MarkOf(v1::State state) {
  switch (state) {
    case v1::STATE_DONE:
      return "✓";
    case v1::STATE_MISSED:
    case v1::STATE_EXPIRED:
      return "✗";
    case v1::STATE_OPEN:
      return "○";
    case v1::STATE_SUBMITTED:
      return "…";
    case v1::STATE_WAIVED:
    case v1::STATE_NOT_APPLICABLE:
      return "–";
    default:
      return "·";
  }
}

Style StyleOf(v1::State state) {
  switch (state) {
    case v1::STATE_DONE:
      return Style::kGood;
    case v1::STATE_MISSED:
    case v1::STATE_EXPIRED:
      return Style::kBad;
    case v1::STATE_PENDING:
    case v1::STATE_NOT_APPLICABLE:
      return Style::kFaint;
    default:
      return Style::kPlain;
  }
}

void PrintStep(Frame& frame, const v1::StepProgress& step) {
  std::string line = ShortName(step.owner()) + "  " + step.step();
  const std::string title = TextIn(step.title(), frame.language());
  if (!title.empty()) line += "  " + title;
  line += ": " + StateIn(step.state(), frame.language());
  if (!step.value().empty()) line += " (" + step.value() + ")";
  frame.PrintLine(Printable(line));
}

absl::Status PrintRecorded(Frame& frame, const v1::RecordStepResponse& response) {
  if (frame.PrintedJson(response)) return absl::OkStatus();
  PrintStep(frame, response.step());
  const v1::Enrolment& enrolment = response.enrolment();
  if (enrolment.stage() == v1::Enrolment::STAGE_ENDED) {
    frame.PrintLine(ShortName(enrolment.name()) + ": " + StateOf(enrolment, frame.language()));
  }
  return absl::OkStatus();
}

}  // namespace kasvu::cli
