#include "tests/testing/scripted_player.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/work_rules.h"
#include "workflows/simulation/coordination.h"
#include "workflows/simulation/people.h"
#include "workflows/simulation/work.h"

namespace kasvu::workflows {
namespace {

constexpr int kEnoughOfUpTo = 6;

bool TakesPart(storage::v1::EnrolmentStage stage) {
  return stage == storage::v1::ENROLMENT_STAGE_ACCEPTED ||
         stage == storage::v1::ENROLMENT_STAGE_ACTIVE;
}

}  // namespace

void ScriptedPlayer::Give(const Command& command, absl::Time now, const Doer& doer) {
  const auto decision = play_.Do(command, now, doer);
  if (!decision.ok()) refusals_.push_back(decision.status().ToString());
}

void ScriptedPlayer::Enrol(int people, absl::Time now) {
  CreateEnrolments create;
  const auto& tracks = play_.program().spec().people().tracks();
  for (int i = 1; i <= people; ++i) {
    NewEnrolment& one = create.enrolments.emplace_back();
    one.person = absl::StrCat("persons/participant-", i);
    one.company = absl::StrCat("companies/example-", i);
    if (tracks.empty()) continue;
    const std::vector<std::string> names = KeysIn(tracks);
    one.track = names[static_cast<size_t>(i) % names.size()];
  }
  Give(create, now, Coordinator());
  Give(AcceptEnrolments{}, now, Coordinator());
  Give(FormGroups{}, now, Coordinator());
}

void ScriptedPlayer::Act(absl::Time now) {
  play_.SettleAll(now);
  if (IsOver(play_.image().cohort)) return;
  HoldSessions(now);
  MakeLinks(now);
  Consent(now);
  DoSteps(TheCohort(), now);
  std::vector<OwnerRef> owners;
  for (const auto& [ordinal, group] : play_.image().groups) owners.push_back(GroupOf(ordinal));
  for (const auto& [ordinal, link] : play_.image().links) {
    if (link.stage() == storage::v1::LINK_STAGE_BOUND) owners.push_back(LinkOf(ordinal));
  }
  for (const auto& [ordinal, one] : play_.image().enrolments)
    owners.push_back(EnrolmentOf(ordinal));
  for (const OwnerRef owner : owners) DoSteps(owner, now);
}

void ScriptedPlayer::PlayUntil(absl::Time from, absl::Time until) {
  for (absl::Time now = from; now < until;) {
    Act(now);
    absl::Time next = std::min(now + absl::Hours(84), until);
    for (const auto& [ordinal, group] : play_.image().groups) {
      for (const auto& occurrence : group.occurrences()) {
        const absl::Time ends = FromMicros(occurrence.ends_at());
        if (occurrence.state() == storage::v1::OCCURRENCE_STATE_PLANNED && ends > now) {
          next = std::min(next, ends);
        }
      }
    }
    now = next;
  }
}

void ScriptedPlayer::HoldSessions(absl::Time now) {
  std::vector<RecordAttendance> held;
  for (const auto& [ordinal, group] : play_.image().groups) {
    for (const auto& occurrence : group.occurrences()) {
      if (occurrence.state() != storage::v1::OCCURRENCE_STATE_PLANNED) continue;
      if (FromMicros(occurrence.ends_at()) > now) continue;
      std::set<uint32_t> absent;
      for (const auto& [number, one] : play_.image().enrolments) {
        const bool there = one.group() == ordinal && deviations_.is_absent &&
                           TakesPart(one.stage()) &&
                           deviations_.is_absent(occurrence.key(), number);
        if (there) absent.insert(number);
      }
      held.push_back({.group = ordinal,
                      .key = occurrence.key(),
                      .absent = std::move(absent),
                      .present = std::nullopt,
                      .occurred = std::nullopt,
                      .note = {}});
    }
  }
  for (const RecordAttendance& session : held) Give(session, now, Coordinator());
}

void ScriptedPlayer::MakeLinks(absl::Time now) {
  for (const std::string& name : KeysIn(play_.program().spec().links())) {
    for (const Command& link : LinksToMake(play_.At(now), name)) Give(link, now, Coordinator());
  }
}

void ScriptedPlayer::Consent(absl::Time now) {
  for (const Command& consent : ConsentsToGive(play_.At(now))) Give(consent, now, Coordinator());
}

void ScriptedPlayer::DoSteps(OwnerRef owner, absl::Time now) {
  if (owner.owner == storage::v1::OWNER_ENROLMENT) {
    const auto stage = play_.image().enrolments.at(owner.ordinal).stage();
    if (stage == storage::v1::ENROLMENT_STAGE_PAUSED) return;
  }
  // One step opens the next, so that the slots are looked at anew until nothing is left to do.
  std::set<std::string> tried;
  for (bool again = true; again;) {
    again = false;
    for (const SlotView& slot : SlotsOf(play_.At(now), owner)) {
      const bool open = slot.state == storage::v1::STEP_STATE_OPEN ||
                        slot.state == storage::v1::STEP_STATE_SUBMITTED;
      if (!open || slot.step->step->has_session()) continue;
      if (deviations_.leaves_out ? deviations_.leaves_out(slot)
                                 : slot.step->up_to && NumberOf(slot.key) > kEnoughOfUpTo) {
        continue;
      }
      if (!tried.insert(slot.key).second) continue;
      DoStep(slot, now);
      again = true;
      break;
    }
  }
}

void ScriptedPlayer::DoStep(const SlotView& slot, absl::Time now) {
  const View view = play_.At(now);
  if (slot.state == storage::v1::STEP_STATE_SUBMITTED && IsReviewed(*slot.step->step)) {
    return Give(ReviewOf(slot), now, Coordinator());
  }
  RecordStep record = WorkOn(view, slot, FirstChoice());
  for (const std::string& person : Company(view, slot, NumberOf(slot.key))) {
    record.work.add_with(person);
  }
  if (deviations_.changes) deviations_.changes(slot, record);
  for (const Doer& doer : ActorsOf(view, slot)) Give(record, now, doer);
}

}  // namespace kasvu::workflows
