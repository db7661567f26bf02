// The calls of ProgressService that record, waive and correct steps.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "errors/error.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/outcomes.h"
#include "services/engine/progress_server.h"
#include "services/engine/purged.h"
#include "services/engine/reads/step_progress.h"
#include "services/engine/tables.h"
#include "services/engine/texts.h"
#include "services/engine/work_reading.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/slots.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Event;
using kasvu::storage::v1::OWNER_COHORT;
using kasvu::storage::v1::OWNER_ENROLMENT;
using workflows::OwnerRef;

const std::string& KeyOf(const Event& event) {
  static const std::string kNone;
  switch (event.kind_case()) {
    case Event::kStepRecorded:
      return event.step_recorded().key();
    case Event::kStepSigned:
      return event.step_signed().key();
    case Event::kStepReturned:
      return event.step_returned().key();
    case Event::kStepWaived:
      return event.step_waived().key();
    case Event::kStepCorrected:
      return event.step_corrected().key();
    default:
      return kNone;
  }
}

// The slot that was written: of a step of which there may be several, the one that came into being.
std::string WrittenKey(const Outcome& outcome, OwnerRef owner, const std::string& asked) {
  if (outcome.record == nullptr) return asked;
  for (const Event& event : outcome.record->events()) {
    if (owner != OwnerRef{event.owner(), event.ordinal()}) continue;
    const std::string& key = KeyOf(event);
    if (key == asked || key.starts_with(asked + "/")) return key;
  }
  return asked;
}

absl::Status ShowStep(const Outcome& outcome, const std::string& name, const std::string& asked,
                      kasvu::v1::StepProgress& response) {
  const std::optional<OwnerPlace> place = ParseOwner(name);
  if (!place) return CohortNotFound(name);
  const std::string key = WrittenKey(outcome, place->owner, asked);
  if (const auto slot = workflows::FindSlot(outcome.view, place->owner, key)) {
    response = PublicStep(outcome.view, *slot);
    return absl::OkStatus();
  }
  // A correction may have taken back the very slot.
  response.set_owner(name);
  response.set_step(key);
  return absl::OkStatus();
}

absl::Status AnswerWaived(const kasvu::v1::WaiveStepRequest& request, const Outcome& outcome,
                          kasvu::v1::StepProgress& response) {
  return ShowStep(outcome, request.owner(), request.step(), response);
}

absl::Status AnswerCorrected(const kasvu::v1::CorrectStepRequest& request, const Outcome& outcome,
                             kasvu::v1::StepProgress& response) {
  return ShowStep(outcome, request.work().owner(), request.work().step(), response);
}

bool IsEmpty(const kasvu::storage::v1::SealedContent& content) {
  return content.note().empty() && content.fields().empty() && content.answers().empty();
}

// Whose key seals the words of `writer` on a step of `owner`: those on an enrolment's are its
// person's, those on the cohort's go with whoever wrote them. Groups and links have keys of their
// own; so has the cohort for the operator's words.
std::string SubjectOf(const workflows::CohortImage& image, const std::string& cohort,
                      OwnerRef owner, const std::string& writer) {
  if (owner.owner == OWNER_ENROLMENT) return image.enrolments.at(owner.ordinal).person();
  if (owner.owner == OWNER_COHORT && !writer.empty()) return writer;
  return OwnerName(cohort, owner);
}

