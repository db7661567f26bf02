#include "workflows/cohort/program.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/cohort/imagined_sessions.h"
#include "workflows/template/references.h"
#include "workflows/template/required_steps.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;

// `each` may lead to another `each`; a version that is checked never goes deeper.
constexpr int kMaxBaseDepth = 8;

absl::Status ParamOutOfRange(const std::string& name, int value) {
  return Error(absl::StatusCode::kInvalidArgument, "PARAM_OUT_OF_RANGE",
               absl::StrCat("the programme has no parameter “", name, "”"),
               {{"param", name}, {"value", std::to_string(value)}});
}

absl::Status ParamOutOfRange(const std::string& name, int value, const kasvu::v1::Param& param) {
  return Error(
      absl::StatusCode::kInvalidArgument, "PARAM_OUT_OF_RANGE",
      absl::StrCat("“", name, "” goes from ", param.min(), " to ", param.max(), ", not ", value),
      {{"param", name},
       {"value", std::to_string(value)},
       {"min", std::to_string(param.min())},
       {"max", std::to_string(param.max())}});
}

storage::v1::Owner StoredOwner(Owner owner) {
  switch (owner) {
    case Owner::kEnrolment:
      return storage::v1::OWNER_ENROLMENT;
    case Owner::kLink:
      return storage::v1::OWNER_LINK;
    case Owner::kGroup:
      return storage::v1::OWNER_GROUP;
    case Owner::kCohort:
      return storage::v1::OWNER_COHORT;
  }
  return storage::v1::OWNER_ENROLMENT;
}

std::vector<std::string> Words(const google::protobuf::RepeatedPtrField<std::string>& words) {
  return {words.begin(), words.end()};
}

ProgramSlot SlotOf(const Step& step, const std::string& item,
                   const kasvu::v1::Item* overrides = nullptr) {
  return {absl::StrCat(step.id(), "/", item), item, overrides};
}

}  // namespace

Program::Program(std::shared_ptr<const kasvu::v1::TemplateSpec> spec, Zone zone)
    : spec_(std::move(spec)),
      index_(std::make_unique<TemplateIndex>(*spec_)),
      zone_(std::move(zone)),
      imagined_(std::make_unique<ImaginedPlan>()) {}

Program::~Program() = default;

absl::StatusOr<std::shared_ptr<const Program>> Program::Make(
    std::shared_ptr<const kasvu::v1::TemplateSpec> compiled,
    const storage::v1::CohortState& cohort) {
  KASVU_ASSIGN_OR_RETURN(Zone zone, Zone::Load(cohort.time_zone()));
  std::shared_ptr<Program> program(new Program(std::move(compiled), std::move(zone)));
  KASVU_RETURN_IF_ERROR(program->SetParams(cohort));
  KASVU_ASSIGN_OR_RETURN(
      program->blackout_,
      Blackout::Parse(Words(program->spec_->calendar().skip()), cohort.region()));
  for (const StepPlace& place : program->index_->steps()) {
    KASVU_RETURN_IF_ERROR(program->AddStep(place, cohort.region()));
  }
  program->ListSlots();
  const std::set<const Step*> awaited = RequiredSteps(*program->index_);
  for (ProgramStep& step : program->steps_) step.awaited = awaited.contains(step.step);
  return std::shared_ptr<const Program>(std::move(program));
}

absl::Status Program::SetParams(const storage::v1::CohortState& cohort) {
  for (const auto& [name, param] : spec_->params()) params_[name] = param.default_();
  const std::map<std::string, int> given(cohort.params().begin(), cohort.params().end());
  for (const auto& [name, value] : given) {
    const auto param = spec_->params().find(name);
    if (param == spec_->params().end()) return ParamOutOfRange(name, value);
    if (value < param->second.min() || value > param->second.max()) {
      return ParamOutOfRange(name, value, param->second);
    }
    params_[name] = value;
  }
  return absl::OkStatus();
}

absl::Status Program::AddStep(const StepPlace& place, std::string_view region) {
  const Step& step = *place.step;
  ProgramStep added;
  added.step = &step;
  added.phase = place.phase;
  added.owner = StoredOwner(index_->OwnerOf(step));
  added.rolling = index_->IsRolling(step);
  if (const StepPlace* missed = index_->Find(step.makes_up())) {
    added.rolling = index_->IsRolling(*missed->step);
  }
  added.up_to = step.has_up_to();
  // Steps of others, open-ended ones and aftercare count only where a requirement names them.
  added.required = added.owner == storage::v1::OWNER_ENROLMENT && !step.optional() &&
                   !added.up_to && !added.rolling && step.on_end_size() == 0;
  std::vector<std::string> skip = Words(step.skip());
  if (step.has_session()) {
    skip.insert(skip.end(), spec_->calendar().skip().begin(), spec_->calendar().skip().end());
  }
  KASVU_ASSIGN_OR_RETURN(added.blackout, Blackout::Parse(skip, region));
  if (!added.rolling) added.slots = SlotsOf(step, 0);
  by_id_.emplace(step.id(), steps_.size());
  steps_.push_back(std::move(added));
  return absl::OkStatus();
}

std::vector<ProgramSlot> Program::SlotsOf(const Step& step, int depth) const {
  if (depth > kMaxBaseDepth) return {};
  std::vector<ProgramSlot> slots;
  for (const auto& item : step.items()) slots.push_back(SlotOf(step, item.id(), &item));
  if (!slots.empty()) return slots;
  const StepPlace* missed = index_->Find(step.makes_up());
  const Step* base = missed != nullptr ? missed->step : index_->Base(step);
  if (base != nullptr) {
    for (const ProgramSlot& slot : SlotsOf(*base, depth + 1)) {
      if (slot.item.empty()) return {{step.id(), "", nullptr}};
      const bool chosen = step.only_size() == 0 || std::find(step.only().begin(), step.only().end(),
                                                             slot.item) != step.only().end();
      if (chosen) slots.push_back(SlotOf(step, slot.item));
    }
    if (!step.gap().empty() && !slots.empty()) {
      const std::string last = SlotsOf(*base, depth + 1).back().item;
      if (slots.back().item == last) slots.pop_back();
    }
  }
  const int count = step.has_times() ? Value(step.times()) : Value(step.up_to());
  if (base == nullptr && count == 0) return {{step.id(), "", nullptr}};
  if (count == 0) return slots;
  std::vector<ProgramSlot> counted;
  for (int i = 1; base == nullptr && i <= count; ++i) {
    counted.push_back(SlotOf(step, absl::StrCat(i)));
  }
  for (const ProgramSlot& slot : slots) {
    for (int i = 1; i <= count; ++i) {
      counted.push_back(SlotOf(step, absl::StrCat(slot.item, "/", i)));
    }
  }
  return counted;
}

void Program::ListSlots() {
  for (size_t i = 0; i < steps_.size(); ++i) {
    steps_[i].first_slot = slot_count_;
    for (size_t s = 0; s < steps_[i].slots.size(); ++s) {
      by_key_.emplace(steps_[i].slots[s].key, SlotPlace{i, s});
    }
    slot_count_ += steps_[i].slots.size();
  }
}

const ProgramStep* Program::FindStep(std::string_view key) const {
  const auto found = by_id_.find(StepPart(key));
  return found == by_id_.end() ? nullptr : &steps_[found->second];
}

const Program::SlotPlace* Program::FindSlot(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &found->second;
}

int Program::Value(const kasvu::v1::Number& number) const {
  if (number.param().empty()) return number.value();
  const auto param = params_.find(number.param());
  return param == params_.end() ? 0 : param->second;
}

}  // namespace kasvu::workflows
