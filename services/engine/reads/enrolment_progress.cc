#include "services/engine/reads/enrolment_progress.h"

#include <algorithm>

#include "services/engine/reads/public_messages.h"
#include "services/engine/reads/public_names.h"
#include "services/engine/reads/step_progress.h"
#include "workflows/cohort/ends.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::engine {
namespace {

using storage::v1::EnrolmentState;
using workflows::Evaluation;
using workflows::OwnerRef;
using workflows::SlotsOf;
using workflows::SlotView;
using workflows::View;

// Whether somebody did something about it that is over, not only that its date passed unnoticed.
bool IsRecorded(const SlotView& slot) {
  return slot.record != nullptr && workflows::IsSettled(slot.record->state());
}

void AddLink(Evaluation& evaluation, uint32_t link, bool live, std::vector<SlotView>& slots) {
  if (!evaluation.view().image.links.contains(link)) return;
  for (SlotView& slot : SlotsOf(evaluation, OwnerRef{storage::v1::OWNER_LINK, link})) {
    if (live || IsRecorded(slot)) slots.push_back(std::move(slot));
  }
}

template <class State>
void AddEarlierOf(const View& view, OwnerRef owner, const State& state,
                  kasvu::v1::EnrolmentProgress& progress) {
  for (const storage::v1::EarlierCredit& credit : state.earlier()) {
    if (credit.record().state() != storage::v1::STEP_STATE_DONE) continue;
    kasvu::v1::EarlierCredit& shown = *progress.add_earlier_credits();
    shown.set_owner(OwnerName(view.image.cohort.id(), owner));
    shown.set_step(credit.record().key());
    shown.set_state(PublicState(credit.record().state()));
    shown.set_template_(credit.template_().empty() ? view.image.cohort.template_()
                                                   : credit.template_());
    *shown.mutable_occur_time() = PublicTime(credit.record().occurred_at());
  }
}

// What was done on an earlier version: by herself, in her links, by her group and the cohort.
void AddEarlier(const View& view, uint32_t enrolment, kasvu::v1::EnrolmentProgress& progress) {
  const workflows::CohortImage& image = view.image;
  const EnrolmentState& state = image.enrolments.at(enrolment);
  AddEarlierOf(view, {storage::v1::OWNER_ENROLMENT, enrolment}, state, progress);
  for (const storage::v1::LinkRef& ref : state.links()) {
    const auto link = image.links.find(ref.ordinal());
    if (link == image.links.end()) continue;
    AddEarlierOf(view, {storage::v1::OWNER_LINK, ref.ordinal()}, link->second, progress);
  }
  if (const auto group = image.groups.find(state.group()); group != image.groups.end()) {
    AddEarlierOf(view, {storage::v1::OWNER_GROUP, group->first}, group->second, progress);
  }
  AddEarlierOf(view, {storage::v1::OWNER_COHORT, 0}, image.cohort, progress);
}

}  // namespace

std::vector<SlotView> SlotsAround(Evaluation& evaluation, uint32_t enrolment) {
  const workflows::CohortImage& image = evaluation.view().image;
  const EnrolmentState& state = image.enrolments.at(enrolment);
  std::vector<SlotView> slots =
      SlotsOf(evaluation, OwnerRef{storage::v1::OWNER_ENROLMENT, enrolment});
  for (const storage::v1::LinkRef& link : state.links()) {
    AddLink(evaluation, link.ordinal(), link.live(), slots);
  }
  if (image.groups.contains(state.group())) {
    for (SlotView& slot : SlotsOf(evaluation, OwnerRef{storage::v1::OWNER_GROUP, state.group()})) {
      slots.push_back(std::move(slot));
    }
  }
  for (SlotView& slot : SlotsOf(evaluation, OwnerRef{storage::v1::OWNER_COHORT, 0})) {
    slots.push_back(std::move(slot));
  }
  // In the order of her own version, whichever governs the others.
  const workflows::Program& program =
      workflows::Governing(evaluation.view(), OwnerRef{storage::v1::OWNER_ENROLMENT, enrolment});
  const auto place = [&](const SlotView& slot) {
    return &program == &evaluation.view().program ? slot.step
                                                  : program.FindStep(slot.step->step->id());
  };
  std::stable_sort(slots.begin(), slots.end(), [&](const SlotView& one, const SlotView& other) {
    return std::less<>()(place(one), place(other));
  });
  return slots;
}

Tally TallyOf(const std::vector<SlotView>& slots) {
  Tally tally;
  for (const SlotView& slot : slots) {
    if (slot.optional || slot.step->up_to) continue;
    if (slot.state == storage::v1::STEP_STATE_NOT_APPLICABLE) continue;
    if (slot.state == storage::v1::STEP_STATE_WAIVED) continue;
    ++tally.required;
    if (slot.state == storage::v1::STEP_STATE_DONE) ++tally.done;
  }
  return tally;
}

kasvu::v1::EnrolmentProgress ProgressOf(const View& view, uint32_t enrolment) {
  Evaluation evaluation(view);
  const std::vector<SlotView> slots = SlotsAround(evaluation, enrolment);
  kasvu::v1::EnrolmentProgress progress;
  *progress.mutable_enrolment() =
      PublicEnrolment(view.image.cohort, view.image.enrolments.at(enrolment));
  for (const SlotView& slot : slots) *progress.add_steps() = PublicStep(view, slot, enrolment);
  AddEarlier(view, enrolment, progress);
  const Tally tally = TallyOf(slots);
  progress.set_done(tally.done);
  progress.set_required(tally.required);
  progress.set_engaged(workflows::IsEngaged(view, enrolment));
  for (const workflows::RequirementView& requirement : workflows::RequirementsOf(view, enrolment)) {
    kasvu::v1::Requirement& shown = *progress.add_requirements();
    shown.set_end(requirement.end);
    shown.set_id(requirement.id);
    shown.set_holds(requirement.holds);
  }
  return progress;
}

}  // namespace kasvu::engine
