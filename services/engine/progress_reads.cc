#include "services/engine/progress_reads.h"

#include <memory>
#include <optional>
#include <vector>

#include "errors/error.h"
#include "services/common/errors.h"
#include "services/engine/access.h"
#include "services/engine/cohort_access.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/reads/cohort_progress.h"
#include "services/engine/reads/enrolment_progress.h"
#include "services/engine/work_lists.h"

namespace kasvu::engine {

using services::Call;

absl::Status ProgressReads::GetProgress(const Call& call,
                                        const kasvu::v1::GetProgressRequest& request,
                                        kasvu::v1::EnrolmentProgress& response) const {
  const std::optional<OwnerPlace> place = ParseOwner(request.name());
  if (!place || place->owner.owner != storage::v1::OWNER_ENROLMENT) {
    return EnrolmentNotFound(request.name());
  }
  const std::unique_ptr<storage::Snapshot> snapshot = store_.TakeSnapshot();
  const uint32_t ordinal = place->owner.ordinal;
  absl::StatusOr<LoadedCohort> loaded =
      LoadEnrolment(*snapshot, programs_, place->cohort, ordinal, call.now);
  const absl::Status told = AsTold(loaded.status(), *snapshot, mandates_, call, place->cohort);
  if (absl::IsNotFound(told)) return EnrolmentNotFound(request.name());
  KASVU_RETURN_IF_ERROR(told);
  const CohortAccess access = AccessTo(loaded->image.cohort, call.actor, mandates_, call.today);
  if (!SightOf(loaded->image, access).SeesEnrolment(ordinal)) {
    return EnrolmentNotFound(request.name());
  }
  response = ProgressOf(loaded->At(call.now), ordinal);
  return absl::OkStatus();
}

absl::Status ProgressReads::GetCohortProgress(const Call& call,
                                              const kasvu::v1::GetCohortProgressRequest& request,
                                              kasvu::v1::CohortProgress& response) const {
  const std::unique_ptr<storage::Snapshot> snapshot = store_.TakeSnapshot();
  const std::string cohort = CohortIdOf(request.cohort());
  const auto found = whole_cohorts_.Get(*snapshot, cohort, call.now);
  if (absl::IsNotFound(found.status())) return CohortNotFound(request.cohort());
  KASVU_RETURN_IF_ERROR(AsTold(found.status(), *snapshot, mandates_, call, cohort));
  const LoadedCohort* loaded = found->get();
  const CohortAccess access = AccessTo(loaded->image.cohort, call.actor, mandates_, call.today);
  const Sight sight = SightOf(loaded->image, access);
  if (!sight.Anything()) return CohortNotFound(request.cohort());
  if (!sight.Others()) return services::NotAllowed(call.method->name());
  KASVU_ASSIGN_OR_RETURN(
      response, CohortProgressPage(request, loaded->At(call.now), sight, loaded->head.position()));
  return absl::OkStatus();
}

absl::Status ProgressReads::ListWorkItems(const Call& call,
                                          const kasvu::v1::ListWorkItemsRequest& request,
                                          kasvu::v1::ListWorkItemsResponse& response) const {
  if (call.actor.is_operator() && request.person().empty() && request.cohort().empty()) {
    return InvalidFields({{"person", "has to be given, or a cohort: the operator has no work"}});
  }
  const std::string cohort = CohortIdOf(request.cohort());
  if (cohort.empty() && !request.cohort().empty()) return CohortNotFound(request.cohort());
  KASVU_ASSIGN_OR_RETURN(const WorkPage page, ReadWorkPage(request, call.now));
  const std::unique_ptr<storage::Snapshot> snapshot = store_.TakeSnapshot();
  const WorkSource source{*snapshot, programs_, live_cohorts_, mandates_, standings_, call, page};
  const std::string person = request.person().empty() ? call.actor.person() : request.person();
  auto work = request.person().empty() && !cohort.empty() ? CohortWork(source, cohort)
                                                          : PersonWork(source, person, cohort);
  KASVU_RETURN_IF_ERROR(AsTold(work.status(), *snapshot, mandates_, call, cohort));
  response = AnswerWorkPage(request, page, *std::move(work));
  return absl::OkStatus();
}

}  // namespace kasvu::engine
