// A whole cohort in memory, and how it comes out of its history.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "absl/types/span.h"
#include "kasvu/storage/v1/event.pb.h"
#include "kasvu/storage/v1/state.pb.h"

namespace kasvu::workflows {

// The states under one cohort, by ordinal. May hold only those that a command needs.
struct CohortImage {
  storage::v1::CohortState cohort;
  std::map<uint32_t, storage::v1::GroupState> groups;
  std::map<uint32_t, storage::v1::LinkState> links;
  std::map<uint32_t, storage::v1::EnrolmentState> enrolments;
};

// Applies `event` to the state it belongs to, which comes into being with its first event.
void Apply(CohortImage& image, const storage::v1::Event& event);

// The image that `events`, in the order of their history, lead to.
CohortImage Replay(absl::Span<const storage::v1::Event> events);

}  // namespace kasvu::workflows
