#include <algorithm>
#include <map>
#include <utility>

#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/places.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::Event;

// The enrolments that have not ended, by person.
std::map<std::string, uint32_t> EnrolledPersons(const View& view) {
  std::map<std::string, uint32_t> enrolled;
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    if (enrolment.stage() == storage::v1::ENROLMENT_STAGE_ENDED) continue;
    enrolled.emplace(enrolment.person(), ordinal);
  }
  return enrolled;
}

// The track somebody takes: the one given, or the only one there is.
absl::StatusOr<std::string> TrackOf(const View& view, const NewEnrolment& enrolment) {
  const auto& tracks = view.program.spec().people().tracks();
  std::vector<std::string> known = KeysIn(tracks);
  if (enrolment.track.empty() && known.size() <= 1) return known.empty() ? "" : known.front();
  if (tracks.count(enrolment.track) > 0) return enrolment.track;
  return TrackUnknown(enrolment.track, known);
}

Event Applied(const View& view, const NewEnrolment& enrolment, uint32_t ordinal,
              const std::string& track) {
  Event event = EventOf(EnrolmentOf(ordinal), view.now);
  storage::v1::EnrolmentApplied& applied = *event.mutable_enrolment_applied();
  applied.set_person(enrolment.person);
  applied.set_company(enrolment.company);
  applied.set_track(track);
  applied.set_template_(view.image.cohort.template_());
  applied.set_digest(view.image.cohort.digest());
  return event;
}

// Nobody is enrolled when one was refused; those who were enrolled before are found all the same.
Decision AllRefused(std::vector<ItemResult> results) {
  const auto first = std::find_if(results.begin(), results.end(), [](const ItemResult& result) {
    return result.outcome == ItemResult::kRefused;
  });
  const int number = static_cast<int>(first - results.begin()) + 1;
  for (ItemResult& result : results) {
    if (result.outcome != ItemResult::kCreated) continue;
    result = {ItemResult::kRefused, 0, OthersRefused(number)};
  }
  return {{}, std::move(results)};
}

// Everyone who applied, or those named, each once and in the order of their enrolling.
std::set<uint32_t> WhomToAccept(const View& view, const AcceptEnrolments& command) {
  std::set<uint32_t> chosen(command.enrolments.begin(), command.enrolments.end());
  if (!chosen.empty()) return chosen;
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    if (enrolment.stage() == storage::v1::ENROLMENT_STAGE_APPLIED) chosen.insert(ordinal);
  }
  return chosen;
}

}  // namespace

Decided DecideOn(const View& view, const CreateEnrolments& command, const Doer&) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  std::map<std::string, uint32_t> enrolled = EnrolledPersons(view);
  const absl::Status place = PlaceFor(view, 1);
  Decision decision;
  Event ordinals = EventOf(TheCohort(), view.now);
  uint32_t ordinal = view.image.cohort.enrolments();
  std::vector<Event> applications;
  bool refused = false;
  for (const NewEnrolment& enrolment : command.enrolments) {
    if (const auto found = enrolled.find(enrolment.person); found != enrolled.end()) {
      decision.results.push_back({ItemResult::kFound, found->second, absl::OkStatus()});
      continue;
    }
    const absl::StatusOr<std::string> track = TrackOf(view, enrolment);
    if (const absl::Status refusal = track.ok() ? place : track.status(); !refusal.ok()) {
      decision.results.push_back({ItemResult::kRefused, 0, refusal});
      refused = true;
      continue;
    }
    applications.push_back(Applied(view, enrolment, ++ordinal, *track));
    decision.results.push_back({ItemResult::kCreated, ordinal, absl::OkStatus()});
    enrolled[enrolment.person] = ordinal;
  }
  if (refused && command.all_or_nothing) return AllRefused(std::move(decision.results));
  if (applications.empty()) return decision;
  ordinals.mutable_ordinals_given()->set_enrolments(ordinal - view.image.cohort.enrolments());
  decision.events.push_back(std::move(ordinals));
  for (Event& application : applications) decision.events.push_back(std::move(application));
  return decision;
}

Decided DecideOn(const View& view, const AcceptEnrolments& command, const Doer&) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  Decision decision;
  const std::set<uint32_t> chosen = WhomToAccept(view, command);
  for (const uint32_t ordinal : chosen) {
    KASVU_ASSIGN_OR_RETURN(const EnrolmentState* enrolment, EnrolmentIn(view, ordinal));
    // Out of its end an enrolment comes by returning.
    if (enrolment->stage() != storage::v1::ENROLMENT_STAGE_APPLIED &&
        enrolment->stage() != storage::v1::ENROLMENT_STAGE_WAITLISTED) {
      return WrongState(*enrolment, {storage::v1::ENROLMENT_STAGE_APPLIED,
                                     storage::v1::ENROLMENT_STAGE_WAITLISTED});
    }
    Event event = EventOf(EnrolmentOf(ordinal), view.now);
    event.mutable_enrolment_accepted();
    decision.events.push_back(std::move(event));
  }
  KASVU_RETURN_IF_ERROR(PlaceFor(view, static_cast<int>(chosen.size())));
  return decision;
}

}  // namespace kasvu::workflows
