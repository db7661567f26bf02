#include "workflows/cohort/people.h"

#include <algorithm>

namespace kasvu::workflows {
namespace {

using storage::v1::LinkMember;
using storage::v1::LinkState;

std::string PersonOf(const View& view, uint32_t enrolment) {
  const auto found = view.image.enrolments.find(enrolment);
  return found == view.image.enrolments.end() ? "" : found->second.person();
}

std::string PersonOf(const View& view, const LinkMember& member) {
  return member.enrolment() == 0 ? member.person() : PersonOf(view, member.enrolment());
}

// Everyone whom `include` lets through, once each, in the order of the link.
template <typename Include>
void Add(const View& view, const LinkState& link, Include include,
         std::vector<std::string>& people) {
  for (const LinkMember& member : link.members()) {
    const std::string person = PersonOf(view, member);
    if (!include(member) || person.empty()) continue;
    if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
  }
}

// Whether a link made for `made_for` is the one of `item`: of the same item, or of the item that
// this one is a part of ("day-1" and "day-1/2").
bool IsFor(std::string_view made_for, std::string_view item) {
  const auto part = [](std::string_view whole, std::string_view prefix) {
    return whole.size() > prefix.size() && whole.starts_with(prefix) && whole[prefix.size()] == '/';
  };
  return made_for.empty() || item.empty() || made_for == item || part(item, made_for) ||
         part(made_for, item);
}

// The bound links of that name that `slot` stands in.
std::vector<const LinkState*> LinksOf(const View& view, const SlotView& slot,
                                      std::string_view word) {
  std::vector<const LinkState*> links;
  const auto add = [&](const auto& refs, bool subject_only) {
    for (const auto& ref : refs) {
      if (!ref.live() || ref.link() != word || !IsFor(ref.item(), slot.item)) continue;
      if (subject_only && !ref.subject()) continue;
      const auto link = view.image.links.find(ref.ordinal());
      if (link == view.image.links.end()) continue;
      if (link->second.stage() == storage::v1::LINK_STAGE_BOUND) links.push_back(&link->second);
    }
  };
  const auto add_of_enrolment = [&](uint32_t ordinal) {
    const auto enrolment = view.image.enrolments.find(ordinal);
    if (enrolment != view.image.enrolments.end()) add(enrolment->second.links(), true);
  };
  if (slot.owner.owner == storage::v1::OWNER_ENROLMENT) add_of_enrolment(slot.owner.ordinal);
  if (slot.owner.owner == storage::v1::OWNER_GROUP) {
    const auto group = view.image.groups.find(slot.owner.ordinal);
    if (group != view.image.groups.end()) add(group->second.links(), false);
  }
  if (slot.owner.owner == storage::v1::OWNER_LINK) {
    const auto own = view.image.links.find(slot.owner.ordinal);
    if (own == view.image.links.end()) return links;
    // What belongs to a link is done by its people, even after it has ended.
    if (own->second.link() == word) return {&own->second};
    for (const LinkMember& member : own->second.members()) {
      if (member.subject() && member.enrolment() != 0) add_of_enrolment(member.enrolment());
    }
  }
  return links;
}

}  // namespace

bool IsSymmetric(const View& view, std::string_view link) {
  const auto& links = view.program.spec().links();
  const auto rule = links.find(std::string(link));
  return rule != links.end() && rule->second.symmetric();
}

std::vector<std::string> ParticipantsOf(const View& view, OwnerRef owner) {
  std::vector<std::string> people;
  switch (owner.owner) {
    case storage::v1::OWNER_ENROLMENT:
      people.push_back(PersonOf(view, owner.ordinal));
      break;
    case storage::v1::OWNER_LINK: {
      const auto link = view.image.links.find(owner.ordinal);
      if (link == view.image.links.end()) break;
      Add(
          view, link->second, [](const LinkMember& member) { return member.subject(); }, people);
      break;
    }
    case storage::v1::OWNER_GROUP: {
      const auto group = view.image.groups.find(owner.ordinal);
      if (group == view.image.groups.end()) break;
      for (const uint32_t member : group->second.members()) {
        people.push_back(PersonOf(view, member));
      }
      break;
    }
    default:
      for (const auto& [ordinal, enrolment] : view.image.enrolments) {
        people.push_back(enrolment.person());
      }
  }
  std::erase(people, "");
  return people;
}

std::vector<std::string> PeopleBehind(const View& view, const SlotView& slot,
                                      std::string_view word) {
  if (word == kSelf || word == kParticipant) return ParticipantsOf(view, slot.owner);
  const bool symmetric = IsSymmetric(view, word);
  std::vector<std::string> people;
  for (const LinkState* link : LinksOf(view, slot, word)) {
    Add(
        view, *link, [&](const LinkMember& member) { return symmetric || !member.subject(); },
        people);
  }
  return people;
}

}  // namespace kasvu::workflows
