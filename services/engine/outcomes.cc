#include "services/engine/outcomes.h"

#include "services/engine/errors.h"
#include "services/engine/reads/public_messages.h"
#include "services/engine/reads/public_names.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::engine {

kasvu::v1::Cohort CohortIn(const Outcome& outcome) {
  return PublicCohort(outcome.view.image.cohort, outcome.position);
}

absl::Status ShowEnrolment(const Outcome& outcome, uint32_t ordinal,
                           kasvu::v1::Enrolment& response) {
  const auto& image = outcome.view.image;
  const auto found = image.enrolments.find(ordinal);
  if (found == image.enrolments.end()) {
    return EnrolmentNotFound(EnrolmentName(outcome.cohort, ordinal));
  }
  response = PublicEnrolment(image.cohort, found->second);
  return absl::OkStatus();
}

absl::Status ShowGroup(const Outcome& outcome, uint32_t ordinal, kasvu::v1::Group& response) {
  const auto& image = outcome.view.image;
  const auto found = image.groups.find(ordinal);
  if (found == image.groups.end()) return GroupNotFound(GroupName(outcome.cohort, ordinal));
  response = PublicGroup(workflows::Governing(outcome.view, workflows::GroupOf(ordinal)).index(),
                         image.cohort, found->second);
  return absl::OkStatus();
}

absl::Status ShowLink(const Outcome& outcome, uint32_t ordinal, kasvu::v1::LinkBinding& response) {
  const auto& image = outcome.view.image;
  const auto found = image.links.find(ordinal);
  if (found == image.links.end()) return LinkNotFound(LinkName(outcome.cohort, ordinal));
  response = PublicLink(image.cohort, found->second);
  return absl::OkStatus();
}

std::vector<uint32_t> OwnersOf(const Outcome& outcome, kasvu::storage::v1::Event::KindCase kind) {
  std::vector<uint32_t> owners;
  if (outcome.record == nullptr) return owners;
  for (const auto& event : outcome.record->events()) {
    if (event.kind_case() == kind) owners.push_back(event.ordinal());
  }
  return owners;
}

}  // namespace kasvu::engine
