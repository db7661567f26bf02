#include "clients/cli/step_owner.h"

#include <string_view>

#include "clients/cli/resource_names.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

std::string LinkThatOwns(Frame& frame, const std::string& owner, const std::string& step,
                         const absl::Status& refused) {
  constexpr std::string_view kLink = "the link ";
  if (ReasonOf(refused) != "STEP_UNKNOWN" || owner.find("/enrolments/") == std::string::npos) {
    return "";
  }
  const std::string whose = ParticularsOf(refused)["whose"];
  if (!whose.starts_with(kLink)) return "";
  v1::ListLinksRequest request;
  request.set_cohort(CohortOf(owner));
  request.set_link(whose.substr(kLink.size()));
  request.set_enrolment(owner);
  const auto listed = frame.CallAll(client::kListLinks, request);
  if (!listed.ok()) return "";
  std::string found;
  for (const v1::LinkBinding& link : listed->links()) {
    const bool other_item = !link.item().empty() && !step.ends_with("/" + link.item());
    if (link.stage() == v1::LinkBinding::STAGE_ENDED || other_item) continue;
    if (!found.empty()) return "";
    found = link.name();
  }
  return found;
}

}  // namespace kasvu::cli
