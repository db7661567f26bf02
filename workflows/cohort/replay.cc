#include "workflows/cohort/replay.h"

#include "workflows/cohort/apply.h"

namespace kasvu::workflows {

void Apply(CohortImage& image, const storage::v1::Event& event) {
  switch (event.owner()) {
    case storage::v1::OWNER_COHORT:
      return Apply(image.cohort, event);
    case storage::v1::OWNER_GROUP:
      return Apply(image.groups[event.ordinal()], event);
    case storage::v1::OWNER_LINK:
      return Apply(image.links[event.ordinal()], event);
    case storage::v1::OWNER_ENROLMENT:
      return Apply(image.enrolments[event.ordinal()], event);
    default:  // an owner of a newer server: its events are not ours to read
      return;
  }
}

CohortImage Replay(absl::Span<const storage::v1::Event> events) {
  CohortImage image;
  for (const storage::v1::Event& event : events) Apply(image, event);
  return image;
}

}  // namespace kasvu::workflows
