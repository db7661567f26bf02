// A compiled version as one cohort plays it: its numbers filled in, its slots listed, its calendar
// known. Immutable and shared by all threads; made once per cohort and kept.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "kasvu/storage/v1/event.pb.h"
#include "kasvu/storage/v1/state.pb.h"
#include "kasvu/v1/template.pb.h"
#include "workflows/calendar/blackout.h"
#include "workflows/calendar/zone.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {

class ImaginedPlan;

// One place to be filled: a single step, or one item of a series that is known beforehand.
struct ProgramSlot {
  std::string key;   // "needs", "session/goals", "runway.talk/day-1/1", "contact/2"
  std::string item;  // "goals"; of `up_to` the number, after the item of its base: "day-1/1"
  const kasvu::v1::Item* overrides = nullptr;  // what the item says differently, or null
};

// A step of the version, with its slots in order; of `up_to` all that there could be. Those of a
// rolling series are minted into the group's plan and are not listed here.
struct ProgramStep {
  const kasvu::v1::Step* step = nullptr;
  const kasvu::v1::Phase* phase = nullptr;
  storage::v1::Owner owner = storage::v1::OWNER_ENROLMENT;  // whose state it is
  bool rolling = false;
  bool up_to = false;     // slots come into being as they are recorded
  bool required = false;  // every slot must have settled before somebody completes (rule 1)
  bool awaited = false;   // a completion may come to wait for it: required, or named on the way
  Blackout blackout;      // its own `skip`; of a session also the calendar's
  size_t first_slot = 0;  // the place of its first slot among all of the programme
  std::vector<ProgramSlot> slots;
};

class Program {
 public:
  ~Program();

  // `compiled` as a version keeps it: checked, modules inlined. `cohort` gives the parameters (the
  // version's defaults for the rest), the region and the time zone. INVALID_ARGUMENT:
  // UNKNOWN_TIME_ZONE, PARAM_OUT_OF_RANGE (also for an unknown one), SKIP_RULE_NEEDS_REGION.
  static absl::StatusOr<std::shared_ptr<const Program>> Make(
      std::shared_ptr<const kasvu::v1::TemplateSpec> compiled,
      const storage::v1::CohortState& cohort);

  const kasvu::v1::TemplateSpec& spec() const { return *spec_; }
  const TemplateIndex& index() const { return *index_; }
  const Zone& zone() const { return zone_; }
  const Blackout& blackout() const { return blackout_; }

  // In template order.
  const std::vector<ProgramStep>& steps() const { return steps_; }
  // The step of that id, or null. Also by a slot's key: "session/goals" finds `session`.
  const ProgramStep* FindStep(std::string_view key) const;

  // Where a slot that is known beforehand stands: positions in steps() and in its step's slots.
  struct SlotPlace {
    size_t step = 0;
    size_t slot = 0;
  };
  // That of `key`, or null; rolling series have none.
  const SlotPlace* FindSlot(std::string_view key) const;
  size_t slot_count() const { return slot_count_; }

  // Its sessions without a group, which it remembers.
  ImaginedPlan& imagined() const { return *imagined_; }

  // A number with the cohort's parameter in it.
  int Value(const kasvu::v1::Number& number) const;

 private:
  Program(std::shared_ptr<const kasvu::v1::TemplateSpec> spec, Zone zone);

  absl::Status SetParams(const storage::v1::CohortState& cohort);
  absl::Status AddStep(const StepPlace& place, std::string_view region);
  std::vector<ProgramSlot> SlotsOf(const kasvu::v1::Step& step, int depth) const;
  void ListSlots();

  std::shared_ptr<const kasvu::v1::TemplateSpec> spec_;
  std::unique_ptr<const TemplateIndex> index_;
  Zone zone_;
  Blackout blackout_;
  std::map<std::string, int> params_;
  std::vector<ProgramStep> steps_;
  std::map<std::string, size_t, std::less<>> by_id_;
  std::unordered_map<std::string_view, SlotPlace> by_key_;  // views of the keys in steps_
  size_t slot_count_ = 0;
  std::unique_ptr<ImaginedPlan> imagined_;
};

}  // namespace kasvu::workflows
