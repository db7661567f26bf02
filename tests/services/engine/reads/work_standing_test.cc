#include "services/engine/reads/work_standing.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/services/engine/reads/parse_text.h"

namespace kasvu::engine {
namespace {

using storage::v1::StepState;

const absl::Time kNow = absl::FromUnixSeconds(1612170000);
constexpr absl::Duration kDay = absl::Hours(24);
constexpr absl::Duration kAhead = absl::Hours(14 * 24);
constexpr int kNone = 1000;  // days from now, for a date that is not there

std::string Said(const std::optional<WorkStanding>& standing) {
  if (!standing) return "-";
  const std::string urgency = kasvu::v1::WorkItem::Urgency_Name(standing->urgency);
  const std::string days = standing->date == absl::InfiniteFuture()
                               ? "never"
                               : std::to_string(absl::ToInt64Hours(standing->date - kNow) / 24);
  return urgency.substr(sizeof("URGENCY_") - 1) + " " + standing->reason + " " + days;
}

struct StepCase {
  std::string step;  // what the template says of it
  StepState state;
  int open;  // days from now
  int due;
  int close;
  std::vector<std::string> waits_for;
  bool overdue;
  std::string said;
};

TEST(WorkStanding, OfAStep) {
  using namespace storage::v1;  // NOLINT: states are all this is about
  const std::vector<StepCase> cases = {
      {"task {}", STEP_STATE_OPEN, -3, -1, 5, {}, true, "OVERDUE due-passed -1"},
      {"task {}", STEP_STATE_SUBMITTED, -3, -1, kNone, {}, true, "OVERDUE due-passed -1"},
      {"task {}", STEP_STATE_OPEN, -3, 7, kNone, {}, false, "DUE_SOON due-soon 7"},
      {"task {}", STEP_STATE_OPEN, -3, 8, kNone, {}, false, "OPEN open 8"},
      {"task {}", STEP_STATE_OPEN, -3, kNone, 2, {}, false, "DUE_SOON due-soon 2"},
      {"task {}", STEP_STATE_OPEN, -3, kNone, kNone, {}, false, "OPEN open never"},
      // In a pause nothing is overdue, and nothing presses.
      {"task {}", STEP_STATE_OPEN, -3, -1, kNone, {}, false, "OPEN open -1"},
      {"task {}", STEP_STATE_PENDING, 14, kNone, kNone, {"date"}, false, "COMING opens-soon 14"},
      {"task {}", STEP_STATE_PENDING, 15, kNone, kNone, {"date"}, false, "-"},
      {"task {}", STEP_STATE_PENDING, 3, kNone, kNone, {"needs"}, false, "-"},
      {"task {}", STEP_STATE_PENDING, kNone, kNone, kNone, {"date"}, false, "-"},
      {"session {}", STEP_STATE_PENDING, 3, 3, kNone, {"date"}, false, "COMING session 3"},
      // It is held whether or not everyone has done what comes before.
      {"session {}", STEP_STATE_PENDING, 3, 3, kNone, {"needs"}, false, "COMING session 3"},
      {"session {}", STEP_STATE_PENDING, -3, -3, kNone, {"needs"}, false, "-"},
      {"session {}", STEP_STATE_PENDING, 3, 3, kNone, {"fact:chosen"}, false, "-"},
      {"task {}", STEP_STATE_DONE, -3, -1, kNone, {}, false, "-"},
      {"task {}", STEP_STATE_MISSED, -3, -1, kNone, {}, false, "-"},
      {"task {}", STEP_STATE_WAIVED, -3, -1, kNone, {}, false, "-"},
      {"task {}", STEP_STATE_NOT_APPLICABLE, -3, -1, kNone, {}, false, "-"},
      {"task {}", STEP_STATE_EXPIRED, -3, -1, kNone, {}, false, "-"},
  };
  for (const StepCase& c : cases) {
    const auto step = Parse<kasvu::v1::Step>(c.step);
    workflows::ProgramStep program_step;
    program_step.step = &step;
    workflows::SlotView slot;
    slot.step = &program_step;
    slot.state = c.state;
    if (c.open != kNone) slot.open = kNow + kDay * c.open;
    if (c.due != kNone) slot.due = kNow + kDay * c.due;
    if (c.close != kNone) slot.close = kNow + kDay * c.close;
    slot.waits_for = c.waits_for;
    slot.overdue = c.overdue;
    EXPECT_EQ(Said(StandingOf(slot, kNow, kAhead)), c.said)
        << c.step << " " << StepState_Name(c.state) << " opens in " << c.open << ", due in "
        << c.due << " days";
  }
}

TEST(WorkStanding, OfASessionOfAGroup) {
  using namespace storage::v1;  // NOLINT: states are all this is about
  struct Case {
    OccurrenceState state;
    absl::Duration starts;
    std::string said;
  };
  const absl::Duration length = absl::Hours(2);
  const std::vector<Case> cases = {
      {OCCURRENCE_STATE_PLANNED, -length, "OVERDUE attendance-missing 0"},
      {OCCURRENCE_STATE_PLANNED, -kDay * 3, "OVERDUE attendance-missing -3"},
      // It has begun and is not over.
      {OCCURRENCE_STATE_PLANNED, -length / 2, "COMING session 0"},
      {OCCURRENCE_STATE_PLANNED, kDay * 14, "COMING session 14"},
      {OCCURRENCE_STATE_PLANNED, kDay * 15, "-"},
      {OCCURRENCE_STATE_HELD, -kDay, "-"},
      {OCCURRENCE_STATE_CANCELLED, -kDay, "-"},
      {OCCURRENCE_STATE_TENTATIVE, kDay, "-"},
  };
  for (const Case& c : cases) {
    Occurrence occurrence;
    occurrence.set_state(c.state);
    occurrence.set_starts_at(absl::ToUnixMicros(kNow + c.starts));
    occurrence.set_ends_at(absl::ToUnixMicros(kNow + c.starts + length));
    EXPECT_EQ(Said(StandingOf(occurrence, kNow, kAhead)), c.said) << c.starts;
  }
  Occurrence undated;
  undated.set_state(OCCURRENCE_STATE_PLANNED);
  EXPECT_EQ(Said(StandingOf(undated, kNow, kAhead)), "-");
}

TEST(WorkStanding, SaysWhatIsAsked) {
  struct Case {
    std::string step;
    StepState state;
    std::string record;
    std::string part;
    std::string ask;
  };
  using namespace storage::v1;  // NOLINT: states are all this is about
  const std::vector<Case> cases = {
      {"agreement {}", STEP_STATE_OPEN, "", "self", "to-sign"},
      {"survey {}", STEP_STATE_SUBMITTED, "signatures { role: 'self' }", "mentor", "to-sign"},
      {"agreement {}", STEP_STATE_PENDING, "", "self", ""},
      {"task {}", STEP_STATE_OPEN, "", "fellow", "to-review"},
      {"task {}", STEP_STATE_OPEN, "", "self", ""},
      {"task {} returns: 2", STEP_STATE_SUBMITTED, "returned: 1", "coordinator", "to-review"},
      {"meeting {}", STEP_STATE_OPEN, "", "mentor", ""},
  };
  for (const Case& c : cases) {
    const auto step = Parse<kasvu::v1::Step>(c.step);
    const auto record = Parse<StepRecord>(c.record);
    workflows::ProgramStep program_step;
    program_step.step = &step;
    workflows::SlotView slot;
    slot.step = &program_step;
    slot.state = c.state;
    if (!c.record.empty()) slot.record = &record;
    EXPECT_EQ(AskOf(slot, c.part), c.ask) << c.step << " for " << c.part;
  }
}

}  // namespace
}  // namespace kasvu::engine
