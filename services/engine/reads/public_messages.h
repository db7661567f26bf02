// The states under a cohort as the public API shows them. Only what is written here travels: no
// sealed content, no stored record.
#pragma once

#include <cstdint>

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "kasvu/storage/v1/state.pb.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "kasvu/v1/progress_service.pb.h"
#include "workflows/template/template_index.h"

namespace kasvu::engine {

// `microseconds` since 1970 UTC, as states keep instants. The callers below leave a field unset
// where the state says 0, not yet.
google::protobuf::Timestamp PublicTime(int64_t microseconds);
google::protobuf::Timestamp PublicTime(absl::Time time);

// `position` is that of the cohort's head now.
kasvu::v1::Cohort PublicCohort(const storage::v1::CohortState& cohort, uint64_t position);

// Sessions are titled by `index`, that of the version which the cohort is pinned to; by date, those
// without a date in the order of the plan at the end.
kasvu::v1::Group PublicGroup(const workflows::TemplateIndex& index,
                             const storage::v1::CohortState& cohort,
                             const storage::v1::GroupState& group);

kasvu::v1::SessionDate PublicSession(const workflows::TemplateIndex& index,
                                     const storage::v1::Occurrence& occurrence);

kasvu::v1::LinkBinding PublicLink(const storage::v1::CohortState& cohort,
                                  const storage::v1::LinkState& link);

kasvu::v1::Enrolment PublicEnrolment(const storage::v1::CohortState& cohort,
                                     const storage::v1::EnrolmentState& enrolment);

kasvu::v1::Cohort::Stage PublicStage(storage::v1::CohortStage stage);
kasvu::v1::Enrolment::Stage PublicStage(storage::v1::EnrolmentStage stage);
kasvu::v1::LinkBinding::Stage PublicStage(storage::v1::LinkStage stage);
kasvu::v1::SessionDate::State PublicState(storage::v1::OccurrenceState state);
kasvu::v1::State PublicState(storage::v1::StepState state);

}  // namespace kasvu::engine
