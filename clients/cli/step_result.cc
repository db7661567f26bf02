#include "clients/cli/step_result.h"

#include "clients/cli/dates.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/states.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

std::string MarkOf(const v1::StepProgress& step) {
  switch (step.state()) {
    case v1::STATE_DONE:
      return "✓";
    case v1::STATE_MISSED:
    case v1::STATE_EXPIRED:
      // Nobody missed what could be left.
      return step.optional() ? "–" : "✗";
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

Style StyleOf(const v1::StepProgress& step) {
  const std::string mark = MarkOf(step);
  if (mark == "✓") return Style::kGood;
  if (mark == "✗") return Style::kBad;
  return mark == "·" || mark == "–" ? Style::kFaint : Style::kPlain;
}

std::string ValueNamed(const std::string& word) {
  if (word == "kyllä" || word == "ja") return "yes";
  if (word == "ei" || word == "nej") return "no";
  return word;
}

std::string ValueWord(const Frame& frame, const std::string& value) {
  if (value == "yes") return frame.Say({"kyllä", "ja", "yes"});
  if (value == "no") return frame.Say({"ei", "nej", "no"});
  return value;
}

void PrintStep(Frame& frame, const v1::StepProgress& step) {
  std::string line = ShortName(step.owner()) + "  " + step.step();
  const std::string title = TextIn(step.title(), frame.language());
  if (!title.empty()) line += "  " + title;
  line += ": " + StateIn(step.state(), frame.language());
  if (!step.value().empty()) line += " (" + ValueWord(frame, step.value()) + ")";
  frame.PrintLine(Printable(line));
}

absl::Status PrintRecorded(Frame& frame, const v1::RecordStepResponse& response) {
  if (frame.PrintedJson(response)) return absl::OkStatus();
  PrintStep(frame, response.step());
  const v1::Enrolment& enrolment = response.enrolment();
  // What was done after the end is aftercare.
  const bool by_this = TimeOf(enrolment.end_time()) >= TimeOf(response.step().occur_time());
  if (enrolment.stage() == v1::Enrolment::STAGE_ENDED && by_this) {
    frame.PrintLine(ShortName(enrolment.name()) + ": " + StateOf(enrolment, frame.language()));
  }
  return absl::OkStatus();
}

}  // namespace kasvu::cli