// Reads the group, link or enrolment at `place` into `image`, if it is there.
absl::Status ReadOwner(const storage::Reader& reader, const Place& place,
                       workflows::CohortImage& image) {
  const uint32_t ordinal = place.owner.ordinal;
  if (place.owner.owner == OWNER_ENROLMENT) {
    KASVU_ASSIGN_OR_RETURN(auto state, kEnrolmentTable.Find(reader, {place.cohort, ordinal}));
    if (state) image.enrolments[ordinal] = *std::move(state);
  } else if (place.owner.owner == kasvu::storage::v1::OWNER_GROUP) {
    KASVU_ASSIGN_OR_RETURN(auto state, kGroupTable.Find(reader, {place.cohort, ordinal}));
    if (state) image.groups[ordinal] = *std::move(state);
  } else if (place.owner.owner == kasvu::storage::v1::OWNER_LINK) {
    KASVU_ASSIGN_OR_RETURN(auto state, kLinkTable.Find(reader, {place.cohort, ordinal}));
    if (state) image.links[ordinal] = *std::move(state);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ProgressServer::AnswerRecorded(const kasvu::v1::RecordStepRequest& request,
                                            const Outcome& outcome,
                                            kasvu::v1::RecordStepResponse& response) {
  KASVU_RETURN_IF_ERROR(
      ShowStep(outcome, request.owner(), request.step(), *response.mutable_step()));
  response.set_position(outcome.record != nullptr ? outcome.record->position() : outcome.position);
  const auto enrolment = OrdinalIn(request.owner(), outcome.cohort, OWNER_ENROLMENT);
  if (!enrolment) return absl::OkStatus();
  return ShowEnrolment(outcome, *enrolment, *response.mutable_enrolment());
}

void ProgressServer::BindSteps() {
  Commands("RecordStep", &ProgressServer::RecordStep, AnswerRecorded);
  Commands("WaiveStep", &ProgressServer::WaiveStep, AnswerWaived);
  Commands("CorrectStep", &ProgressServer::CorrectStep, AnswerCorrected);
}

absl::StatusOr<std::shared_ptr<const workflows::Program>> ProgressServer::ProgramOf(
    const Place& place) {
  const auto snapshot = engine().store().TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(const auto cohort, kCohortTable.Find(*snapshot, {place.cohort}));
  if (!cohort) return NotThere(*snapshot, place.cohort);
  workflows::CohortImage image;
  image.cohort = *cohort;
  const uint32_t ordinal = place.owner.ordinal;
  // A cohort that never changed its version has but one.
  if (cohort->migrations_size() > 0 && ordinal != 0) {
    KASVU_RETURN_IF_ERROR(ReadOwner(*snapshot, place, image));
  }
  return engine().programs().Of(*cohort, workflows::PinOf(image, place.owner));
}

absl::StatusOr<ProgressServer::Written> ProgressServer::WorkAt(
    const Call& call, const Place& place, const kasvu::v1::RecordStepRequest& request) {
  // The common case needs nothing of the store.
  if (!MayHaveWords(request)) {
    KASVU_ASSIGN_OR_RETURN(ReadWork plain, ReadWorkOf(request, place.cohort, nullptr));
    plain.command.owner = place.owner;
    return Written{std::move(plain.command), {}};
  }
  KASVU_ASSIGN_OR_RETURN(const auto program, ProgramOf(place));
  KASVU_ASSIGN_OR_RETURN(ReadWork read, ReadWorkOf(request, place.cohort, program.get()));
  read.command.owner = place.owner;
  if (IsEmpty(read.content)) return Written{std::move(read.command), {}};

  Words words{.subject = {}, .content = std::move(read.content), .writer = call.actor.person()};
  const auto* step = program->FindStep(request.step());
  if (step != nullptr) words.visibility = step->step->notes();
  *read.command.work.mutable_sealed() = Unsealed(words);
  return Written{std::move(read.command),
                 [&vault = engine().vault(), cohort = place.cohort, owner = place.owner,
                  words = std::move(words)](const workflows::CohortImage& image) mutable {
                   words.subject = SubjectOf(image, cohort, owner, words.writer);
                   return SealText(vault, words);
                 }};
}

absl::StatusOr<Instruction> ProgressServer::RecordStep(
    const Call& call, const kasvu::v1::RecordStepRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, ReachToAct(call, request.owner()));
  KASVU_ASSIGN_OR_RETURN(Written written, WorkAt(call, place, request));
  return Instruction{place.cohort, std::move(written.command), place.access.doer(), false,
                     std::move(written.seal)};
}

absl::StatusOr<Instruction> ProgressServer::WaiveStep(const Call& call,
                                                      const kasvu::v1::WaiveStepRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, ReachAny(call, request.owner()));
  KASVU_RETURN_IF_ERROR(place.access.CheckCoordinates(call));
  return Instruction{place.cohort,
                     workflows::WaiveStep{place.owner, request.step(), request.reason()},
                     place.access.doer()};
}

absl::StatusOr<Instruction> ProgressServer::CorrectStep(
    const Call& call, const kasvu::v1::CorrectStepRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, ReachAny(call, request.work().owner()));
  KASVU_RETURN_IF_ERROR(place.access.CheckCoordinates(call));
  KASVU_ASSIGN_OR_RETURN(Written written, WorkAt(call, place, request.work()));
  return Instruction{
      place.cohort,
      workflows::CorrectStep{std::move(written.command), request.clear(), request.reason()},
      place.access.doer(), false, std::move(written.seal)};
}

}  // namespace kasvu::engine
