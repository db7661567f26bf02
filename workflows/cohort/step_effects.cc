#include "workflows/cohort/step_effects.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/step_key.h"
#include "workflows/cohort/transitions.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Fact;
using storage::v1::Event;
using storage::v1::Work;

// The facts that the step writes, by name.
std::map<std::string, const Fact*> FactsOf(const View& view, const SlotView& slot) {
  std::map<std::string, const Fact*> facts;
  for (const auto& [name, fact] : view.program.spec().facts()) {
    if (fact.step() == slot.step->step->id()) facts.emplace(name, &fact);
  }
  return facts;
}

bool Has(const Fact& fact, const std::string& value) {
  return std::find(fact.values().begin(), fact.values().end(), value) != fact.values().end();
}

// The value that the work gives the fact; empty for none.
std::string ValueIn(const SlotView& slot, const Fact& fact, const Work& work) {
  const kasvu::v1::Step& step = *slot.step->step;
  if (step.has_outcome()) return fact.values().empty() ? "" : fact.values(0);
  if (step.has_decision()) return Has(fact, work.value()) ? work.value() : "";
  const auto answer = work.answers().find(fact.ask());
  if (answer == work.answers().end()) return "";
  for (const std::string& option : answer->second.options()) {
    if (Has(fact, option)) return option;
  }
  return "";
}

void Write(OwnerRef owner, const std::string& name, const std::string& item,
           const std::string& value, absl::Time at, std::vector<Event>& events) {
  if (value.empty()) return;
  events.push_back(EventOf(owner, at));
  storage::v1::FactWritten& written = *events.back().mutable_fact_written();
  written.set_fact(name);
  written.set_item(item);
  written.set_value(value);
}

uint32_t GroupOf(const View& view, OwnerRef owner) {
  switch (owner.owner) {
    case storage::v1::OWNER_GROUP:
      return owner.ordinal;
    case storage::v1::OWNER_LINK:
      return view.image.links.at(owner.ordinal).group();
    case storage::v1::OWNER_ENROLMENT:
      return view.image.enrolments.at(owner.ordinal).group();
    default:
      return 0;
  }
}

const storage::v1::Answer* NumberIn(const Work* work, const std::string& question) {
  if (work == nullptr) return nullptr;
  const auto answer = work->answers().find(question);
  return answer == work->answers().end() || !answer->second.numeric() ? nullptr : &answer->second;
}

}  // namespace

void AddFacts(const View& view, const SlotView& slot, const Work& work, absl::Time at,
              std::vector<Event>& events) {
  for (const auto& [name, fact] : FactsOf(view, slot)) {
    if (fact->mean() != kasvu::v1::MEAN_UNSPECIFIED) continue;
    const std::map<uint32_t, std::string> decided(work.decided().begin(), work.decided().end());
    for (const auto& [enrolment, value] : decided) {
      if (Has(*fact, value)) Write(EnrolmentOf(enrolment), name, slot.item, value, at, events);
    }
    if (decided.empty()) {
      Write(slot.owner, name, slot.item, ValueIn(slot, *fact, work), at, events);
    }
  }
}

void AddForgotten(const View& view, const SlotView& slot, const Work& before, const Work& after,
                  absl::Time at, std::vector<Event>& events) {
  for (const auto& [name, fact] : FactsOf(view, slot)) {
    const std::map<uint32_t, std::string> was(before.decided().begin(), before.decided().end());
    for (const auto& [enrolment, value] : was) {
      if (after.decided().contains(enrolment)) continue;
      Write(EnrolmentOf(enrolment), name, slot.item, fact->default_(), at, events);
    }
  }
}

