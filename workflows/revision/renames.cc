#include "workflows/revision/renames.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/template/elements.h"
#include "workflows/template/references.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Condition;
using kasvu::v1::Item;
using kasvu::v1::Phase;
using kasvu::v1::Step;
using kasvu::v1::TemplateSpec;

template <typename Visit>
void ForEachStep(TemplateSpec& spec, Visit visit) {
  for (Phase& phase : *spec.mutable_phases()) {
    for (Step& step : *phase.mutable_steps()) visit(step);
  }
  for (Step& step : *spec.mutable_steps()) visit(step);
}

const std::string* Find(const std::map<std::string, std::string>& renames,
                        const std::string& address) {
  const auto found = renames.find(address);
  return found == renames.end() ? nullptr : &found->second;
}

class Renaming {
 public:
  Renaming(TemplateSpec& spec, const std::map<std::string, std::string>& renames)
      : spec_(spec), renames_(renames) {
    // Steps with one of something for each item of a series go by the names of its items.
    ForEachStep(spec_, [&](Step& step) {
      if (!step.each().empty()) base_[step.id()] = step.each();
      if (!step.gap().empty()) base_[step.id()] = step.gap();
    });
  }

  void Run() {
    for (Phase& phase : *spec_.mutable_phases()) {
      if (phase.has_opens()) Visit(*phase.mutable_opens());
      for (std::string& need : *phase.mutable_needs()) Reference(need);
      Id(absl::StrCat("phase/", phase.id()), *phase.mutable_id());
    }
    ForEachStep(spec_, [&](Step& step) { InStep(step); });
    if (spec_.has_engaged()) Visit(*spec_.mutable_engaged());
    for (kasvu::v1::End& end : *spec_.mutable_ends()) {
      for (auto& [id, condition] : *end.mutable_requirements()) Visit(condition);
    }
    for (auto& [id, fact] : *spec_.mutable_facts()) Reference(*fact.mutable_step());
    for (auto& [id, link] : *spec_.mutable_links()) Reference(*link.mutable_per());
    InLocks();
    // Ids last: until here everything is found under the old ones.
    ForEachStep(spec_, [&](Step& step) {
      const std::string address = absl::StrCat("step/", step.id());
      for (Item& item : *step.mutable_items()) {
        Id(absl::StrCat(address, "/", item.id()), *item.mutable_id());
      }
      Id(address, *step.mutable_id());
    });
  }

 private:
  void Visit(Condition& condition) {
    VisitReferences(condition, "", [&](ReferenceKind kind, const std::string&, std::string& word) {
      OfKind(kind, word);
    });
  }

  void InStep(Step& step) {
    const auto base = base_.find(step.id());
    if (base != base_.end()) {
      for (std::string& item : *step.mutable_only()) item = NewItem(base->second, item);
    }
    VisitReferences(step, "", [&](ReferenceKind kind, const std::string&, std::string& word) {
      OfKind(kind, word);
    });
  }

  void OfKind(ReferenceKind kind, std::string& word) {
    switch (kind) {
      case ReferenceKind::kNeeds:
      case ReferenceKind::kAfter:
      case ReferenceKind::kAnchor:
      case ReferenceKind::kSeries:
      case ReferenceKind::kMakesUp:
      case ReferenceKind::kDone:
      case ReferenceKind::kCount:
        return Reference(word);
      default:
        return;
    }
  }

  void Reference(std::string& word) {
    const std::string step(StepPart(word));
    const std::string item(ItemPart(word));
    const std::string* renamed = Find(renames_, "step/" + step);
    const std::string new_step = renamed == nullptr ? step : std::string(IdOf(*renamed));
    word = item.empty() ? new_step : absl::StrCat(new_step, "/", NewItem(step, item));
  }

  // What an item of `step`, by its old id, is called now.
  std::string NewItem(std::string step, const std::string& item) const {
    std::set<std::string> seen;
    for (auto base = base_.find(step); base != base_.end() && seen.insert(step).second;
         base = base_.find(step)) {
      step = base->second;
    }
    const std::string* renamed = Find(renames_, absl::StrCat("step/", step, "/", item));
    return renamed == nullptr ? item : std::string(IdOf(*renamed));
  }

  void InLocks() {
    std::map<std::string, kasvu::v1::Text> locks(spec_.locked().begin(), spec_.locked().end());
    for (const auto& [address, reason] : locks) {
      const std::string* renamed = Find(renames_, address);
      if (renamed == nullptr) continue;
      spec_.mutable_locked()->erase(address);
      (*spec_.mutable_locked())[*renamed] = reason;
    }
  }

  void Id(const std::string& address, std::string& id) const {
    if (const std::string* renamed = Find(renames_, address)) id = IdOf(*renamed);
  }

  TemplateSpec& spec_;
  const std::map<std::string, std::string>& renames_;
  std::map<std::string, std::string> base_;
};

}  // namespace

std::map<std::string, std::string> RenamesOf(const TemplateSpec& before,
                                             const TemplateSpec& after) {
  const std::vector<std::string> old_list = Addresses(before), new_list = Addresses(after);
  const std::set<std::string> old_ones(old_list.begin(), old_list.end());
  const std::set<std::string> new_ones(new_list.begin(), new_list.end());
  std::map<std::string, std::string> renames;
  const auto add = [&](const std::string& from, const std::string& to) {
    if (from != to && old_ones.contains(from) && !new_ones.contains(from) &&
        !old_ones.contains(to)) {
      renames.emplace(from, to);
      return true;
    }
    return false;
  };
  TemplateSpec copy = after;
  for (const Phase& phase : copy.phases()) {
    if (!phase.was().empty()) add("phase/" + phase.was(), "phase/" + phase.id());
  }
  ForEachStep(copy, [&](Step& step) {
    const std::string to = "step/" + step.id();
    std::string from = to;
    if (!step.was().empty() && add("step/" + step.was(), to)) from = "step/" + step.was();
    for (const Item& item : step.items()) {
      const std::string address = absl::StrCat(to, "/", item.id());
      if (!item.was().empty() && add(absl::StrCat(from, "/", item.was()), address)) continue;
      add(absl::StrCat(from, "/", item.id()), address);
    }
  });
  return renames;
}

TemplateSpec Renamed(TemplateSpec spec, const std::map<std::string, std::string>& renames) {
  if (!renames.empty()) Renaming(spec, renames).Run();
  return spec;
}

}  // namespace kasvu::workflows
