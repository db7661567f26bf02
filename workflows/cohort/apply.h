// What an event does to the state it belongs to. Total: an event that does not belong to the kind
// of state, or names what is not there, changes nothing; no template, clock or other state is
// read. So a state is the fold of its events, on every machine and for all time.
#pragma once

#include "kasvu/storage/v1/event.pb.h"
#include "kasvu/storage/v1/state.pb.h"

namespace kasvu::workflows {

void Apply(storage::v1::CohortState& cohort, const storage::v1::Event& event);
void Apply(storage::v1::GroupState& group, const storage::v1::Event& event);
void Apply(storage::v1::LinkState& link, const storage::v1::Event& event);
void Apply(storage::v1::EnrolmentState& enrolment, const storage::v1::Event& event);

}  // namespace kasvu::workflows
