#include "services/engine/reads/work_consents.h"

#include <utility>

#include "services/engine/reads/public_names.h"
#include "services/engine/reads/work_entry.h"
#include "workflows/cohort/link_rules.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::WorkItem;
using storage::v1::LinkMember;
using storage::v1::LinkState;
using workflows::OwnerRef;
using workflows::View;

constexpr char kSelf[] = "self";
constexpr char kCoordinator[] = "coordinator";

// The person behind a member; empty when she has left, or is not in the image.
std::string PersonOf(const View& view, const LinkMember& member) {
  if (member.enrolment() == 0) return member.person();
  const auto found = view.image.enrolments.find(member.enrolment());
  if (found == view.image.enrolments.end()) return std::string();
  const bool ended = found->second.stage() == storage::v1::ENROLMENT_STAGE_ENDED;
  return ended ? std::string() : found->second.person();
}

// Those who still have to consent, in the order of the link; nobody when one of them has left.
std::vector<const LinkMember*> Awaited(const View& view, const LinkState& link) {
  std::vector<const LinkMember*> awaited;
  const auto rule = view.program.spec().links().find(link.link());
  if (link.stage() != storage::v1::LINK_STAGE_PROPOSED) return awaited;
  if (rule == view.program.spec().links().end()) return awaited;
  for (const LinkMember& member : link.members()) {
    if (member.consented_at() != 0 || !workflows::MustAgree(rule->second, member)) continue;
    if (PersonOf(view, member).empty()) return {};
    awaited.push_back(&member);
  }
  return awaited;
}

std::string PartOf(const LinkState& link, const LinkMember& member) {
  return member.subject() ? kSelf : link.link();
}

WorkEntry ConsentTo(const View& view, const LinkState& link, const std::string& role,
                    const Sight& sight) {
  const OwnerRef owner{storage::v1::OWNER_LINK, link.ordinal()};
  kasvu::v1::StepProgress step;
  step.set_owner(OwnerName(view.image.cohort.id(), owner));
  *step.mutable_title() = view.program.spec().links().at(link.link()).title();
  step.set_kind("link");
  step.set_state(kasvu::v1::STATE_OPEN);
  const WorkStanding standing{WorkItem::URGENCY_OPEN, "to-consent",
                              absl::FromUnixMicros(link.made_at())};
  const uint32_t enrolment = Concerned(view, owner);
  WorkEntry entry = EntryOf(view, owner, std::move(step), enrolment, role, standing);
  entry.item.set_link(entry.item.step().owner());
  if (!sight.SeesEnrolment(enrolment)) entry.item.clear_person();
  return entry;
}

}  // namespace

std::vector<WorkEntry> ConsentsOfPerson(const View& view, const workflows::Doer& doer,
                                        const Sight& sight) {
  std::vector<WorkEntry> work;
  for (const auto& [ordinal, link] : view.image.links) {
    const std::vector<const LinkMember*> awaited = Awaited(view, link);
    if (awaited.empty()) continue;
    std::string part = doer.roles.contains(kCoordinator) ? kCoordinator : "";
    for (const LinkMember* member : awaited) {
      if (!doer.person.empty() && PersonOf(view, *member) == doer.person) {
        part = PartOf(link, *member);
        break;
      }
    }
    if (!part.empty()) work.push_back(ConsentTo(view, link, part, sight));
  }
  return work;
}

std::vector<WorkEntry> ConsentsOfCohort(const View& view, const Sight& sight) {
  std::vector<WorkEntry> work;
  for (const auto& [ordinal, link] : view.image.links) {
    const std::vector<const LinkMember*> awaited = Awaited(view, link);
    if (awaited.empty() || !sight.Sees({storage::v1::OWNER_LINK, ordinal})) continue;
    work.push_back(ConsentTo(view, link, PartOf(link, *awaited.front()), sight));
  }
  return work;
}

}  // namespace kasvu::engine
