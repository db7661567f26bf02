#include "services/engine/reads/work_items.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "services/engine/reads/public_messages.h"
#include "services/engine/reads/public_names.h"
#include "services/engine/reads/public_titles.h"
#include "services/engine/reads/step_progress.h"
#include "services/engine/reads/work_consents.h"
#include "services/engine/reads/work_entry.h"
#include "services/engine/reads/work_roles.h"
#include "services/engine/reads/work_standing.h"
#include "workflows/cohort/applicants.h"
#include "workflows/cohort/evaluation.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/slots.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::StepProgress;
using kasvu::v1::WorkItem;
using storage::v1::EnrolmentState;
using storage::v1::GroupState;
using storage::v1::LinkState;
using storage::v1::Occurrence;
using workflows::Doer;
using workflows::OwnerRef;
using workflows::SlotView;
using workflows::View;

constexpr char kCoordinator[] = "coordinator";
constexpr char kMentor[] = "mentor";

bool HasApplied(storage::v1::EnrolmentStage stage) {
  return stage == storage::v1::ENROLMENT_STAGE_APPLIED ||
         stage == storage::v1::ENROLMENT_STAGE_WAITLISTED;
}

// A paused enrolment is not chased; of an ended one there may be aftercare, and of one that waits
// for acceptance what that is decided by.
bool IsAsked(const View& view, uint32_t enrolment) {
  const auto found = view.image.enrolments.find(enrolment);
  if (found == view.image.enrolments.end()) return false;
  switch (found->second.stage()) {
    case storage::v1::ENROLMENT_STAGE_ACCEPTED:
    case storage::v1::ENROLMENT_STAGE_ACTIVE:
    case storage::v1::ENROLMENT_STAGE_ENDED:
      return true;
    default:
      return false;
  }
}

// Nor a link whose steps stand still, or whose participants have all left.
bool IsAsked(const View& view, const LinkState& link) {
  if (link.stage() != storage::v1::LINK_STAGE_BOUND || link.paused_at() != 0) return false;
  for (const storage::v1::LinkMember& member : link.members()) {
    if (!member.subject() || !IsAsked(view, member.enrolment())) continue;
    if (view.image.enrolments.at(member.enrolment()).stage() !=
        storage::v1::ENROLMENT_STAGE_ENDED) {
      return true;
    }
  }
  return false;
}

bool IsGoingOn(storage::v1::CohortStage stage) {
  return stage == storage::v1::COHORT_STAGE_PLANNED ||
         stage == storage::v1::COHORT_STAGE_ENROLLING || stage == storage::v1::COHORT_STAGE_RUNNING;
}

using VisitSlot = std::function<void(const SlotView&)>;

// Every slot under the cohort that somebody may be asked for.
void ForEachSlot(const View& view, const VisitSlot& visit) {
  workflows::Evaluation evaluation(view);
  const auto visit_all = [&](const OwnerRef& owner) {
    for (const SlotView& slot : workflows::SlotsOf(evaluation, owner)) visit(slot);
  };
  const auto& steps = view.program.steps();
  const bool asks_applicants = std::any_of(steps.begin(), steps.end(), workflows::AsksApplicants);
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    const OwnerRef owner{storage::v1::OWNER_ENROLMENT, ordinal};
    if (IsAsked(view, ordinal)) visit_all(owner);
    if (!asks_applicants || !HasApplied(enrolment.stage())) continue;
    for (const SlotView& slot : workflows::SlotsOf(evaluation, owner)) {
      if (workflows::AsksApplicants(*slot.step)) visit(slot);
    }
  }
  for (const auto& [ordinal, link] : view.image.links) {
    if (IsAsked(view, link)) visit_all({storage::v1::OWNER_LINK, ordinal});
  }
  for (const auto& [ordinal, group] : view.image.groups) {
    visit_all({storage::v1::OWNER_GROUP, ordinal});
  }
  visit_all({storage::v1::OWNER_COHORT, 0});
}

WorkEntry EntryOf(const View& view, const SlotView& slot, uint32_t enrolment,
                  const std::string& role, const WorkStanding& standing) {
  return EntryOf(view, slot.owner, PublicStep(view, slot, enrolment), enrolment, role, standing);
}

// A session as the work of whoever leads the group.
StepProgress PublicSessionStep(const View& view, const OwnerRef& group,
                               const Occurrence& occurrence) {
  StepProgress shown;
  shown.set_owner(OwnerName(view.image.cohort.id(), group));
  shown.set_step(occurrence.key());
  const workflows::Program& program = workflows::Governing(view, group);
  *shown.mutable_title() = TitleOf(program.index(), occurrence.key());
  shown.set_kind("session");
  const workflows::ProgramStep* step = program.FindStep(occurrence.key());
  if (step != nullptr && step->phase != nullptr) shown.set_phase(step->phase->id());
  const bool begun = absl::FromUnixMicros(occurrence.starts_at()) <= view.now;
  shown.set_state(begun ? kasvu::v1::STATE_OPEN : kasvu::v1::STATE_PENDING);
  *shown.mutable_open_time() = PublicTime(occurrence.starts_at());
  *shown.mutable_due_time() = PublicTime(occurrence.starts_at());
  return shown;
}

