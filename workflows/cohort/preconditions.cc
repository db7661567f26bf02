#include "workflows/cohort/preconditions.h"

#include "workflows/cohort/errors.h"

namespace kasvu::workflows {
namespace {

constexpr absl::Duration kEarliestBeforeCreation = absl::Hours(24 * 366);

}  // namespace

bool IsOver(const storage::v1::CohortState& cohort) {
  return cohort.stage() == storage::v1::COHORT_STAGE_AFTERCARE ||
         cohort.stage() == storage::v1::COHORT_STAGE_CLOSED ||
         cohort.stage() == storage::v1::COHORT_STAGE_CANCELLED;
}

absl::Status GoesOn(const View& view) {
  return IsOver(view.image.cohort) ? CohortOver(view.image.cohort) : absl::OkStatus();
}

absl::StatusOr<const storage::v1::EnrolmentState*> EnrolmentIn(const View& view, uint32_t ordinal) {
  const auto found = view.image.enrolments.find(ordinal);
  if (found == view.image.enrolments.end()) return EnrolmentNotFound(ordinal);
  return &found->second;
}

absl::StatusOr<const storage::v1::GroupState*> GroupIn(const View& view, uint32_t ordinal) {
  const auto found = view.image.groups.find(ordinal);
  if (found == view.image.groups.end()) return GroupNotFound(ordinal);
  return &found->second;
}

absl::StatusOr<absl::Time> OccurredAt(const View& view, const std::optional<absl::Time>& occurred) {
  if (!occurred.has_value()) return view.now;
  if (*occurred > view.now) return OccurredInFuture(*occurred, view.now);
  const absl::Time earliest =
      absl::FromUnixMicros(view.image.cohort.created_at()) - kEarliestBeforeCreation;
  if (*occurred < earliest) return OccurredTooEarly(*occurred, earliest);
  return *occurred;
}

bool Coordinates(const Doer& doer) { return doer.is_operator || doer.roles.count("coordinator"); }

storage::v1::Event EventOf(OwnerRef owner, absl::Time occurred) {
  storage::v1::Event event;
  event.set_owner(owner.owner);
  event.set_ordinal(owner.ordinal);
  event.set_occurred_at(absl::ToUnixMicros(occurred));
  return event;
}

OwnerRef TheCohort() { return {storage::v1::OWNER_COHORT, 0}; }
OwnerRef GroupOf(uint32_t ordinal) { return {storage::v1::OWNER_GROUP, ordinal}; }
OwnerRef LinkOf(uint32_t ordinal) { return {storage::v1::OWNER_LINK, ordinal}; }
OwnerRef EnrolmentOf(uint32_t ordinal) { return {storage::v1::OWNER_ENROLMENT, ordinal}; }

}  // namespace kasvu::workflows
