#include "workflows/migration/correspondence.h"

#include "absl/strings/str_cat.h"
#include "workflows/cohort/slot_items.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;

const ProgramStep* ById(const Program& program, const std::string& id) {
  return id.empty() ? nullptr : program.FindStep(id);
}

// The step that has the items: itself, or the series at the bottom of `each` and `gap`.
const ProgramStep& RootOf(const Program& program, const ProgramStep& step) {
  const ProgramStep* root = &step;
  for (int depth = 0; depth < kMaxBaseDepth; ++depth) {
    const ProgramStep* base = BaseOf(program, *root);
    if (base == nullptr) break;
    root = base;
  }
  return *root;
}

std::string GateOf(const ProgramStep& step) {
  std::string gate;
  if (step.step->has_when()) gate = step.step->when().ShortDebugString();
  if (step.phase != nullptr && step.phase->has_opens()) {
    absl::StrAppend(&gate, "|", step.phase->opens().ShortDebugString());
  }
  return gate;
}

}  // namespace

bool SameOwner(const ProgramStep& a, const ProgramStep& b) {
  return a.owner == b.owner &&
         (a.owner != storage::v1::OWNER_LINK || a.step->per() == b.step->per());
}

Correspondence::Correspondence(const Program& from, const Program& to) : from_(from), to_(to) {
  for (const ProgramStep& step : from.steps()) Match(step);
}

void Correspondence::Match(const ProgramStep& step) {
  const ProgramStep* found = ById(to_, step.step->id());
  if (found == nullptr) {
    for (const ProgramStep& other : to_.steps()) {
      if (other.step->was() == step.step->id()) found = &other;
    }
  }
  if (found == nullptr) found = ById(to_, step.step->was());
  if (found == nullptr || back_.count(found) > 0) return;
  Pair& pair = pairs_[&step];
  pair.to = found;
  pair.gate_changed = GateOf(step) != GateOf(*found);
  MatchItems(RootOf(from_, step), RootOf(to_, *found), pair);
  back_[found] = &step;
}

void Correspondence::MatchItems(const ProgramStep& from, const ProgramStep& to, Pair& pair) const {
  const auto has = [](const ProgramStep& step, const std::string& id) {
    for (const auto& item : step.step->items()) {
      if (item.id() == id) return true;
    }
    return false;
  };
  for (const auto& item : to.step->items()) {
    if (!item.was().empty() && !has(from, item.id()) && has(from, item.was())) {
      pair.items[item.was()] = item.id();
    }
  }
  for (const auto& item : from.step->items()) {
    if (!item.was().empty() && !has(to, item.id()) && has(to, item.was())) {
      pair.items[item.id()] = item.was();
    }
  }
}

const ProgramStep* Correspondence::StepOf(const ProgramStep& step) const {
  const auto found = pairs_.find(&step);
  return found == pairs_.end() ? nullptr : found->second.to;
}

std::string Correspondence::ItemOf(const ProgramStep& step, std::string_view item) const {
  const auto pair = pairs_.find(&step);
  if (pair == pairs_.end()) return std::string(item);
  const auto& items = pair->second.items;
  if (const auto whole = items.find(item); whole != items.end()) return whole->second;
  const std::string_view base = BaseItemOf(item);
  if (base.empty()) return std::string(item);
  const auto named = items.find(base);
  return named == items.end() ? std::string(item)
                              : absl::StrCat(named->second, std::string(item.substr(base.size())));
}

std::optional<std::string> Correspondence::KeyOf(std::string_view key) const {
  const ProgramStep* step = from_.FindStep(key);
  const ProgramStep* other = step == nullptr ? nullptr : StepOf(*step);
  if (other == nullptr || !SameOwner(*step, *other)) return std::nullopt;
  const std::string item = ItemOf(*step, ItemIn(key));
  std::string now = item.empty() ? other->step->id() : absl::StrCat(other->step->id(), "/", item);
  if (other->rolling) return item.empty() ? std::nullopt : std::optional(std::move(now));
  if (to_.FindSlot(now) == nullptr) return std::nullopt;
  return now;
}

bool Correspondence::IsNew(const ProgramStep& step) const { return back_.count(&step) == 0; }

bool Correspondence::GateChanged(const ProgramStep& step) const {
  const auto found = pairs_.find(&step);
  return found != pairs_.end() && found->second.gate_changed;
}

}  // namespace kasvu::workflows
