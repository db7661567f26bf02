// Who may see and do what under one cohort.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/common/call.h"
#include "services/common/mandates.h"
#include "services/engine/reads/sight.h"
#include "storage/kv.h"
#include "workflows/cohort/commands.h"
#include "workflows/cohort/view.h"

namespace kasvu::engine {

// What one actor is in one cohort at one moment.
class Access {
 public:
  // Everything, of whatever cohort.
  static Access OfOperator();
  // COHORT_NOT_FOUND when there is no such cohort, or none that the actor has anything to do with;
  // COHORT_PURGED of one that was purged for those with a mandate there.
  // For the operator nothing is read, and whatever she names may turn out not to be there.
  static absl::StatusOr<Access> Of(const storage::Reader& reader,
                                   const services::Mandates& mandates, const services::Call& call,
                                   const std::string& cohort);

  // The operator, or a coordinator of this cohort.
  bool coordinates() const { return doer_.is_operator || doer_.roles.count("coordinator") > 0; }
  const workflows::Doer& doer() const { return doer_; }
  const Sight& sight() const { return sight_; }

  // NOT_ALLOWED for who does not coordinate.
  absl::Status CheckCoordinates(const services::Call& call) const;
  // COHORT_NOT_FOUND, GROUP_NOT_FOUND, LINK_NOT_FOUND or ENROLMENT_NOT_FOUND for what does not
  // exist for the actor.
  absl::Status CheckSees(std::string_view cohort, workflows::OwnerRef owner) const;
  // The same for who wants to record work: a fellow does so on what she does not see otherwise.
  // What is hers to do there the core decides.
  absl::Status CheckActs(std::string_view cohort, workflows::OwnerRef owner) const;

 private:
  workflows::Doer doer_;
  Sight sight_;
};

// `status` as the actor of `call` may hear it: COHORT_PURGED of `cohort` only with a mandate there,
// otherwise COHORT_NOT_FOUND.
absl::Status AsTold(const absl::Status& status, const storage::Reader& reader,
                    const services::Mandates& mandates, const services::Call& call,
                    const std::string& cohort);

}  // namespace kasvu::engine
