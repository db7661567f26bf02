#include "tests/testing/play.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "workflows/cohort/instants.h"

namespace kasvu::workflows {
namespace {

bool Corrects(const Command& command) {
  return std::holds_alternative<CorrectStep>(command) ||
         std::holds_alternative<RecordAttendance>(command);
}

}  // namespace

Play::Play(std::shared_ptr<const Program> program, const storage::v1::CohortState& cohort,
           absl::Time now)
    : program_(std::move(program)) {
  const absl::Status created = Do(CreateCohort{cohort}, now).status();
  if (created.ok()) return;
  std::cerr << "no cohort to play: " << created << "\n";
  std::abort();
}

absl::StatusOr<Decision> Play::Do(const Command& command, absl::Time now, const Doer& doer) {
  given_.push_back({command, doer, now});
  const bool exists = !std::holds_alternative<CreateCohort>(command);
  if (exists) {
    SettleShared(now);
    for (const uint32_t enrolment : Touched(image_, command)) SettleOne(enrolment, now);
  }
  absl::StatusOr<Decision> decision = Decide(At(now), command, doer);
  if (!decision.ok()) {
    CheckWatched();
    return decision;
  }
  for (const storage::v1::Event& event : decision->events) {
    Apply(image_, event);
    Keep(event, Corrects(command));
  }
  SettleShared(now);
  for (const uint32_t enrolment : Touched(image_, command)) SettleOne(enrolment, now);
  CheckWatched();
  return decision;
}

void Play::Carry(const std::string& digest, std::shared_ptr<const Program> program,
                 const std::vector<storage::v1::Event>& events, absl::Time now) {
  pins_.Add(image_.cohort.digest(), program_);
  pins_.Add(digest, std::move(program));
  for (const storage::v1::Event& event : events) {
    Apply(image_, event);
    Keep(event, true);
  }
  program_ = pins_.Find(image_.cohort.digest());
  SettleAll(now);
}

void Play::SettleAll(absl::Time now) {
  std::set<uint32_t> everybody;
  for (const auto& [ordinal, state] : image_.enrolments) everybody.insert(ordinal);
  Settle(now, everybody);
}

void Play::Settle(absl::Time now, const std::set<uint32_t>& enrolments) {
  SettleShared(now);
  for (const uint32_t enrolment : enrolments) SettleOne(enrolment, now);
  CheckWatched();
}

void Play::SettleShared(absl::Time now) {
  const Settlement settled = workflows::SettleShared(*program_, image_, now, &pins_);
  KeepSettled(settled, now);
  if (!workflows::SettleShared(*program_, image_, now, &pins_).events.empty()) {
    faults_.push_back("what is shared settles twice");
  }
}

void Play::SettleOne(uint32_t enrolment, absl::Time now) {
  KeepSettled(SettleEnrolment(*program_, image_, enrolment, now, &pins_), now);
  if (!SettleEnrolment(*program_, image_, enrolment, now, &pins_).events.empty()) {
    faults_.push_back("an enrolment settles twice");
  }
}

// The earliest first, nothing ahead of its time, and nothing left behind.
void Play::KeepSettled(const Settlement& settled, absl::Time now) {
  int64_t last = 0;
  for (const storage::v1::Event& event : settled.events) {
    if (event.occurred_at() < last || event.occurred_at() > ToMicros(now)) {
      faults_.push_back("settled out of its time: " + event.ShortDebugString());
    }
    last = event.occurred_at();
    Keep(event, false);
  }
  if (settled.next && *settled.next <= now) faults_.push_back("the next instant has passed");
}

void Play::Keep(const storage::v1::Event& event, bool corrects) {
  events_.push_back(event);
  invariants_.Watch(event, corrects);
}

// The invariants fold the same events on their own; whatever changed a state without an event
// shows here.
void Play::CheckWatched() {
  const std::string difference = Difference(image_, invariants_.image());
  if (!difference.empty()) faults_.push_back("the image is not what its events say: " + difference);
  faults_.insert(faults_.end(), invariants_.faults().begin() + static_cast<int64_t>(seen_faults_),
                 invariants_.faults().end());
  seen_faults_ = invariants_.faults().size();
}

void Play::CheckReplay() {
  const std::string difference = Difference(image_, Replay(events_));
  if (!difference.empty()) faults_.push_back("a replay leads elsewhere: " + difference);
}

}  // namespace kasvu::workflows
