#include "workflows/migration/movers.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/migration/shared_steps.h"

namespace kasvu::workflows {
namespace {

using storage::v1::OWNER_COHORT;
using storage::v1::OWNER_GROUP;
using storage::v1::OWNER_LINK;

bool IsIn(const storage::v1::EnrolmentState& enrolment) {
  return enrolment.stage() != storage::v1::ENROLMENT_STAGE_ENDED;
}

}  // namespace

std::string NameOf(uint32_t enrolment) { return absl::StrCat("e", enrolment); }

Together::Together(const View& view, const Target& target, const MigrationOptions& options)
    : view_(view), target_(target), options_(options) {
  for (const auto& [ordinal, enrolment] : view.image.enrolments) {
    everybody_.insert(ordinal);
    if (enrolment.group() == 0 && IsIn(enrolment)) ungrouped_.insert(ordinal);
  }
  for (const auto& [ordinal, link] : view.image.links) {
    for (const auto& member : link.members()) {
      if (member.enrolment() != 0) in_link_[ordinal].insert(member.enrolment());
    }
  }
}

const std::string& Together::Said(const Program& program, storage::v1::Owner level,
                                  const std::string& link) {
  const std::string key =
      absl::StrCat(absl::Hex(reinterpret_cast<uintptr_t>(&program)), "/", level, "/", link);
  const auto found = said_.find(key);
  if (found != said_.end()) return found->second;
  return said_[key] = SharedSteps(program, level, link);
}

bool Together::Same(OwnerRef owner, storage::v1::Owner level, const std::string& link) {
  const Program& governing = Governing(view_, owner);
  return Said(governing, level, link) == Said(*target_.program, level, link);
}

bool Together::Stays(uint32_t enrolment, const std::set<uint32_t>& moving) const {
  return moving.count(enrolment) == 0 &&
         PinOf(view_.image, EnrolmentOf(enrolment)) != target_.digest;
}

bool Together::Hold(const std::set<uint32_t>& together, MigrationRule rule,
                    const std::string& otherwise, std::set<uint32_t>& moving,
                    std::map<uint32_t, Stopped>& stopped) const {
  const auto staying = std::find_if(together.begin(), together.end(),
                                    [&](uint32_t enrolment) { return Stays(enrolment, moving); });
  if (staying == together.end() && otherwise.empty()) return false;
  const std::string about = staying == together.end() ? otherwise : NameOf(*staying);
  bool held = false;
  for (const uint32_t enrolment : together) {
    if (moving.erase(enrolment) == 0) continue;
    stopped[enrolment] = {rule, about};
    held = true;
  }
  return held;
}

// Without `only`, whoever comes in from now on goes by the new version, unless somebody who has no
// group yet stays and would come into one of it.
bool Together::CohortMoves(const std::set<uint32_t>& moving) {
  if (!options_.only.empty() || view_.image.cohort.digest() == target_.digest) return false;
  if (moving.empty() && !everybody_.empty()) return false;
  if (Same(TheCohort(), OWNER_GROUP, "")) return true;
  return std::none_of(ungrouped_.begin(), ungrouped_.end(),
                      [&](uint32_t enrolment) { return Stays(enrolment, moving); });
}

bool Together::HoldOnce(std::set<uint32_t>& moving, std::map<uint32_t, Stopped>& stopped) {
  if (!Same(TheCohort(), OWNER_COHORT, "") &&
      Hold(everybody_, MigrationRule::kWholeCohort, "", moving, stopped)) {
    return true;
  }
  const bool there = view_.image.cohort.digest() == target_.digest;
  if (!there && !CohortMoves(moving) && !Same(TheCohort(), OWNER_GROUP, "") &&
      Hold(ungrouped_, MigrationRule::kWholeGroup, "cohort", moving, stopped)) {
    return true;
  }
  bool held = false;
  for (const auto& [ordinal, group] : view_.image.groups) {
    if (Same(GroupOf(ordinal), OWNER_GROUP, "")) continue;
    const std::set<uint32_t> members(group.members().begin(), group.members().end());
    held = Hold(members, MigrationRule::kWholeGroup, "", moving, stopped) || held;
  }
  for (const auto& [ordinal, members] : in_link_) {
    if (Same(LinkOf(ordinal), OWNER_LINK, view_.image.links.at(ordinal).link())) continue;
    held = Hold(members, MigrationRule::kWholeLink, "", moving, stopped) || held;
  }
  return held;
}

Movers Together::Choose(std::set<uint32_t> candidates, std::map<uint32_t, Stopped>& stopped) {
  while (HoldOnce(candidates, stopped)) {
  }
  Movers movers;
  movers.cohort = CohortMoves(candidates);
  const auto all_go = [&](const auto& members) {
    bool any = false;
    for (const uint32_t member : members) {
      if (Stays(member, candidates)) return false;
      any = any || candidates.count(member) > 0;
    }
    return any;
  };
  for (const auto& [ordinal, group] : view_.image.groups) {
    const bool empty = group.members().empty() && movers.cohort && group.digest().empty();
    if (empty || all_go(group.members())) movers.groups.insert(ordinal);
  }
  for (const auto& [ordinal, members] : in_link_) {
    if (all_go(members)) movers.links.insert(ordinal);
  }
  movers.enrolments = std::move(candidates);
  return movers;
}

}  // namespace kasvu::workflows
