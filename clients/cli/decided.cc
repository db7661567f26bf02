#include "clients/cli/decided.h"

#include "clients/cli/arguments.h"
#include "clients/cli/participants.h"
#include "clients/cli/step_result.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

absl::Status SetDecided(Frame& frame, const std::string& owner,
                        const std::vector<std::string>& texts, v1::Decided& decided) {
  KASVU_ASSIGN_OR_RETURN(const auto values, Assignments("--for", texts));
  for (const auto& [enrolment, value] : values) {
    KASVU_ASSIGN_OR_RETURN(const std::string name, ResolvePlace(frame, enrolment, CohortOf(owner)));
    (*decided.mutable_by_enrolment())[LastPart(name)] = ValueNamed(value);
  }
  return absl::OkStatus();
}

absl::Status PrintDeclined(Frame& frame, const std::string& cohort, const std::string& step) {
  v1::ListEnrolmentsRequest request;
  request.set_cohort(cohort);
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListEnrolments, request));
  std::string declined;
  for (const v1::Enrolment& enrolment : listed.enrolments()) {
    if (enrolment.end_kind() != v1::END_KIND_DECLINED) continue;
    declined += (declined.empty() ? "" : ", ") + LastPart(enrolment.name());
  }
  if (declined.empty()) return absl::OkStatus();
  frame.PrintLine(frame.Say(
      {"Ei valittu: {who}. Jos tämä oli virhe: kasvu progress correct {cohort} {step} --for … "
       "--reason virhe, sitten kasvu enrolment return.",
       "Inte antagna: {who}. Om det var ett misstag: kasvu progress correct {cohort} {step} --for "
       "… --reason misstag, sedan kasvu enrolment return.",
       "Declined: {who}. If that was a mistake: kasvu progress correct {cohort} {step} --for … "
       "--reason mistake, then kasvu enrolment return."},
      {{"who", declined}, {"cohort", ShortName(cohort)}, {"step", step}}));
  return absl::OkStatus();
}

}  // namespace kasvu::cli
