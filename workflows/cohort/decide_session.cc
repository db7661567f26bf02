#include <utility>

#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/occurrences.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;
using storage::v1::GroupState;
using storage::v1::Occurrence;

// As long as it was, or as the version says when it had no date yet.
int64_t EndAt(const Program& program, const Occurrence& occurrence, int64_t starts_at) {
  const int64_t length = occurrence.ends_at() - occurrence.starts_at();
  if (length > 0) return starts_at + length;
  return starts_at + absl::ToInt64Microseconds(absl::Minutes(MinutesOf(program, occurrence.key())));
}

absl::Status KeepsOrder(const Program& program, const GroupState& group, const std::string& key,
                        int64_t starts_at) {
  const auto [before, after] = NeighboursOf(program, group, key);
  if (before != nullptr && starts_at < before->starts_at()) return SessionOrder(key, before->key());
  if (after != nullptr && starts_at > after->starts_at()) return SessionOrder(key, after->key());
  return absl::OkStatus();
}

}  // namespace

Decided DecideOn(const View& view, const MoveSession& command, const Doer&) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  KASVU_ASSIGN_OR_RETURN(const GroupState* group, GroupIn(view, command.group));
  KASVU_ASSIGN_OR_RETURN(const Occurrence* occurrence, OccurrenceIn(*group, command.key));
  if (occurrence->state() == storage::v1::OCCURRENCE_STATE_HELD) return SessionHeld(command.key);

  Event event = EventOf(GroupOf(command.group), view.now);
  storage::v1::SessionMoved& moved = *event.mutable_session_moved();
  moved.set_key(command.key);
  bool changes = false;
  const int64_t starts_at =
      command.starts.has_value() ? absl::ToUnixMicros(*command.starts) : occurrence->starts_at();
  const bool planned_anew =
      command.starts.has_value() && occurrence->state() != storage::v1::OCCURRENCE_STATE_PLANNED;
  if (starts_at != occurrence->starts_at() || planned_anew) {
    KASVU_RETURN_IF_ERROR(KeepsOrder(view.program, *group, command.key, starts_at));
    moved.set_starts_at(starts_at);
    moved.set_ends_at(EndAt(view.program, *occurrence, starts_at));
    changes = true;
  }
  if (command.mode != kasvu::v1::MODE_UNSPECIFIED && command.mode != occurrence->mode()) {
    moved.set_mode(command.mode);
    changes = true;
  }
  if (!command.topic.empty() && command.topic != occurrence->topic()) {
    moved.set_topic(command.topic);
    changes = true;
  }
  Decision decision;
  if (changes) decision.events.push_back(std::move(event));
  return decision;
}

Decided DecideOn(const View& view, const CancelSession& command, const Doer&) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  KASVU_ASSIGN_OR_RETURN(const GroupState* group, GroupIn(view, command.group));
  KASVU_ASSIGN_OR_RETURN(const Occurrence* occurrence, OccurrenceIn(*group, command.key));
  if (occurrence->state() == storage::v1::OCCURRENCE_STATE_HELD) return SessionHeld(command.key);
  Decision decision;
  if (occurrence->state() == storage::v1::OCCURRENCE_STATE_CANCELLED) return decision;
  Event event = EventOf(GroupOf(command.group), view.now);
  event.mutable_session_cancelled()->set_key(command.key);
  event.mutable_session_cancelled()->set_reason(command.reason);
  decision.events.push_back(std::move(event));
  return decision;
}

}  // namespace kasvu::workflows
