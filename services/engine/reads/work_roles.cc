#include "services/engine/reads/work_roles.h"

#include <algorithm>

namespace kasvu::engine {
namespace {

using storage::v1::EnrolmentState;
using storage::v1::LinkMember;
using storage::v1::LinkRef;
using storage::v1::LinkState;
using workflows::CohortImage;
using workflows::OwnerRef;
using workflows::SlotView;
using workflows::View;

using LinkRefs = google::protobuf::RepeatedPtrField<LinkRef>;

template <typename State>
const State* Find(const std::map<uint32_t, State>& states, uint32_t ordinal) {
  const auto found = states.find(ordinal);
  return found == states.end() ? nullptr : &found->second;
}

bool IsSelf(std::string_view part) { return part == "self" || part == "participant"; }

bool IsEnrolmentOf(const CohortImage& image, uint32_t ordinal, std::string_view person) {
  const EnrolmentState* enrolment = Find(image.enrolments, ordinal);
  return enrolment != nullptr && enrolment->person() == person;
}

bool IsPerson(const CohortImage& image, const LinkMember& member, std::string_view person) {
  return member.enrolment() == 0 ? member.person() == person
                                 : IsEnrolmentOf(image, member.enrolment(), person);
}

// Whether `person` is on the far side of `link`, or anywhere in a symmetric one.
bool IsFarSide(const View& view, const LinkState& link, std::string_view person) {
  const auto kind = view.program.spec().links().find(link.link());
  const bool symmetric = kind != view.program.spec().links().end() && kind->second.symmetric();
  return std::any_of(link.members().begin(), link.members().end(), [&](const LinkMember& member) {
    return (symmetric || !member.subject()) && IsPerson(view.image, member, person);
  });
}

// Whether a link made for `of` is the one for `item`: for every item, or for this one.
bool Covers(std::string_view of, std::string_view item) {
  return of.empty() || item == of ||
         (item.starts_with(of) && item.size() > of.size() && item[of.size()] == '/');
}

bool IsLinked(const View& view, const LinkRefs& links, std::string_view name, std::string_view item,
              std::string_view person) {
  return std::any_of(links.begin(), links.end(), [&](const LinkRef& ref) {
    if (!ref.live() || ref.link() != name || !Covers(ref.item(), item)) return false;
    const LinkState* link = Find(view.image.links, ref.ordinal());
    return link != nullptr && IsFarSide(view, *link, person);
  });
}

bool HasLink(const View& view, const SlotView& slot, std::string_view name,
             std::string_view person) {
  switch (slot.owner.owner) {
    case storage::v1::OWNER_ENROLMENT: {
      const EnrolmentState* owner = Find(view.image.enrolments, slot.owner.ordinal);
      // Oneself is in the link too, and is no fellow of oneself.
      return owner != nullptr && owner->person() != person &&
             IsLinked(view, owner->links(), name, slot.item, person);
    }
    case storage::v1::OWNER_GROUP: {
      const auto* owner = Find(view.image.groups, slot.owner.ordinal);
      return owner != nullptr && IsLinked(view, owner->links(), name, slot.item, person);
    }
    case storage::v1::OWNER_LINK: {
      const LinkState* owner = Find(view.image.links, slot.owner.ordinal);
      return owner != nullptr && owner->link() == name &&
             owner->stage() == storage::v1::LINK_STAGE_BOUND && IsFarSide(view, *owner, person);
    }
    default:
      return false;
  }
}

bool HasSigned(const SlotView& slot, std::string_view part, std::string_view person) {
  if (slot.record == nullptr) return false;
  return std::any_of(
      slot.record->signatures().begin(), slot.record->signatures().end(),
      [&](const storage::v1::Signature& signature) {
        return signature.person() == person &&
               (signature.role() == part || (IsSelf(signature.role()) && IsSelf(part)));
      });
}

bool Has(const View& view, const SlotView& slot, const workflows::Doer& doer,
         const std::string& part) {
  if (IsSelf(part)) return OwnEnrolmentIn(view.image, slot.owner, doer.person) != 0;
  if (view.program.spec().links().contains(part)) return HasLink(view, slot, part, doer.person);
  return doer.roles.contains(part);
}

}  // namespace

std::vector<std::string> PartsOf(const workflows::Program& program, const kasvu::v1::Step& step) {
  std::vector<std::string> parts(step.by().all().begin(), step.by().all().end());
  parts.insert(parts.end(), step.by().any().begin(), step.by().any().end());
  if (parts.empty()) parts.emplace_back("self");
  const bool known = std::find(parts.begin(), parts.end(), step.with()) != parts.end();
  if (!known && program.spec().links().contains(step.with())) parts.push_back(step.with());
  return parts;
}

std::optional<std::string> PartIn(const View& view, const SlotView& slot,
                                  const workflows::Doer& doer) {
  if (doer.person.empty()) return std::nullopt;
  for (const std::string& part : PartsOf(view.program, *slot.step->step)) {
    if (!Has(view, slot, doer, part)) continue;
    if (!HasSigned(slot, part, doer.person)) return part == "participant" ? "self" : part;
  }
  return std::nullopt;
}

uint32_t OwnEnrolmentIn(const CohortImage& image, const OwnerRef& owner, std::string_view person) {
  switch (owner.owner) {
    case storage::v1::OWNER_ENROLMENT:
      return IsEnrolmentOf(image, owner.ordinal, person) ? owner.ordinal : 0;
    case storage::v1::OWNER_GROUP:
      if (const auto* group = Find(image.groups, owner.ordinal)) {
        for (const uint32_t member : group->members()) {
          if (IsEnrolmentOf(image, member, person)) return member;
        }
      }
      return 0;
    case storage::v1::OWNER_LINK:
      if (const LinkState* link = Find(image.links, owner.ordinal)) {
        for (const LinkMember& member : link->members()) {
          if (member.subject() && IsEnrolmentOf(image, member.enrolment(), person)) {
            return member.enrolment();
          }
        }
      }
      return 0;
    default:
      for (const auto& [ordinal, enrolment] : image.enrolments) {
        if (enrolment.person() == person) return ordinal;
      }
      return 0;
  }
}

}  // namespace kasvu::engine
