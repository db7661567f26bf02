#include "services/engine/remembered.h"

#include "errors/error.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "services/engine/reads/public_names.h"

namespace kasvu::engine {

std::string RememberedResults(const std::string& cohort,
                              const std::vector<workflows::ItemResult>& results) {
  using kasvu::v1::EnrolmentResult;
  kasvu::v1::CreateEnrolmentsResponse response;
  for (const workflows::ItemResult& result : results) {
    EnrolmentResult& item = *response.add_results();
    switch (result.outcome) {
      case workflows::ItemResult::kCreated:
        item.set_outcome(EnrolmentResult::OUTCOME_CREATED);
        break;
      case workflows::ItemResult::kFound:
        item.set_outcome(EnrolmentResult::OUTCOME_FOUND);
        break;
      case workflows::ItemResult::kRefused:
        item.set_outcome(EnrolmentResult::OUTCOME_REFUSED);
        item.set_reason(ReasonOf(result.refusal));
        item.set_message(std::string(result.refusal.message()));
        continue;
    }
    item.set_enrolment(EnrolmentName(cohort, result.enrolment));
  }
  return response.SerializeAsString();
}

}  // namespace kasvu::engine
