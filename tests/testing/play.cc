#include "tests/testing/play.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/settle.h"

namespace kasvu::workflows {
namespace {

storage::v1::CohortState ExampleCohort(const kasvu::v1::TemplateSpec& spec, absl::CivilDay start) {
  storage::v1::CohortState cohort;
  cohort.set_id("example");
  cohort.set_template_(absl::StrCat("kasvu/", spec.template_(), "@1"));
  cohort.set_digest("digest");
  cohort.set_title("Example");
  cohort.set_region("02");
  cohort.set_time_zone("Europe/Helsinki");
  cohort.set_start_date(static_cast<int32_t>(start - absl::CivilDay(1970, 1, 1)));
  return cohort;
}

bool Corrects(const Command& command) {
  return std::holds_alternative<CorrectStep>(command) ||
         std::holds_alternative<RecordAttendance>(command);
}

}  // namespace

Play::Play(std::shared_ptr<const kasvu::v1::TemplateSpec> compiled, absl::CivilDay start,
           absl::Time now) {
  const storage::v1::CohortState cohort = ExampleCohort(*compiled, start);
  auto program = Program::Make(std::move(compiled), cohort);
  if (program.ok()) program_ = *std::move(program);
  const absl::Status made =
      program.ok() ? Do(CreateCohort{cohort}, now).status() : program.status();
  if (made.ok()) return;
  std::cerr << "no cohort to play: " << made << "\n";
  std::abort();
}

absl::StatusOr<Decision> Play::Do(const Command& command, absl::Time now, const Doer& doer) {
  const bool exists = !std::holds_alternative<CreateCohort>(command);
  if (exists) {
    SettleShared(now);
    for (const uint32_t enrolment : Touched(image_, command)) SettleOne(enrolment, now);
  }
  absl::StatusOr<Decision> decision = Decide(At(now), command, doer);
  if (!decision.ok()) return decision;
  for (const storage::v1::Event& event : decision->events) {
    Apply(image_, event);
    Keep(event, Corrects(command));
  }
  SettleShared(now);
  for (const uint32_t enrolment : Touched(image_, command)) SettleOne(enrolment, now);
  CheckWatched();
  return decision;
}

std::optional<absl::Time> Play::SettleAll(absl::Time now) {
  std::optional<absl::Time> next;
  const auto consider = [&](std::optional<absl::Time> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  const Settlement shared = workflows::SettleShared(*program_, image_, now);
  for (const storage::v1::Event& event : shared.events) Keep(event, false);
  consider(shared.next);
  std::vector<uint32_t> everybody;
  for (const auto& [ordinal, state] : image_.enrolments) everybody.push_back(ordinal);
  for (const uint32_t enrolment : everybody) consider(SettleOne(enrolment, now));
  CheckWatched();
  return next;
}

void Play::SettleShared(absl::Time now) {
  for (const storage::v1::Event& event : workflows::SettleShared(*program_, image_, now).events) {
    Keep(event, false);
  }
}

std::optional<absl::Time> Play::SettleOne(uint32_t enrolment, absl::Time now) {
  if (!image_.enrolments.contains(enrolment)) return std::nullopt;
  const Settlement settled = SettleEnrolment(*program_, image_, enrolment, now);
  for (const storage::v1::Event& event : settled.events) Keep(event, false);
  return settled.next;
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
