#include "workflows/cohort/link_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/errors_link.h"
#include "workflows/cohort/link_pauses.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;

bool Names(const kasvu::v1::Step& step, const std::string& word) {
  const auto in = [&](const auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  return step.with() == word || in(step.by().all()) || in(step.by().any());
}

storage::v1::LinkRef RefTo(const storage::v1::LinkState& link, bool subject) {
  storage::v1::LinkRef ref;
  ref.set_link(link.link());
  ref.set_item(link.item());
  ref.set_ordinal(link.ordinal());
  ref.set_live(true);
  ref.set_subject(subject);
  return ref;
}

}  // namespace

absl::StatusOr<const kasvu::v1::Link*> FindLink(const Program& program, const std::string& name) {
  const auto& links = program.spec().links();
  const auto found = links.find(name);
  if (found == links.end()) return LinkUnknown(name, KeysIn(links));
  return &found->second;
}

LinkSizes SizesOf(const kasvu::v1::Link& link) {
  const int least = std::max(link.has_size() ? link.size().min() : 0, link.symmetric() ? 2 : 1);
  return {least, std::max(link.has_size() ? link.size().max() : 0, least)};
}

bool IsTurn(const Program& program, const std::string& name) {
  const auto link = program.spec().links().find(name);
  if (link == program.spec().links().end() || link->second.symmetric()) return false;
  if (link->second.spacing() > 0) return true;
  if (link->second.pick() != kasvu::v1::PICK_ROTATE) return false;
  return std::none_of(program.steps().begin(), program.steps().end(), [&](const auto& step) {
    const bool of_one =
        step.owner == storage::v1::OWNER_ENROLMENT || step.owner == storage::v1::OWNER_LINK;
    return of_one && (Names(*step.step, name) || step.step->per() == name);
  });
}

std::vector<std::string> ItemsFor(const Program& program, const kasvu::v1::Link& link,
                                  const storage::v1::GroupState* group) {
  std::vector<std::string> items;
  const ProgramStep* series = link.per().empty() ? nullptr : program.FindStep(link.per());
  if (series == nullptr) return items;
  for (const ProgramSlot& slot : series->slots) items.push_back(slot.item);
  if (!series->rolling || group == nullptr) return items;
  const kasvu::v1::Step* base = series->step;
  while (const kasvu::v1::Step* further = program.index().Base(*base)) base = further;
  const std::string prefix = absl::StrCat(base->id(), "/");
  for (const auto& occurrence : group->occurrences()) {
    if (occurrence.key().starts_with(prefix))
      items.push_back(occurrence.key().substr(prefix.size()));
  }
  std::sort(items.begin(), items.end());
  return items;
}

uint32_t LiveLink(const storage::v1::EnrolmentState& enrolment, std::string_view name,
                  std::string_view item) {
  for (const auto& ref : enrolment.links()) {
    if (ref.live() && ref.subject() && ref.link() == name && ref.item() == item) {
      return ref.ordinal();
    }
  }
  return 0;
}

bool MustAgree(const kasvu::v1::Link& rule, const storage::v1::LinkMember& member) {
  switch (rule.consent()) {
    case kasvu::v1::CONSENT_SUBJECT:
      return member.subject();
    case kasvu::v1::CONSENT_OTHER:
      return rule.symmetric() || !member.subject();
    case kasvu::v1::CONSENT_BOTH:
      return true;
    default:
      return false;
  }
}

bool IsAgreed(const kasvu::v1::Link& rule, const storage::v1::LinkState& link) {
  return std::all_of(link.members().begin(), link.members().end(), [&](const auto& member) {
    return member.consented_at() != 0 || !MustAgree(rule, member);
  });
}

void LinkMaker::Make(const kasvu::v1::Link& rule, storage::v1::LinkState link, bool on_group) {
  link.set_ordinal(view_.image.cohort.links() + ++made_);
  const OwnerRef owner = LinkOf(link.ordinal());
  events_.push_back(EventOf(owner, view_.now));
  *events_.back().mutable_link_made()->mutable_link() = link;
  if (IsAgreed(rule, link)) {
    events_.push_back(EventOf(owner, view_.now));
    events_.back().mutable_link_bound();
    for (Event& event : PausedWhenBound(view_, link, view_.now)) {
      events_.push_back(std::move(event));
    }
  }
  for (const auto& member : link.members()) {
    if (member.enrolment() == 0) continue;
    events_.push_back(EventOf(EnrolmentOf(member.enrolment()), view_.now));
    *events_.back().mutable_link_attached()->mutable_ref() = RefTo(link, member.subject());
  }
  if (!on_group || link.group() == 0) return;
  events_.push_back(EventOf(GroupOf(link.group()), view_.now));
  *events_.back().mutable_link_attached()->mutable_ref() = RefTo(link, true);
}

std::vector<Event> LinkMaker::Finish() && {
  if (made_ == 0) return {};
  Event given = EventOf(TheCohort(), view_.now);
  given.mutable_ordinals_given()->set_links(made_);
  events_.insert(events_.begin(), std::move(given));
  return std::move(events_);
}

std::vector<Event> EndingOf(const View& view, const storage::v1::LinkState& link,
                            const std::string& reason) {
  std::vector<Event> events = {EventOf(LinkOf(link.ordinal()), view.now)};
  events.back().mutable_link_ended()->set_reason(reason);
  const auto detach = [&](OwnerRef owner) {
    events.push_back(EventOf(owner, view.now));
    events.back().mutable_link_detached()->set_link(link.ordinal());
  };
  for (const auto& member : link.members()) {
    if (member.enrolment() != 0) detach(EnrolmentOf(member.enrolment()));
  }
  const auto group = view.image.groups.find(link.group());
  if (group == view.image.groups.end()) return events;
  for (const auto& ref : group->second.links()) {
    if (ref.live() && ref.ordinal() == link.ordinal()) detach(GroupOf(link.group()));
  }
  return events;
}

}  // namespace kasvu::workflows