void AddSessions(const View& view, const Sight& sight, const std::string& role,
                 absl::Duration ahead, std::vector<WorkEntry>& work) {
  if (!IsGoingOn(view.image.cohort.stage())) return;
  for (const auto& [ordinal, group] : view.image.groups) {
    if (!sight.SeesGroup(ordinal)) continue;
    const OwnerRef owner{storage::v1::OWNER_GROUP, ordinal};
    for (const Occurrence& occurrence : group.occurrences()) {
      const auto standing = StandingOf(occurrence, view.now, ahead);
      if (!standing) continue;
      StepProgress step = PublicSessionStep(view, owner, occurrence);
      step.set_overdue(standing->urgency == WorkItem::URGENCY_OVERDUE);
      work.push_back(EntryOf(view, owner, std::move(step), 0, role, *standing));
    }
  }
}

// Her part in one slot; her own session is nothing to do, only something to come to.
void AddOwn(const View& view, const SlotView& slot, const Doer& doer, absl::Duration ahead,
            std::vector<WorkEntry>& work) {
  auto standing = StandingOf(slot, view.now, ahead);
  if (!standing) return;
  const bool coordinates = doer.roles.contains(kCoordinator);
  if (coordinates && slot.escalated) {
    standing->urgency = WorkItem::URGENCY_ESCALATED;
    standing->reason = "escalated";
    work.push_back(EntryOf(view, slot, Concerned(view, slot.owner), kCoordinator, *standing));
    return;
  }
  if (slot.step->step->has_session() && standing->urgency != WorkItem::URGENCY_COMING) return;
  const std::optional<std::string> part = PartIn(view, slot, doer);
  if (!part) {
    // Whoever is late is the coordinator's to remind.
    if (coordinates && slot.overdue) {
      work.push_back(EntryOf(view, slot, Concerned(view, slot.owner), kCoordinator, *standing));
    }
    return;
  }
  if (const std::string_view ask = AskOf(slot, *part); !ask.empty()) standing->reason = ask;
  const uint32_t enrolment = *part == "self" ? OwnEnrolmentIn(view.image, slot.owner, doer.person)
                                             : Concerned(view, slot.owner);
  work.push_back(EntryOf(view, slot, enrolment, *part, *standing));
}

void AddAnyones(const View& view, const SlotView& slot, absl::Duration ahead,
                std::vector<WorkEntry>& work) {
  const kasvu::v1::Step& step = *slot.step->step;
  if (step.has_session()) return;
  auto standing = StandingOf(slot, view.now, ahead);
  if (!standing) return;
  // What may be done or left is no coordinator's business before it is late.
  if ((step.optional() || slot.step->up_to) && !slot.overdue) return;
  std::string part = NextPart(view, slot);
  if (slot.escalated) {
    part = kCoordinator;
    standing->urgency = WorkItem::URGENCY_ESCALATED;
    standing->reason = "escalated";
  } else if (const std::string_view ask = AskOf(slot, part); !ask.empty()) {
    standing->reason = ask;
  }
  work.push_back(EntryOf(view, slot, Concerned(view, slot.owner), part, *standing));
}

void Append(std::vector<WorkEntry> more, std::vector<WorkEntry>& work) {
  std::move(more.begin(), more.end(), std::back_inserter(work));
}

}  // namespace

std::vector<WorkEntry> WorkOfPerson(const View& view, const Doer& doer, const Sight& sight,
                                    absl::Duration ahead) {
  std::vector<WorkEntry> work;
  ForEachSlot(view, [&](const SlotView& slot) { AddOwn(view, slot, doer, ahead, work); });
  if (IsGoingOn(view.image.cohort.stage())) Append(ConsentsOfPerson(view, doer, sight), work);
  for (const char* role : {kCoordinator, kMentor}) {
    if (!doer.roles.contains(role)) continue;
    AddSessions(view, sight, role, ahead, work);
    break;
  }
  return work;
}

std::vector<WorkEntry> WorkOfCohort(const View& view, const Sight& sight, absl::Duration ahead) {
  std::vector<WorkEntry> work;
  ForEachSlot(view, [&](const SlotView& slot) {
    if (sight.Sees(slot.owner)) AddAnyones(view, slot, ahead, work);
  });
  if (IsGoingOn(view.image.cohort.stage())) Append(ConsentsOfCohort(view, sight), work);
  AddSessions(view, sight, kCoordinator, ahead, work);
  return work;
}

}  // namespace kasvu::engine
