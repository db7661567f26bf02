#include "workflows/cohort/settle.h"

#include <map>
#include <utility>

#include "workflows/cohort/evaluation.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/settle_owner.h"

namespace kasvu::workflows {
namespace {

using Dues = std::map<OwnerRef, std::optional<Due>>;

std::vector<OwnerRef> SharedOwners(const CohortImage& image) {
  std::vector<OwnerRef> owners = {TheCohort()};
  for (const auto& [ordinal, group] : image.groups) owners.push_back(GroupOf(ordinal));
  for (const auto& [ordinal, link] : image.links) owners.push_back(LinkOf(ordinal));
  return owners;
}

// Whether what happened to `changed` can matter to `owner`: what is shared flows inwards.
bool Reaches(const CohortImage& image, OwnerRef changed, OwnerRef owner) {
  if (changed == owner || changed.owner == storage::v1::OWNER_COHORT) return true;
  return changed.owner == storage::v1::OWNER_GROUP && owner.owner == storage::v1::OWNER_LINK &&
         image.links.at(owner.ordinal).group() == changed.ordinal;
}

// Whether `due` has been applied already and is asked for again: it changed nothing, and would not
// the next time either.
bool StandsStill(const Settlement& settlement, const Due& due) {
  if (settlement.events.empty()) return false;
  return settlement.events.back().SerializeAsString() == due.event.SerializeAsString();
}

// The owners in their order; of two dues at the same instant the outer owner's comes first.
Dues::iterator Earliest(Dues& dues) {
  auto earliest = dues.end();
  for (auto it = dues.begin(); it != dues.end(); ++it) {
    if (!it->second) continue;
    if (earliest == dues.end() || it->second->at < earliest->second->at) earliest = it;
  }
  return earliest;
}

}  // namespace

Settlement SettleShared(const Program& program, CohortImage& image, absl::Time now,
                        const Pins* pins) {
  Settlement settlement;
  Dues dues;
  std::optional<OwnerRef> changed;
  for (;;) {
    {
      Evaluation evaluation(View{program, image, now, pins});
      for (const OwnerRef owner : SharedOwners(image)) {
        if (!changed || Reaches(image, *changed, owner)) {
          dues[owner] = NextOfShared(evaluation, owner);
        }
      }
    }
    const auto earliest = Earliest(dues);
    if (earliest == dues.end() || StandsStill(settlement, *earliest->second)) return settlement;
    if (earliest->second->at > now) {
      settlement.next = earliest->second->at;
      return settlement;
    }
    changed = earliest->first;
    Apply(image, earliest->second->event);
    settlement.events.push_back(std::move(earliest->second->event));
  }
}

Settlement SettleEnrolment(const Program& program, CohortImage& image, uint32_t enrolment,
                           absl::Time now, const Pins* pins) {
  Settlement settlement;
  if (!image.enrolments.contains(enrolment)) return settlement;
  for (;;) {
    Evaluation evaluation(View{program, image, now, pins});
    std::optional<Due> due = NextOfEnrolment(evaluation, enrolment);
    if (!due || StandsStill(settlement, *due)) return settlement;
    if (due->at > now) {
      settlement.next = due->at;
      return settlement;
    }
    Apply(image, due->event);
    settlement.events.push_back(std::move(due->event));
  }
}

}  // namespace kasvu::workflows
