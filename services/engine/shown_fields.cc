#include "services/engine/shown_fields.h"

#include <initializer_list>

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Event;
using Fields = std::set<std::string_view>;

// The set of `fields`, made once for each kind.
template <Event::KindCase kKind>
const Fields& Shown(std::initializer_list<std::string_view> fields) {
  static const auto& shown = *new Fields(fields);
  return shown;
}

}  // namespace

// Of work never words, nor answers, nor the sums that tell a single one. There is no default: the
// compiler asks about every new event.
const Fields& ShownFields(Event::KindCase kind) {
  switch (kind) {
    case Event::KIND_NOT_SET:
      break;
    case Event::kCohortCreated:
      return Shown<Event::kCohortCreated>(
          {"cohort.id", "cohort.template", "cohort.digest", "cohort.title", "cohort.region",
           "cohort.owner", "cohort.project", "cohort.time_zone", "cohort.params",
           "cohort.start_date", "cohort.created_at", "cohort.stage"});
    case Event::kCohortStarted:
      return Shown<Event::kCohortStarted>({"by_hand"});
    case Event::kCohortRescheduled:
      return Shown<Event::kCohortRescheduled>({"start_date"});
    case Event::kCohortClosed:
      return Shown<Event::kCohortClosed>({"aftercare"});
    case Event::kCohortCancelled:
      return Shown<Event::kCohortCancelled>({"reason"});
    case Event::kAggregateChanged:
      return Shown<Event::kAggregateChanged>({"fact", "count_delta"});
    case Event::kOrdinalsGiven:
      return Shown<Event::kOrdinalsGiven>({"enrolments", "groups", "links"});
    case Event::kGroupFormed:
      return Shown<Event::kGroupFormed>({"title"});
    case Event::kMemberAdded:
      return Shown<Event::kMemberAdded>({"enrolment"});
    case Event::kMemberRemoved:
      return Shown<Event::kMemberRemoved>({"enrolment"});
    case Event::kSessionsPlanned:
      return Shown<Event::kSessionsPlanned>(
          {"occurrences.key", "occurrences.state", "occurrences.starts_at", "occurrences.ends_at",
           "occurrences.mode", "occurrences.sequence", "occurrences.topic"});
    case Event::kSessionMoved:
      return Shown<Event::kSessionMoved>({"key", "starts_at", "ends_at", "mode", "topic"});
    case Event::kSessionCancelled:
      return Shown<Event::kSessionCancelled>({"key", "reason"});
    case Event::kSessionHeld:
      return Shown<Event::kSessionHeld>({"key", "present", "absent"});
    case Event::kLinkMade:
      return Shown<Event::kLinkMade>({"link.ordinal", "link.link", "link.item", "link.group",
                                      "link.members.enrolment", "link.members.person",
                                      "link.members.subject", "link.members.consented_at"});
    case Event::kLinkBound:
      return Shown<Event::kLinkBound>({});
    case Event::kLinkEnded:
      return Shown<Event::kLinkEnded>({"reason"});
    case Event::kLinkAttached:
      return Shown<Event::kLinkAttached>(
          {"ref.link", "ref.item", "ref.ordinal", "ref.live", "ref.subject"});
    case Event::kLinkDetached:
      return Shown<Event::kLinkDetached>({"link"});
    case Event::kConsentGiven:
      return Shown<Event::kConsentGiven>({"enrolment", "person"});
    case Event::kLinkPaused:
      return Shown<Event::kLinkPaused>({});
    case Event::kLinkResumed:
      return Shown<Event::kLinkResumed>(
          {"moved.key", "moved.open_at", "moved.due_at", "moved.close_at"});
    case Event::kEnrolmentApplied:
      return Shown<Event::kEnrolmentApplied>({"person", "company", "track", "template", "digest"});
    case Event::kEnrolmentWaitlisted:
      return Shown<Event::kEnrolmentWaitlisted>({});
    case Event::kEnrolmentAccepted:
      return Shown<Event::kEnrolmentAccepted>({});
    case Event::kEnrolmentJoined:
      return Shown<Event::kEnrolmentJoined>({});
    case Event::kEnrolmentGrouped:
      return Shown<Event::kEnrolmentGrouped>({"group"});
    case Event::kEnrolmentPaused:
      return Shown<Event::kEnrolmentPaused>({"reason"});
    case Event::kEnrolmentResumed:
      return Shown<Event::kEnrolmentResumed>(
          {"moved.key", "moved.open_at", "moved.due_at", "moved.close_at"});
    case Event::kEnrolmentEnded:
      return Shown<Event::kEnrolmentEnded>({"end", "kind", "reason"});
    case Event::kEnrolmentReturned:
      return Shown<Event::kEnrolmentReturned>(
          {"away_from", "moved.key", "moved.open_at", "moved.due_at", "moved.close_at"});
    case Event::kStepRecorded:
      return Shown<Event::kStepRecorded>(
          {"key", "state", "via", "work.minutes", "work.mode", "work.with", "work.value",
           "work.decided", "work.date", "work.returned", "work.shared_with", "work.numbers",
           "work.fields", "work.started_at", "work.suggested", "work.topic"});
    case Event::kStepSigned:
      return Shown<Event::kStepSigned>({"key", "complete", "signature.person", "signature.role",
                                        "signature.at", "work.minutes", "work.mode", "work.with",
                                        "work.value", "work.decided", "work.date", "work.returned",
                                        "work.shared_with", "work.numbers", "work.fields",
                                        "work.started_at", "work.suggested", "work.topic"});
    case Event::kStepMissed:
      return Shown<Event::kStepMissed>({"key"});
    case Event::kStepWaived:
      return Shown<Event::kStepWaived>({"key", "reason"});
    case Event::kStepEscalated:
      return Shown<Event::kStepEscalated>({"key"});
    case Event::kStepCorrected:
      return Shown<Event::kStepCorrected>(
          {"key", "state", "reason", "work.minutes", "work.mode", "work.with", "work.value",
           "work.decided", "work.date", "work.returned", "work.shared_with", "work.numbers",
           "work.fields", "work.started_at", "work.suggested", "work.topic"});
    case Event::kStepMadeUp:
      return Shown<Event::kStepMadeUp>({"key", "by"});
    case Event::kStepRescheduled:
      return Shown<Event::kStepRescheduled>({"key", "open_at", "due_at", "close_at"});
    case Event::kFactWritten:
      return Shown<Event::kFactWritten>({"fact", "item", "value"});
    case Event::kMigrated:
      return Shown<Event::kMigrated>({"template", "digest", "reverts", "carried.removed",
                                      "carried.set_aside", "carried.taken_back"});
    case Event::kStepReturned:
      return Shown<Event::kStepReturned>({"key"});
  }
  return Shown<Event::KIND_NOT_SET>({});
}

}  // namespace kasvu::engine
