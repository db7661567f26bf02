#include "tests/testing/scripted_player.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/testing/diligent_work.h"
#include "tests/testing/play_people.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/link_rules.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/work_rules.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Link;
using storage::v1::EnrolmentState;
using storage::v1::LinkState;

constexpr absl::Duration kLookAhead = absl::Hours(24 * 75);
constexpr int kEnoughOfUpTo = 6;

bool TakesPart(const EnrolmentState& enrolment) {
  return enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACCEPTED ||
         enrolment.stage() == storage::v1::ENROLMENT_STAGE_ACTIVE;
}

// Whether anything of `item` lies further ahead than anybody plans.
bool FarAhead(const storage::v1::GroupState& group, const std::string& item, absl::Time now) {
  return std::any_of(group.occurrences().begin(), group.occurrences().end(), [&](const auto& one) {
    return one.key().ends_with("/" + item) && FromMicros(one.starts_at()) > now + kLookAhead;
  });
}

// The number at the end of "contact/3" or "runway.talk/day-1/3".
int NumberOf(const SlotView& slot) {
  const size_t slash = slot.key.rfind('/');
  if (slash == std::string::npos) return 1;
  int number = 0;
  for (const char c : slot.key.substr(slash + 1)) {
    if (c < '0' || c > '9') return 1;
    number = number * 10 + (c - '0');
  }
  return number;
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
        const bool there = one.group() == ordinal && deviations_.is_absent && TakesPart(one) &&
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
  const auto& links = play_.program().spec().links();
  for (const std::string& name : KeysIn(links)) {
    const Link& link = links.at(name);
    if (link.pick() == kasvu::v1::PICK_ROTATE) {
      Rotate(name, link, now);
    } else {
      AssignOne(name, link, now);
    }
  }
}

// Everybody who has none yet gets a link of that name, for each item if it is made for items.
void ScriptedPlayer::AssignOne(const std::string& name, const Link& link, absl::Time now) {
  std::vector<std::string> items = ItemsFor(play_.program(), link, nullptr);
  if (link.per().empty()) items = {""};
  const bool peers = std::count(link.of().begin(), link.of().end(), "participant") > 0;
  const LinkSizes sizes = SizesOf(link);
  for (size_t i = 0; i < items.size(); ++i) {
    std::vector<uint32_t> without;
    for (const auto& [ordinal, one] : play_.image().enrolments) {
      if (TakesPart(one) && LiveLink(one, name, items[i]) == 0) without.push_back(ordinal);
    }
    while (!without.empty()) {
      AssignLink assign{
          .link = name, .enrolments = {}, .fellows = {}, .persons = {}, .item = items[i]};
      const auto take = [&] {
        assign.enrolments.push_back(without.back());
        without.pop_back();
      };
      take();
      if (link.symmetric()) {
        while (static_cast<int>(assign.enrolments.size()) < sizes.least && !without.empty()) take();
        if (without.size() == 1 && static_cast<int>(assign.enrolments.size()) < sizes.most) take();
      } else if (peers) {
        const uint32_t count = play_.image().cohort.enrolments();
        assign.fellows.push_back(assign.enrolments.front() % count + 1);
      } else {
        const Doer other = InRole(
            link.of(0),
            static_cast<int>(link.per().empty() ? (assign.enrolments.front() + 2) / 3 : i + 1));
        assign.persons.push_back({other.person, other.roles});
      }
      Give(assign, now, Coordinator());
    }
  }
}

void ScriptedPlayer::Rotate(const std::string& name, const Link& link, absl::Time now) {
  std::vector<RotateLinks> rounds;
  for (const auto& [ordinal, group] : play_.image().groups) {
    std::set<std::string> made;
    for (const auto& [number, existing] : play_.image().links) {
      if (existing.link() == name && existing.group() == ordinal) made.insert(existing.item());
    }
    for (const std::string& item : ItemsFor(play_.program(), link, &group)) {
      if (made.contains(item) || FarAhead(group, item, now)) continue;
      rounds.push_back({.link = name, .item = item, .group = ordinal});
    }
  }
  for (const RotateLinks& round : rounds) Give(round, now, Coordinator());
}

void ScriptedPlayer::Consent(absl::Time now) {
  std::vector<std::pair<ConsentToLink, Doer>> consents;
  for (const auto& [ordinal, link] : play_.image().links) {
    if (link.stage() != storage::v1::LINK_STAGE_PROPOSED) continue;
    for (const auto& member : link.members()) {
      ConsentToLink consent{.link = ordinal, .enrolment = std::nullopt, .person = member.person()};
      if (member.enrolment() != 0) consent.enrolment = member.enrolment();
      consents.emplace_back(consent, Coordinator());
    }
  }
  for (const auto& [consent, doer] : consents) Give(consent, now, doer);
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
                                 : slot.step->up_to && NumberOf(slot) > kEnoughOfUpTo) {
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
    RecordStep review{.owner = slot.owner,
                      .key = slot.key,
                      .kind = WorkKind::kReview,
                      .work = {},
                      .words = {},
                      .signs_as = {},
                      .occurred = std::nullopt};
    return Give(review, now, Coordinator());
  }
  RecordStep record = DiligentWork(view, slot);
  for (const std::string& person : Company(view, slot, NumberOf(slot))) {
    record.work.add_with(person);
  }
  if (deviations_.changes) deviations_.changes(slot, record);
  for (const Doer& doer : ActorsOf(view, slot)) Give(record, now, doer);
}

}  // namespace kasvu::workflows