void AddAggregates(const View& view, const SlotView& slot, const Work* before, const Work* after,
                   absl::Time at, std::vector<Event>& events) {
  for (const auto& [name, fact] : FactsOf(view, slot)) {
    if (fact->mean() == kasvu::v1::MEAN_UNSPECIFIED) continue;
    const auto* old_answer = NumberIn(before, fact->ask());
    const auto* new_answer = NumberIn(after, fact->ask());
    const int64_t sum = (new_answer == nullptr ? 0 : new_answer->number()) -
                        (old_answer == nullptr ? 0 : old_answer->number());
    const int64_t count = (new_answer == nullptr ? 0 : 1) - (old_answer == nullptr ? 0 : 1);
    if (sum == 0 && count == 0) continue;
    OwnerRef owner = TheCohort();
    if (fact->mean() == kasvu::v1::MEAN_GROUP) {
      const uint32_t group = GroupOf(view, slot.owner);
      if (group == 0) continue;
      owner = {storage::v1::OWNER_GROUP, group};
    }
    events.push_back(EventOf(owner, at));
    storage::v1::AggregateChanged& changed = *events.back().mutable_aggregate_changed();
    changed.set_fact(name);
    changed.set_sum_delta(sum);
    changed.set_count_delta(count);
  }
}

void AddMadeUp(const View& view, const SlotView& slot, absl::Time at, std::vector<Event>& events) {
  const std::string& missed = slot.step->step->makes_up();
  if (missed.empty()) return;
  const std::string key = slot.item.empty() ? missed : absl::StrCat(missed, "/", slot.item);
  const auto base = FindSlot(view, slot.owner, key);
  if (!base.has_value() || base->state != storage::v1::STEP_STATE_MISSED) return;
  events.push_back(EventOf(slot.owner, at));
  events.back().mutable_step_made_up()->set_key(key);
  events.back().mutable_step_made_up()->set_by(slot.key);
}

void AddShared(const View& view, const SlotView& slot, const Work& work, absl::Time at,
               std::vector<Event>& events) {
  std::set<uint32_t> all(work.shared_with().begin(), work.shared_with().end());
  if (slot.owner.owner == storage::v1::OWNER_ENROLMENT) all.insert(slot.owner.ordinal);
  for (const uint32_t other : work.shared_with()) {
    // The series' own key stands for the next one; a single step, or one of named items, is meant
    // as it is.
    const std::string key = slot.step->up_to ? slot.key.substr(0, slot.key.rfind('/')) : slot.key;
    const auto theirs = SlotFor(view, EnrolmentOf(other), key);
    if (!theirs.ok() || IsSettled(theirs->state)) continue;
    events.push_back(EventOf(EnrolmentOf(other), at));
    storage::v1::StepRecorded& recorded = *events.back().mutable_step_recorded();
    recorded.set_key(theirs->key);
    recorded.set_state(storage::v1::STEP_STATE_DONE);
    recorded.set_via(storage::v1::VIA_WORK);
    Work& shared = *recorded.mutable_work();
    *shared.mutable_numbers() = work.numbers();
    for (const uint32_t one : all) {
      if (one != other) shared.add_shared_with(one);
    }
    AddFacts(view, *theirs, shared, at, events);
  }
}

void AddRecount(const View& view, const SlotView& slot, storage::v1::StepState after,
                std::vector<Event>& events) {
  if (!slot.step->step->has_session() || slot.owner.owner != storage::v1::OWNER_ENROLMENT) return;
  const uint32_t group = GroupOf(view, slot.owner);
  const auto state = view.image.groups.find(group);
  if (state == view.image.groups.end()) return;
  const bool was = slot.state == storage::v1::STEP_STATE_DONE;
  const bool is = after == storage::v1::STEP_STATE_DONE;
  for (const auto& occurrence : state->second.occurrences()) {
    if (occurrence.key() != slot.key || was == is ||
        occurrence.state() != storage::v1::OCCURRENCE_STATE_HELD) {
      continue;
    }
    Event event =
        EventOf({storage::v1::OWNER_GROUP, group}, absl::FromUnixMicros(occurrence.held_at()));
    storage::v1::SessionHeld& held = *event.mutable_session_held();
    held.set_key(slot.key);
    held.set_present(occurrence.present() + (is ? 1 : 0) -
                     (was && occurrence.present() > 0 ? 1 : 0));
    held.set_absent(occurrence.absent() + (was ? 1 : 0) - (is && occurrence.absent() > 0 ? 1 : 0));
    events.push_back(std::move(event));
  }
}

}  // namespace kasvu::workflows
