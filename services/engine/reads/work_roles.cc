#include "services/engine/reads/work_roles.h"

#include <algorithm>
#include <map>

#include "workflows/cohort/people.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/signers.h"
#include "workflows/cohort/work_rules.h"

namespace kasvu::engine {
namespace {

using storage::v1::LinkMember;
using workflows::CohortImage;
using workflows::Doer;
using workflows::OwnerRef;
using workflows::SlotView;
using workflows::View;

constexpr char kSelf[] = "self";
constexpr char kCoordinator[] = "coordinator";

bool IsSelf(std::string_view part) { return part == kSelf || part == "participant"; }

bool IsLink(const View& view, const std::string& part) {
  return view.program.spec().links().contains(part);
}

bool Has(const View& view, const SlotView& slot, const std::string& part, const Doer& doer) {
  if (!IsSelf(part) && !IsLink(view, part)) return doer.roles.contains(part);
  const std::vector<std::string> people = workflows::PeopleBehind(view, slot, part);
  return std::find(people.begin(), people.end(), doer.person) != people.end();
}

bool HasSigned(const SlotView& slot, std::string_view part, std::string_view person) {
  if (slot.record == nullptr) return false;
  const auto& signatures = slot.record->signatures();
  return std::any_of(signatures.begin(), signatures.end(), [&](const auto& signature) {
    return signature.role() == part && signature.person() == person;
  });
}

// The first part with a signature still to come; the first of all when nobody knows whose.
std::string FirstUnsigned(const View& view, const SlotView& slot,
                          const std::vector<std::string>& parts) {
  for (const std::string& part : parts) {
    const std::vector<std::string> people = workflows::PeopleBehind(view, slot, part);
    const bool all_signed = std::all_of(people.begin(), people.end(), [&](const auto& person) {
      return HasSigned(slot, part, person);
    });
    if (people.empty() || !all_signed) return part;
  }
  return parts.front();
}

bool IsUnderReview(const SlotView& slot) {
  return slot.state == storage::v1::STEP_STATE_SUBMITTED && workflows::IsReviewed(*slot.step->step);
}

// Who reads what was handed in: the other side of a link, or the coordinator where nobody is.
std::string Reviewer(const View& view, const SlotView& slot) {
  for (const std::string& part : PartsOf(view, slot)) {
    if (IsLink(view, part) && !workflows::PeopleBehind(view, slot, part).empty()) return part;
  }
  return kCoordinator;
}

}  // namespace

std::vector<std::string> PartsOf(const View& whole, const SlotView& slot) {
  const View view = workflows::SeenBy(whole, slot.owner);
  // Whom one meets has a part of her own where a link says who she is.
  const bool is_met = IsLink(view, slot.step->step->with());
  return workflows::ActingWords(slot, !is_met || workflows::NeedsSeveral(view, slot));
}

std::optional<std::string> PartIn(const View& whole, const SlotView& slot, const Doer& doer) {
  const View view = workflows::SeenBy(whole, slot.owner);
  if (doer.person.empty()) return std::nullopt;
  if (IsUnderReview(slot)) {
    const std::string reviewer = Reviewer(view, slot);
    if (!Has(view, slot, reviewer, doer)) return std::nullopt;
    return reviewer;
  }
  for (const std::string& part : PartsOf(view, slot)) {
    if (!Has(view, slot, part, doer) || HasSigned(slot, part, doer.person)) continue;
    return IsSelf(part) ? kSelf : part;
  }
  return std::nullopt;
}

std::string NextPart(const View& whole, const SlotView& slot) {
  const View view = workflows::SeenBy(whole, slot.owner);
  if (IsUnderReview(slot)) return Reviewer(view, slot);
  const std::string part = FirstUnsigned(view, slot, PartsOf(view, slot));
  return IsSelf(part) ? kSelf : part;
}

uint32_t OwnEnrolmentIn(const CohortImage& image, const OwnerRef& owner, std::string_view person) {
  const auto is_hers = [&](uint32_t ordinal) {
    const auto found = image.enrolments.find(ordinal);
    return found != image.enrolments.end() && found->second.person() == person;
  };
  if (owner.owner == storage::v1::OWNER_ENROLMENT) {
    return is_hers(owner.ordinal) ? owner.ordinal : 0;
  }
  if (owner.owner == storage::v1::OWNER_LINK) {
    const auto link = image.links.find(owner.ordinal);
    if (link == image.links.end()) return 0;
    for (const LinkMember& member : link->second.members()) {
      if (member.subject() && is_hers(member.enrolment())) return member.enrolment();
    }
    return 0;
  }
  // Of a group or the cohort the one that she has in it now.
  uint32_t own = 0;
  for (const auto& [ordinal, enrolment] : image.enrolments) {
    const bool inside =
        owner.owner != storage::v1::OWNER_GROUP || enrolment.group() == owner.ordinal;
    if (inside && enrolment.person() == person) own = ordinal;
  }
  return own;
}

}  // namespace kasvu::engine
