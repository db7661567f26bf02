#include "tests/testing/random_player.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/link_rules.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/simulation/people.h"
#include "workflows/simulation/work.h"

namespace kasvu::workflows {
namespace {

constexpr const char* kReason = "example-reason";

}  // namespace

void RandomPlayer::Act(absl::Time now) {
  const Command command = Choose(now);
  (void)play_.Do(command, now, AnyDoer(now, command));
}

Command RandomPlayer::Choose(absl::Time now) {
  const uint64_t pick = Below(100);
  if (pick < 50) return Work(now);
  if (pick < 58) return Correction(now);
  if (pick < 76) return OfSession(now);
  if (pick < 86) return OfLink();
  if (pick < 99) return OfPeople(now);
  return OfCohort(now);
}

Command RandomPlayer::Work(absl::Time now) {
  const std::optional<SlotView> slot = AnySlot(now, Chance(85));
  if (!slot) return OfPeople(now);
  if (Chance(5)) return WaiveStep{slot->owner, slot->key, kReason};
  RecordStep record = WorkOn(play_.At(now), *slot, FirstChoice());
  for (const std::string& person : Company(play_.At(now), *slot, static_cast<int>(Below(9)) + 1)) {
    record.work.add_with(person);
  }
  if (Chance(20)) record.occurred = AnyInstant(now);
  if (Chance(2)) record.key += "/nowhere";
  if (Chance(3)) record.kind = static_cast<WorkKind>(Below(8));
  if (Chance(2)) record.owner = AnyOwner();
  if (Chance(5)) record.work.clear_answers();
  if (Chance(10)) record.work.set_returned(true);
  if (Chance(20) && slot->step->step->has_decision()) {
    const auto& values = slot->step->step->decision().values();
    if (!values.empty()) {
      record.work.set_value(values[static_cast<int>(Below(static_cast<uint64_t>(values.size())))]);
    }
  }
  return record;
}

Command RandomPlayer::Correction(absl::Time now) {
  const std::optional<SlotView> slot = AnySlot(now, false);
  if (!slot) return OfSession(now);
  CorrectStep correct;
  correct.work = WorkOn(play_.At(now), *slot, FirstChoice());
  correct.clear = Chance(50);
  correct.reason = kReason;
  if (Chance(20)) correct.work.occurred = AnyInstant(now);
  return correct;
}

Command RandomPlayer::OfSession(absl::Time now) {
  const uint32_t group = AnyGroup();
  const std::string key = AnyOccurrence(group);
  const uint64_t pick = Below(10);
  if (pick == 0) return CancelSession{group, key, kReason};
  if (pick <= 2) {
    MoveSession move{group, key, std::nullopt, kasvu::v1::MODE_UNSPECIFIED, ""};
    if (Chance(80)) move.starts = now + absl::Hours(static_cast<int64_t>(Below(24 * 90)) - 24 * 10);
    if (Chance(30)) move.mode = kasvu::v1::MODE_ONLINE;
    if (Chance(10)) move.topic = "example-topic";
    return move;
  }
  RecordAttendance attendance{group, key, {}, std::nullopt, std::nullopt, {}};
  const auto found = play_.image().groups.find(group);
  if (found != play_.image().groups.end()) {
    for (const uint32_t member : found->second.members()) {
      if (Chance(15)) attendance.absent.insert(member);
    }
  }
  if (Chance(5)) attendance.absent.insert(AnyEnrolment());
  if (Chance(10)) attendance.present = std::set<uint32_t>{AnyEnrolment(), AnyEnrolment()};
  if (Chance(30)) attendance.occurred = AnyInstant(now);
  return attendance;
}

Command RandomPlayer::OfLink() {
  const auto& links = play_.program().spec().links();
  if (Chance(25)) return EndLink{AnyLink(), kReason};
  if (Chance(40)) {
    ConsentToLink consent{AnyLink(), std::nullopt, ""};
    const auto found = play_.image().links.find(consent.link);
    if (found != play_.image().links.end() && found->second.members_size() > 0) {
      const auto& member = found->second.members(
          static_cast<int>(Below(static_cast<uint64_t>(found->second.members_size()))));
      if (member.enrolment() != 0) consent.enrolment = member.enrolment();
      consent.person = member.person();
    }
    return consent;
  }
  const std::vector<std::string> names = KeysIn(links);
  if (names.empty()) return EndLink{AnyLink(), kReason};
  const std::string& name = names[Below(names.size())];
  const kasvu::v1::Link& link = links.at(name);
  const uint32_t group = AnyGroup();
  const auto found = play_.image().groups.find(group);
  const std::vector<std::string> items = ItemsFor(
      play_.program(), link, found == play_.image().groups.end() ? nullptr : &found->second);
  const std::string item = items.empty() ? "" : items[Below(items.size())];
  if (link.pick() == kasvu::v1::PICK_ROTATE && Chance(80)) {
    RotateLinks rotate{name, item, std::nullopt};
    if (Chance(50)) rotate.group = group;
    return rotate;
  }
  AssignLink assign{name, {AnyEnrolment()}, {}, {}, item};
  if (link.symmetric()) assign.enrolments.push_back(AnyEnrolment());
  if (Chance(30)) assign.fellows.push_back(AnyEnrolment());
  if (link.of(0) != "participant") {
    const Doer other = InRole(link.of(0), static_cast<int>(Below(4)) + 1);
    assign.persons.push_back({other.person, other.roles});
  }
  return assign;
}

Command RandomPlayer::OfPeople(absl::Time now) {
  const uint64_t pick = Below(10);
  if (pick == 0) {
    CreateEnrolments create;
    create.all_or_nothing = Chance(20);
    for (uint64_t i = 0; i <= Below(4); ++i) {
      NewEnrolment& one = create.enrolments.emplace_back();
      one.person = absl::StrCat("persons/participant-", Chance(90) ? ++people_ + 100 : people_);
      if (Chance(5)) one.track = "nowhere";
    }
    return create;
  }
  if (pick == 1) {
    AcceptEnrolments accept;
    if (Chance(50)) accept.enrolments = {AnyEnrolment()};
    return accept;
  }
  if (pick == 2) return MoveEnrolment{AnyEnrolment(), AnyGroup()};
  if (pick == 3) return FormGroups{static_cast<int>(Below(3)), {}};
  MoveStage move{Move::kPause, AnyEnrolment(), kReason, std::nullopt};
  const uint64_t which = Below(20);
  move.move = which < 6    ? Move::kPause
              : which < 14 ? Move::kResume
              : which < 15 ? Move::kWithdraw
              : which < 19 ? Move::kReturn
                           : Move::kWaitlist;
  if (Chance(30)) move.occurred = AnyInstant(now);
  return move;
}

Command RandomPlayer::OfCohort(absl::Time now) {
  const uint64_t pick = Below(30);
  if (pick < 5) return StartCohort{};
  if (pick < 6) return CancelCohort{kReason};
  if (pick < 9) return CloseCohort{};
  return RescheduleCohort{play_.program().zone().DayAt(now) + static_cast<int>(Below(60)) - 10};
}

std::optional<SlotView> RandomPlayer::AnySlot(absl::Time now, bool open) {
  for (int attempt = 0; attempt < 4; ++attempt) {
    std::vector<SlotView> slots;
    for (SlotView& slot : SlotsOf(play_.At(now), AnyOwner())) {
      const bool is_open = slot.state == storage::v1::STEP_STATE_OPEN ||
                           slot.state == storage::v1::STEP_STATE_SUBMITTED;
      if (!open || is_open) slots.push_back(std::move(slot));
    }
    if (!slots.empty()) return std::move(slots[Below(slots.size())]);
  }
  return std::nullopt;
}

OwnerRef RandomPlayer::AnyOwner() {
  const uint64_t pick = Below(10);
  if (pick == 0) return TheCohort();
  if (pick == 1 && !play_.image().groups.empty()) return GroupOf(AnyGroup());
  if (pick <= 3 && !play_.image().links.empty()) return LinkOf(AnyLink());
  return play_.image().enrolments.empty() ? TheCohort() : EnrolmentOf(AnyEnrolment());
}

// Mostly one that is there.
uint32_t RandomPlayer::AnyEnrolment() {
  const uint32_t count = play_.image().cohort.enrolments();
  return Chance(99) && count > 0 ? static_cast<uint32_t>(Below(count)) + 1 : count + 1;
}

uint32_t RandomPlayer::AnyGroup() {
  const uint32_t count = play_.image().cohort.groups();
  return Chance(99) && count > 0 ? static_cast<uint32_t>(Below(count)) + 1 : count + 1;
}

uint32_t RandomPlayer::AnyLink() {
  const uint32_t count = play_.image().cohort.links();
  return Chance(99) && count > 0 ? static_cast<uint32_t>(Below(count)) + 1 : count + 1;
}

// Mostly one whose time has come.
std::string RandomPlayer::AnyOccurrence(uint32_t group) {
  const auto found = play_.image().groups.find(group);
  if (found == play_.image().groups.end() || found->second.occurrences().empty())
    return "session/x";
  const auto& occurrences = found->second.occurrences();
  if (Chance(70)) {
    for (const auto& occurrence : occurrences) {
      if (occurrence.state() == storage::v1::OCCURRENCE_STATE_PLANNED) return occurrence.key();
    }
  }
  return occurrences[static_cast<int>(Below(static_cast<uint64_t>(occurrences.size())))].key();
}

// Mostly in the last weeks, now and then long ago or ahead.
std::optional<absl::Time> RandomPlayer::AnyInstant(absl::Time now) {
  if (Chance(5)) return now + absl::Hours(1);
  const uint64_t hours = Chance(90) ? 24 * 30 : 24 * 500;
  return now - absl::Seconds(static_cast<int64_t>(Below(hours * 3600)));
}

Doer RandomPlayer::AnyDoer(absl::Time now, const Command& command) {
  const auto* record = std::get_if<RecordStep>(&command);
  if (record != nullptr && Chance(80)) {
    const auto slot = FindSlot(play_.At(now), record->owner, record->key);
    const std::vector<Doer> actors = slot ? ActorsOf(play_.At(now), *slot) : std::vector<Doer>{};
    if (!actors.empty()) return actors[Below(actors.size())];
  }
  if (Chance(3)) return {.is_operator = false, .person = "persons/stranger", .roles = {}};
  if (Chance(10)) return {.is_operator = true, .person = {}, .roles = {}};
  return Coordinator();
}

}  // namespace kasvu::workflows
