#include "services/engine/reads/sight.h"

#include <algorithm>

namespace kasvu::engine {
namespace {

using storage::v1::LinkMember;
using storage::v1::LinkState;
using workflows::CohortImage;

// Her own part in `link`, as a person or through one of her enrolments; null when she has none.
const LinkMember* PartIn(const LinkState& link, const std::string& person,
                         const std::set<uint32_t>& own) {
  const auto hers = [&](const LinkMember& member) {
    return member.enrolment() != 0 ? own.contains(member.enrolment()) : member.person() == person;
  };
  const auto found = std::find_if(link.members().begin(), link.members().end(), hers);
  return found == link.members().end() ? nullptr : &*found;
}

void AddLink(const LinkState& link, const std::string& person, Sight& sight) {
  const LinkMember* part = PartIn(link, person, sight.own);
  if (part == nullptr) return;
  sight.links.insert(link.ordinal());
  if (part->subject() || link.stage() != storage::v1::LINK_STAGE_BOUND) return;
  // A fellow reads one piece of work; only somebody from outside has people in her care.
  std::set<uint32_t>& others = part->enrolment() != 0 ? sight.served : sight.enrolments;
  for (const LinkMember& member : link.members()) {
    if (member.subject()) others.insert(member.enrolment());
  }
}

}  // namespace

bool Sight::Sees(const workflows::OwnerRef& owner) const {
  switch (owner.owner) {
    case storage::v1::OWNER_ENROLMENT:
      return SeesEnrolment(owner.ordinal);
    case storage::v1::OWNER_GROUP:
      return SeesGroup(owner.ordinal);
    case storage::v1::OWNER_LINK:
      return everything || links.contains(owner.ordinal);
    default:
      return Anything();
  }
}

Sight SightOf(const CohortImage& image, const workflows::Doer& doer, bool of_cohort) {
  Sight sight;
  sight.everything =
      doer.is_operator || doer.roles.contains("coordinator") || (of_cohort && !doer.roles.empty());
  if (doer.is_operator) return sight;
  for (const auto& [ordinal, enrolment] : image.enrolments) {
    if (enrolment.person() == doer.person) sight.own.insert(ordinal);
  }
  sight.enrolments = sight.own;
  for (const auto& [ordinal, link] : image.links) AddLink(link, doer.person, sight);
  for (const uint32_t ordinal : sight.enrolments) {
    const auto enrolment = image.enrolments.find(ordinal);
    if (enrolment != image.enrolments.end() && enrolment->second.group() != 0) {
      sight.groups.insert(enrolment->second.group());
    }
  }
  return sight;
}

}  // namespace kasvu::engine
