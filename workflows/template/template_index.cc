#include "workflows/template/template_index.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "workflows/template/limits.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Number;
using kasvu::v1::Step;

// `each` may lead to another `each`; deeper than this is a cycle, which the order check reports.
constexpr int kMaxBaseDepth = 8;

}  // namespace

TemplateIndex::TemplateIndex(const kasvu::v1::TemplateSpec& spec) : spec_(spec) {
  for (int p = 0; p < spec.phases_size(); ++p) {
    const kasvu::v1::Phase& phase = spec.phases(p);
    const std::string phase_path = absl::StrCat("phases[", p, "]");
    for (int s = 0; s < phase.steps_size(); ++s) {
      steps_.push_back(
          {&phase.steps(s), &phase, absl::StrCat(phase_path, ".steps[", s, "]"), phase_path});
    }
  }
  for (int s = 0; s < spec.steps_size(); ++s) {
    steps_.push_back({&spec.steps(s), nullptr, absl::StrCat("steps[", s, "]"), ""});
  }
  for (size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i].step->id().empty()) continue;
    if (by_id_.emplace(steps_[i].step->id(), i).second) ids_.push_back(steps_[i].step->id());
  }
  // Beyond the limit nothing but the limit is checked.
  if (steps_.size() > kMaxSteps) return;
  for (const StepPlace& place : steps_) items_[place.step] = FindItems(*place.step, 0);
}

const StepPlace* TemplateIndex::Find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &steps_[found->second];
}

const Step* TemplateIndex::Base(const Step& step) const {
  const StepPlace* base = Find(step.each().empty() ? step.gap() : step.each());
  return base == nullptr || base->step == &step ? nullptr : base->step;
}

bool TemplateIndex::SharesItems(const Step& step, const Step& other) const {
  const auto base_of = [this](const Step& one) {
    const StepPlace* missed = Find(one.makes_up());
    return missed == nullptr ? Base(one) : missed->step;
  };
  const Step* base = base_of(step);
  const Step* others = base_of(other);
  return (base != nullptr && (base == &other || base == others)) || others == &step;
}

bool TemplateIndex::IsSeries(const Step& step) const {
  return step.items_size() > 0 || step.has_times() || step.has_every() || step.has_up_to() ||
         !step.each().empty() || !step.gap().empty() || !step.makes_up().empty();
}

bool TemplateIndex::IsRolling(const Step& step) const {
  const Step* at = &step;
  for (int depth = 0; depth < kMaxBaseDepth && at != nullptr; ++depth) {
    if (at->has_every() && at->items_size() == 0 && !at->has_times()) return true;
    at = Base(*at);
  }
  return false;
}

const std::vector<std::string>& TemplateIndex::Items(const Step& step) const {
  return items_.at(&step);
}

std::vector<std::string> TemplateIndex::FindItems(const Step& step, int depth) const {
  std::vector<std::string> items;
  if (depth > kMaxBaseDepth) return items;
  for (const auto& item : step.items()) items.push_back(item.id());
  if (!items.empty()) return items;
  if (const Step* base = Base(step)) {
    items = FindItems(*base, depth + 1);
    if (!step.gap().empty() && !items.empty()) items.pop_back();
    if (step.only_size() > 0) {
      std::erase_if(items, [&](const std::string& item) {
        return std::find(step.only().begin(), step.only().end(), item) == step.only().end();
      });
    }
    return items;
  }
  const int count = step.has_times()   ? Most(step.times())
                    : step.has_up_to() ? Most(step.up_to())
                                       : 0;
  for (int i = 1; i <= std::min(count, kMaxItems) && !IsRolling(step); ++i) {
    items.push_back(absl::StrCat(i));
  }
  return items;
}

int TemplateIndex::MostSlots(const Step& step) const {
  if (!IsSeries(step)) return 1;
  if (IsRolling(step)) return 0;
  if (!step.makes_up().empty()) {
    const StepPlace* missed = Find(step.makes_up());
    return missed == nullptr || missed->step == &step
               ? 0
               : static_cast<int>(Items(*missed->step).size());
  }
  const int items = static_cast<int>(Items(step).size());
  return Base(step) != nullptr && step.has_up_to() ? items * Most(step.up_to()) : items;
}

bool TemplateIndex::IsScheduled(const Step& step) const {
  return step.has_session() || step.has_every() || step.has_from() ||
         std::any_of(step.items().begin(), step.items().end(),
                     [](const auto& item) { return item.has_at(); });
}

Owner TemplateIndex::OwnerOf(const Step& step) const {
  if (step.per() == "cohort") return Owner::kCohort;
  if (step.per() == "group") return Owner::kGroup;
  return step.per().empty() || step.per() == "enrolment" ? Owner::kEnrolment : Owner::kLink;
}

int TemplateIndex::Least(const Number& number) const {
  const auto param = spec_.params().find(number.param());
  return number.param().empty() || param == spec_.params().end() ? number.value()
                                                                 : param->second.min();
}

int TemplateIndex::Most(const Number& number) const {
  const auto param = spec_.params().find(number.param());
  return number.param().empty() || param == spec_.params().end() ? number.value()
                                                                 : param->second.max();
}

std::string Listed(const std::vector<std::string>& words) { return absl::StrJoin(words, ", "); }

}  // namespace kasvu::workflows
