#include <algorithm>

#include "workflows/cohort/apply.h"
#include "workflows/cohort/apply_links.h"
#include "workflows/cohort/apply_migrated.h"
#include "workflows/cohort/apply_step.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::GroupState;
using storage::v1::Occurrence;

// The occurrence of `key`, its sequence raised, or null.
Occurrence* Change(GroupState& group, const std::string& key) {
  for (Occurrence& occurrence : *group.mutable_occurrences()) {
    if (occurrence.key() != key) continue;
    occurrence.set_sequence(occurrence.sequence() + 1);
    return &occurrence;
  }
  return nullptr;
}

void Plan(GroupState& group, const Occurrence& planned) {
  Occurrence* occurrence = Change(group, planned.key());
  if (occurrence == nullptr) {
    *group.add_occurrences() = planned;
    return;
  }
  const uint32_t sequence = occurrence->sequence();
  *occurrence = planned;
  occurrence->set_sequence(sequence);
}

void Move(const storage::v1::SessionMoved& moved, Occurrence& occurrence) {
  if (moved.starts_at() != 0) {
    occurrence.set_starts_at(moved.starts_at());
    occurrence.set_ends_at(moved.ends_at());
    occurrence.set_state(storage::v1::OCCURRENCE_STATE_PLANNED);
    occurrence.clear_held_at();
  }
  if (moved.mode() != kasvu::v1::MODE_UNSPECIFIED) occurrence.set_mode(moved.mode());
  if (!moved.topic().empty()) occurrence.set_topic(moved.topic());
}

void Hold(const Event& event, Occurrence& occurrence) {
  occurrence.set_state(storage::v1::OCCURRENCE_STATE_HELD);
  occurrence.set_held_at(event.occurred_at());
  occurrence.set_present(event.session_held().present());
  occurrence.set_absent(event.session_held().absent());
}

void ApplyToOccurrence(const Event& event, GroupState& group) {
  if (event.has_session_moved()) {
    if (auto* moved = Change(group, event.session_moved().key())) {
      Move(event.session_moved(), *moved);
    }
  } else if (event.has_session_cancelled()) {
    if (auto* cancelled = Change(group, event.session_cancelled().key())) {
      cancelled->set_state(storage::v1::OCCURRENCE_STATE_CANCELLED);
      cancelled->set_held_at(event.occurred_at());  // that it will not be has happened, too
    }
  } else if (auto* held = Change(group, event.session_held().key())) {
    Hold(event, *held);
  }
}

void Remove(uint32_t enrolment, GroupState& group) {
  auto& members = *group.mutable_members();
  members.erase(std::remove(members.begin(), members.end(), enrolment), members.end());
}

}  // namespace

void Apply(GroupState& group, const Event& event) {
  switch (event.kind_case()) {
    case Event::kGroupFormed:
      group.set_ordinal(event.ordinal());
      group.set_title(event.group_formed().title());
      return group.set_formed_at(event.occurred_at());
    case Event::kMemberAdded:
      Remove(event.member_added().enrolment(), group);
      return group.add_members(event.member_added().enrolment());
    case Event::kMemberRemoved:
      return Remove(event.member_removed().enrolment(), group);
    case Event::kSessionsPlanned:
      for (const auto& planned : event.sessions_planned().occurrences()) Plan(group, planned);
      return;
    case Event::kSessionMoved:
    case Event::kSessionCancelled:
    case Event::kSessionHeld:
      return ApplyToOccurrence(event, group);
    case Event::kLinkAttached:
    case Event::kLinkDetached:
      return ApplyToLinks(event, *group.mutable_links());
    case Event::kAggregateChanged:
      return ApplyAggregate(event.aggregate_changed(), *group.mutable_aggregates());
    case Event::kMigrated:
      return ApplyMigrated(
          event, group,
          {.links = group.mutable_links(), .occurrences = group.mutable_occurrences()});
    default:
      return ApplyToSteps(event, *group.mutable_steps(), *group.mutable_facts());
  }
}

}  // namespace kasvu::workflows
