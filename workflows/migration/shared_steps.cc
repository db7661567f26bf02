#include "workflows/migration/shared_steps.h"

#include "absl/strings/str_cat.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Step;

// A step's numbers are those that the cohort has set.
void FillIn(const Program& program, Step& step) {
  const auto fill = [&](kasvu::v1::Number& number) {
    number.set_value(program.Value(number));
    number.clear_param();
  };
  if (step.has_times()) fill(*step.mutable_times());
  if (step.has_up_to()) fill(*step.mutable_up_to());
}

Step Bare(const Program& program, const Step& step) {
  Step bare = step;
  bare.clear_was();
  bare.clear_title();
  bare.clear_text();
  bare.clear_agenda();
  bare.clear_effort();
  for (auto& item : *bare.mutable_items()) {
    item.clear_was();
    item.clear_title();
    item.clear_text();
    item.clear_agenda();
  }
  FillIn(program, bare);
  return bare;
}

bool IsShared(const ProgramStep& step, storage::v1::Owner owner, std::string_view link) {
  if (owner == storage::v1::OWNER_GROUP && step.step->has_session()) return true;
  if (step.owner != owner) return false;
  return owner != storage::v1::OWNER_LINK || step.step->per() == link;
}

}  // namespace

std::string SharedSteps(const Program& program, storage::v1::Owner owner, std::string_view link) {
  std::string said;
  for (const ProgramStep& step : program.steps()) {
    if (!IsShared(step, owner, link)) continue;
    absl::StrAppend(&said, Bare(program, *step.step).ShortDebugString(), "\n");
    for (const std::string& name : KeysIn(program.spec().facts())) {
      const kasvu::v1::Fact& fact = program.spec().facts().at(name);
      if (fact.step() == step.step->id()) {
        absl::StrAppend(&said, name, " ", fact.ShortDebugString(), "\n");
      }
    }
    if (step.phase == nullptr) continue;
    if (step.phase->has_opens()) {
      absl::StrAppend(&said, "opens ", step.phase->opens().ShortDebugString(), "\n");
    }
    for (const std::string& needed : step.phase->needs()) absl::StrAppend(&said, needed, "\n");
  }
  if (!said.empty() && owner == storage::v1::OWNER_GROUP) {
    absl::StrAppend(&said, program.spec().calendar().ShortDebugString());
  }
  return said;
}

}  // namespace kasvu::workflows
