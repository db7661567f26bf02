// Pairs, fellows and turns for one item of a series, group by group.
#include <algorithm>
#include <map>

#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_link.h"
#include "workflows/cohort/link_rules.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/rotation.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Link;
using storage::v1::GroupState;
using storage::v1::LinkState;

// Members who take part: active, or accepted before the cohort has started.
std::vector<uint32_t> TakingPart(const View& view, const GroupState& group) {
  std::vector<uint32_t> people;
  for (const uint32_t member : group.members()) {
    const auto enrolment = view.image.enrolments.find(member);
    if (enrolment == view.image.enrolments.end()) continue;
    const auto stage = enrolment->second.stage();
    if (stage == storage::v1::ENROLMENT_STAGE_ACTIVE ||
        stage == storage::v1::ENROLMENT_STAGE_ACCEPTED) {
      people.push_back(member);
    }
  }
  std::sort(people.begin(), people.end());
  return people;
}

// One link of the version, rotated over groups.
class Rotation {
 public:
  Rotation(const View& view, const RotateLinks& command, const Link& rule)
      : view_(view),
        command_(command),
        rule_(rule),
        turn_(IsTurn(view.program, command.link)),
        maker_(view) {
    for (const auto& [ordinal, link] : view.image.links) {
      if (link.link() == command.link) Remember(link);
    }
  }

  bool HasItem(const GroupState& group) const {
    return std::any_of(made_.begin(), made_.end(), [&](const LinkState* link) {
      return link->stage() != storage::v1::LINK_STAGE_ENDED && link->item() == command_.item &&
             link->group() == group.ordinal();
    });
  }

  void Rotate(const GroupState& group) {
    const std::vector<uint32_t> people = TakingPart(view_, group);
    if (rule_.symmetric()) return MakeCompanies(group, people);
    if (!people.empty() && turn_) return MakeTurn(group, people);
    if (!turn_) MakeFellows(group, people);
  }

  Decision Finish() && { return Decision{std::move(maker_).Finish(), {}}; }

 private:
  void Remember(const LinkState& link) {
    made_.push_back(&link);
    std::vector<uint32_t> subjects;
    for (const auto& member : link.members()) {
      if (member.subject() && member.enrolment() != 0) subjects.push_back(member.enrolment());
    }
    if (rule_.symmetric()) return earlier_.AddCompany(subjects);
    for (const auto& member : link.members()) {
      if (member.subject() || member.enrolment() == 0) continue;
      for (const uint32_t subject : subjects) earlier_.AddService(subject, member.enrolment());
    }
  }

  LinkState Draft(const GroupState& group) const {
    LinkState link;
    link.set_link(command_.link);
    link.set_item(command_.item);
    link.set_group(group.ordinal());
    return link;
  }

  static void Add(LinkState& link, uint32_t enrolment, bool subject) {
    storage::v1::LinkMember& member = *link.add_members();
    member.set_enrolment(enrolment);
    member.set_subject(subject);
  }

  void MakeCompanies(const GroupState& group, const std::vector<uint32_t>& people) {
    const LinkSizes sizes = SizesOf(rule_);
    for (const Company& company : NextCompanies(people, sizes.least, sizes.most, earlier_)) {
      LinkState link = Draft(group);
      for (const uint32_t one : company) Add(link, one, true);
      maker_.Make(rule_, std::move(link), false);
    }
  }

  // With more than one fellow each, the rounds follow one another.
  void MakeFellows(const GroupState& group, const std::vector<uint32_t>& people) {
    std::map<uint32_t, LinkState> links;
    Encounters earlier = earlier_;
    const int each = std::min<int>(SizesOf(rule_).least, static_cast<int>(people.size()) - 1);
    for (int round = 0; round < each; ++round) {
      for (const auto& [subject, fellow] : NextFellows(people, earlier)) {
        LinkState& link = links[subject];
        if (round == 0) {
          link = Draft(group);
          Add(link, subject, true);
        }
        Add(link, fellow, false);
        earlier.AddService(subject, fellow);
      }
    }
    for (auto& [subject, link] : links) maker_.Make(rule_, std::move(link), false);
  }

  void MakeTurn(const GroupState& group, std::vector<uint32_t> people) {
    const std::vector<std::string> items = ItemsFor(view_.program, rule_, &group);
    const auto place_of = [&](const std::string& item) {
      return static_cast<int>(std::find(items.begin(), items.end(), item) - items.begin());
    };
    std::vector<Turn> turns;
    for (const LinkState* link : made_) {
      if (link->group() != group.ordinal()) continue;
      for (const auto& member : link->members()) {
        if (!member.subject()) turns.push_back({member.enrolment(), place_of(link->item())});
      }
    }
    LinkState link = Draft(group);
    const int place = place_of(command_.item);
    for (int i = 0; i < SizesOf(rule_).least && !people.empty(); ++i) {
      const uint32_t next = NextTurn(people, turns, place, rule_.spacing());
      people.erase(std::find(people.begin(), people.end(), next));
      Add(link, next, false);
    }
    maker_.Make(rule_, std::move(link), true);
  }

  const View& view_;
  const RotateLinks& command_;
  const Link& rule_;
  const bool turn_;
  LinkMaker maker_;
  std::vector<const LinkState*> made_;
  Encounters earlier_;
};

// The groups asked for that have the item in their plan. ITEM_UNKNOWN when none has.
absl::StatusOr<std::vector<const GroupState*>> GroupsWithItem(const View& view,
                                                              const RotateLinks& command,
                                                              const Link& rule) {
  std::vector<const GroupState*> asked;
  if (command.group.has_value()) {
    KASVU_ASSIGN_OR_RETURN(const GroupState* group, GroupIn(view, *command.group));
    asked.push_back(group);
  } else {
    for (const auto& [ordinal, group] : view.image.groups) asked.push_back(&group);
  }
  std::vector<std::string> known = ItemsFor(view.program, rule, nullptr);
  bool found = std::find(known.begin(), known.end(), command.item) != known.end();
  std::vector<const GroupState*> with_item;
  for (const GroupState* group : asked) {
    known = ItemsFor(view.program, rule, group);
    if (std::find(known.begin(), known.end(), command.item) == known.end()) continue;
    found = true;
    with_item.push_back(group);
  }
  if (!found) return ItemUnknown(rule.per(), command.item, known);
  return with_item;
}

}  // namespace

Decided DecideOn(const View& view, const RotateLinks& command, const Doer& doer) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  KASVU_ASSIGN_OR_RETURN(const Link* rule, FindLink(view.program, command.link));
  if (!Coordinates(doer)) return MayNotLink(command.link);
  if (rule->pick() != kasvu::v1::PICK_ROTATE) return LinkNotRotated(command.link);
  KASVU_ASSIGN_OR_RETURN(const std::vector<const GroupState*> groups,
                         GroupsWithItem(view, command, *rule));
  Rotation rotation(view, command, *rule);
  bool all_have = !groups.empty();
  for (const GroupState* group : groups) {
    if (rotation.HasItem(*group)) continue;
    all_have = false;
    rotation.Rotate(*group);
  }
  if (all_have) return LinksExistForItem(command.link, command.item);
  return std::move(rotation).Finish();
}

}  // namespace kasvu::workflows
