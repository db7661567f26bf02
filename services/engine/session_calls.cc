// The calls of ProgressService on the sessions of a group.

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "errors/error.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/outcomes.h"
#include "services/engine/progress_server.h"
#include "services/engine/reads/public_messages.h"
#include "services/engine/texts.h"
#include "services/engine/times.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Event;
using kasvu::storage::v1::OWNER_ENROLMENT;
using kasvu::storage::v1::OWNER_GROUP;

absl::Status AnswerAttendance(const kasvu::v1::RecordAttendanceRequest& request,
                              const Outcome& outcome,
                              kasvu::v1::RecordAttendanceResponse& response) {
  const auto& image = outcome.view.image;
  const auto group =
      image.groups.find(OrdinalIn(request.group(), outcome.cohort, OWNER_GROUP).value_or(0));
  if (group == image.groups.end()) return GroupNotFound(request.group());
  const workflows::Program& program =
      workflows::Governing(outcome.view, workflows::GroupOf(group->first));
  for (const auto& occurrence : group->second.occurrences()) {
    if (occurrence.key() != request.step()) continue;
    *response.mutable_session() = PublicSession(program.index(), occurrence);
  }
  for (const uint32_t ended : OwnersOf(outcome, Event::kEnrolmentEnded)) {
    response.add_ended(EnrolmentName(outcome.cohort, ended));
  }
  response.set_position(outcome.record != nullptr ? outcome.record->position() : outcome.position);
  return absl::OkStatus();
}

template <class Request>
absl::Status AnswerGroup(const Request& request, const Outcome& outcome,
                         kasvu::v1::Group& response) {
  const auto ordinal = OrdinalIn(request.group(), outcome.cohort, OWNER_GROUP);
  return ShowGroup(outcome, ordinal.value_or(0), response);
}

template <class Names>
absl::StatusOr<std::set<uint32_t>> OrdinalsOf(const Names& names, const std::string& cohort) {
  std::set<uint32_t> ordinals;
  for (const std::string& name : names) {
    const auto ordinal = OrdinalIn(name, cohort, OWNER_ENROLMENT);
    if (!ordinal) return EnrolmentNotFound(name);
    ordinals.insert(*ordinal);
  }
  return ordinals;
}

}  // namespace

void ProgressServer::BindSessions() {
  Commands("RecordAttendance", &ProgressServer::RecordAttendance, AnswerAttendance);
  Commands("MoveSession", &ProgressServer::MoveSession, AnswerGroup<kasvu::v1::MoveSessionRequest>);
  Commands("CancelSession", &ProgressServer::CancelSession,
           AnswerGroup<kasvu::v1::CancelSessionRequest>);
}

absl::StatusOr<Instruction> ProgressServer::RecordAttendance(
    const Call& call, const kasvu::v1::RecordAttendanceRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.group(), OWNER_GROUP));
  const workflows::Doer& doer = place.access.doer();
  workflows::RecordAttendance command;
  command.group = place.owner.ordinal;
  command.key = request.step();
  KASVU_ASSIGN_OR_RETURN(command.absent, OrdinalsOf(request.absent(), place.cohort));
  if (request.present_size() > 0) {
    if (request.absent_size() > 0) {
      return InvalidFields({{"present", "must not be given together with absent"}});
    }
    KASVU_ASSIGN_OR_RETURN(command.present, OrdinalsOf(request.present(), place.cohort));
  }
  KASVU_ASSIGN_OR_RETURN(command.occurred, OccurredOf(request));
  LateSeal seal;
  if (!request.note().empty()) {
    Words words{.subject = GroupName(place.cohort, place.owner.ordinal),
                .content = {},
                .visibility = kasvu::v1::NOTE_VISIBILITY_SHARED,
                .writer = doer.person};
    words.content.set_note(request.note());
    command.note = Unsealed(words);
    seal = [&vault = engine().vault(), words = std::move(words)](const auto&) {
      return SealText(vault, words);
    };
  }
  return Instruction{place.cohort, std::move(command), doer, false, std::move(seal)};
}

absl::StatusOr<Instruction> ProgressServer::MoveSession(
    const Call& call, const kasvu::v1::MoveSessionRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.group(), OWNER_GROUP));
  workflows::MoveSession command{.group = place.owner.ordinal,
                                 .key = request.step(),
                                 .starts = std::nullopt,
                                 .mode = request.mode(),
                                 .topic = request.topic()};
  if (request.has_start_time()) {
    KASVU_ASSIGN_OR_RETURN(command.starts, TimeIn(request.start_time(), "start_time"));
  }
  return Instruction{place.cohort, std::move(command), place.access.doer()};
}

absl::StatusOr<Instruction> ProgressServer::CancelSession(
    const Call& call, const kasvu::v1::CancelSessionRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.group(), OWNER_GROUP));
  return Instruction{
      place.cohort, workflows::CancelSession{place.owner.ordinal, request.step(), request.reason()},
      place.access.doer()};
}

}  // namespace kasvu::engine
