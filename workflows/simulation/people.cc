#include "workflows/simulation/people.h"

#include <algorithm>
#include <charconv>

#include "absl/strings/str_cat.h"

namespace kasvu::workflows {
namespace {

using storage::v1::LinkMember;
using storage::v1::LinkRef;
using storage::v1::LinkState;

constexpr std::string_view kParticipants = "persons/participant-";

// The last part of a key, which a link of a series is made for: "day-1" of "runway.talk/day-1/2".
std::string ItemOf(const SlotView& slot) { return slot.item; }

// The live link called `name` that the refs lead to, for the slot's item if it was made for one.
const LinkState* LiveLink(const CohortImage& image,
                          const google::protobuf::RepeatedPtrField<LinkRef>& refs,
                          std::string_view name, const std::string& item) {
  const LinkState* live = nullptr;
  for (const LinkRef& ref : refs) {
    if (ref.link() != name || !ref.live() || !ref.subject()) continue;
    if (!ref.item().empty() && ref.item() != item) continue;
    live = &image.links.at(ref.ordinal());
  }
  return live;
}

const LinkState* LinkFor(const View& view, const SlotView& slot, std::string_view name) {
  const CohortImage& image = view.image;
  switch (slot.owner.owner) {
    case storage::v1::OWNER_LINK: {
      const LinkState& own = image.links.at(slot.owner.ordinal);
      return own.link() == name ? &own : nullptr;
    }
    case storage::v1::OWNER_ENROLMENT:
      return LiveLink(image, image.enrolments.at(slot.owner.ordinal).links(), name, ItemOf(slot));
    case storage::v1::OWNER_GROUP:
      return LiveLink(image, image.groups.at(slot.owner.ordinal).links(), name, ItemOf(slot));
    default:
      return nullptr;
  }
}

Doer MemberOf(const CohortImage& image, const LinkMember& member) {
  if (member.enrolment() != 0) return Participant(image, member.enrolment());
  return Doer{.is_operator = false, .person = member.person(), .roles = {}};
}

// Whom the link's name means: everybody of a symmetric one, else the other side.
std::vector<Doer> Linked(const View& view, const LinkState& link) {
  const auto& links = view.program.spec().links();
  const auto known = links.find(link.link());
  const bool symmetric = known != links.end() && known->second.symmetric();
  std::vector<Doer> doers;
  for (const LinkMember& member : link.members()) {
    if (symmetric || !member.subject()) doers.push_back(MemberOf(view.image, member));
  }
  return doers;
}

std::vector<Doer> Self(const View& view, const SlotView& slot) {
  if (slot.owner.owner == storage::v1::OWNER_ENROLMENT) {
    return {Participant(view.image, slot.owner.ordinal)};
  }
  if (slot.owner.owner != storage::v1::OWNER_LINK) return {Coordinator()};
  std::vector<Doer> doers;
  for (const LinkMember& member : view.image.links.at(slot.owner.ordinal).members()) {
    if (member.subject()) doers.push_back(MemberOf(view.image, member));
  }
  return doers;
}

std::vector<Doer> Actors(const View& view, const SlotView& slot, const std::string& actor) {
  if (actor == "self" || actor == "participant") return Self(view, slot);
  if (actor == "coordinator") return {Coordinator()};
  if (const LinkState* link = LinkFor(view, slot, actor)) return Linked(view, *link);
  if (view.program.spec().people().roles().count(actor) > 0) return {InRole(actor, 1)};
  return {};
}

}  // namespace

std::string NameOfParticipant(uint32_t number) {
  return std::string(kParticipants) + std::to_string(number);
}

uint32_t ParticipantIn(std::string_view person) {
  uint32_t number = 0;
  if (!person.starts_with(kParticipants)) return 0;
  const std::string_view digits = person.substr(kParticipants.size());
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  return error == std::errc() && end == digits.end() ? number : 0;
}

Doer Coordinator() {
  return {.is_operator = false, .person = "persons/coordinator", .roles = {"coordinator"}};
}

Doer Participant(const CohortImage& image, uint32_t enrolment) {
  return {.is_operator = false, .person = image.enrolments.at(enrolment).person(), .roles = {}};
}

Doer InRole(std::string_view role, int number) {
  return {.is_operator = false,
          .person = "persons/" + std::string(role) + "-" + std::to_string(number),
          .roles = {std::string(role)}};
}

std::vector<Doer> ActorsOf(const View& view, const SlotView& slot) {
  const kasvu::v1::Actors& by = slot.step->step->by();
  std::vector<Doer> doers;
  const auto add = [&](const std::string& actor) {
    for (Doer& doer : Actors(view, slot, actor)) {
      const bool known = std::any_of(doers.begin(), doers.end(), [&](const Doer& other) {
        return other.person == doer.person;
      });
      if (!known) doers.push_back(std::move(doer));
    }
  };
  for (const std::string& actor : by.all()) add(actor);
  const int any = by.any_size() == 0 ? 0 : std::max(1, by.at_least());
  for (int i = 0; i < any && i < by.any_size(); ++i) add(by.any(i));
  if (by.all_size() + by.any_size() == 0) {
    add("self");
    doers.resize(1, Coordinator());
  }
  return doers;
}

std::vector<std::string> Company(const View& view, const SlotView& slot, int number) {
  const std::string& with = slot.step->step->with();
  if (with.empty()) return {};
  std::vector<std::string> persons;
  if (const LinkState* link = LinkFor(view, slot, with)) {
    for (const LinkMember& member : link->members()) {
      const Doer doer = MemberOf(view.image, member);
      if (doer.person != ActorsOf(view, slot).front().person) persons.push_back(doer.person);
    }
    return persons;
  }
  if (view.program.spec().people().roles().count(with) == 0) return {};
  return {InRole(with, number).person};
}

}  // namespace kasvu::workflows
