// Responses from outcomes: the same for the first answer and for a repeated request.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "services/engine/order.h"

namespace kasvu::engine {

kasvu::v1::Cohort CohortIn(const Outcome& outcome);
// ENROLMENT_NOT_FOUND, GROUP_NOT_FOUND and LINK_NOT_FOUND for what is not in the image.
absl::Status ShowEnrolment(const Outcome& outcome, uint32_t ordinal,
                           kasvu::v1::Enrolment& response);
absl::Status ShowGroup(const Outcome& outcome, uint32_t ordinal, kasvu::v1::Group& response);
absl::Status ShowLink(const Outcome& outcome, uint32_t ordinal, kasvu::v1::LinkBinding& response);

// The owners of the events of one kind in the outcome's record, in order: the groups that were
// formed, the links that were made.
std::vector<uint32_t> OwnersOf(const Outcome& outcome, kasvu::storage::v1::Event::KindCase kind);

}  // namespace kasvu::engine
