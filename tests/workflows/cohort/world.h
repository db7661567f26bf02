// A cohort with one participant, put together state by state.
#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/replay.h"
#include "workflows/cohort/session_plan.h"
#include "workflows/cohort/slots.h"
#include "workflows/cohort/timetable.h"

namespace kasvu::workflows {

// An enrolment (1) in a group (1) of a cohort, as its events would have made them.
class World {
 public:
  World(std::shared_ptr<const Program> program, storage::v1::CohortState cohort)
      : program_(std::move(program)) {
    image_.cohort = std::move(cohort);
    image_.cohort.set_created_at(1);
    storage::v1::EnrolmentState& enrolment = image_.enrolments[1];
    enrolment.set_ordinal(1);
    enrolment.set_person("persons/example");
    enrolment.set_stage(storage::v1::ENROLMENT_STAGE_ACTIVE);
    const absl::Time start = StartOf(*program_, image_.cohort);
    enrolment.set_applied_at(ToMicros(start - absl::Hours(24 * 30)));
    enrolment.set_accepted_at(ToMicros(start - absl::Hours(24 * 20)));
    enrolment.set_joined_at(ToMicros(start));
    image_.cohort.set_started_at(ToMicros(start));
  }

  World& Group(absl::Time formed) {
    storage::v1::GroupState& group = image_.groups[1];
    group.set_ordinal(1);
    group.set_formed_at(ToMicros(formed));
    group.add_members(1);
    for (auto& occurrence : PlanSessions(*program_, image_.cohort, formed)) {
      *group.add_occurrences() = std::move(occurrence);
    }
    enrolment().set_group(1);
    return *this;
  }

  CohortImage& image() { return image_; }
  storage::v1::EnrolmentState& enrolment() { return image_.enrolments[1]; }
  const Program& program() const { return *program_; }

  storage::v1::Occurrence& Session(const std::string& key) {
    for (storage::v1::Occurrence& occurrence : *image_.groups[1].mutable_occurrences()) {
      if (occurrence.key() == key) return occurrence;
    }
    ADD_FAILURE() << "no session " << key;
    return *image_.groups[1].add_occurrences();
  }

  void Hold(const std::string& key) {
    storage::v1::Occurrence& occurrence = Session(key);
    occurrence.set_state(storage::v1::OCCURRENCE_STATE_HELD);
    occurrence.set_held_at(occurrence.starts_at());
  }

  template <typename State>
  static storage::v1::StepRecord& Record(State& state, const std::string& key,
                                         storage::v1::StepState as, absl::Time at) {
    storage::v1::StepRecord* record = nullptr;
    for (storage::v1::StepRecord& known : *state.mutable_steps()) {
      if (known.key() == key) record = &known;
    }
    if (record == nullptr) record = state.add_steps();
    record->set_key(key);
    record->set_state(as);
    record->set_via(storage::v1::VIA_WORK);
    record->set_occurred_at(ToMicros(at));
    return *record;
  }
  storage::v1::StepRecord& Done(const std::string& key, absl::Time at) {
    return Record(enrolment(), key, storage::v1::STEP_STATE_DONE, at);
  }

  storage::v1::LinkState& Link(const std::string& name, uint32_t ordinal, absl::Time bound,
                               const std::string& item = "") {
    storage::v1::LinkState& link = image_.links[ordinal];
    link.set_ordinal(ordinal);
    link.set_link(name);
    link.set_item(item);
    link.set_group(enrolment().group());
    link.set_stage(storage::v1::LINK_STAGE_BOUND);
    link.set_bound_at(ToMicros(bound));
    storage::v1::LinkRef& ref = *enrolment().add_links();
    ref.set_link(name);
    ref.set_item(item);
    ref.set_ordinal(ordinal);
    ref.set_live(true);
    ref.set_subject(true);
    return link;
  }

  View At(absl::Time now) const { return {*program_, image_, now}; }

  SlotView Slot(const std::string& key, absl::Time now,
                OwnerRef owner = {storage::v1::OWNER_ENROLMENT, 1}) const {
    const auto slot = FindSlot(At(now), owner, key);
    EXPECT_TRUE(slot) << key;
    return slot.value_or(SlotView{});
  }

  // "open", "pending session/networks date".
  std::string Line(const std::string& key, absl::Time now,
                   OwnerRef owner = {storage::v1::OWNER_ENROLMENT, 1}) const {
    const auto found = FindSlot(At(now), owner, key);
    if (!found) return "none";
    const SlotView& slot = *found;
    std::string line = storage::v1::StepState_Name(slot.state).substr(sizeof("STEP_STATE"));
    for (char& letter : line) letter = static_cast<char>(std::tolower(letter));
    for (const std::string& reason : slot.waits_for) absl::StrAppend(&line, " ", reason);
    if (slot.overdue) absl::StrAppend(&line, " overdue");
    return line;
  }

 private:
  std::shared_ptr<const Program> program_;
  CohortImage image_;
};

}  // namespace kasvu::workflows
