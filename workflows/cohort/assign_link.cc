// A link that somebody makes by hand: who may be in it, how many, and how often.
#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_link.h"
#include "workflows/cohort/link_limits.h"
#include "workflows/cohort/link_rules.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {
namespace {

using kasvu::v1::Link;
using storage::v1::EnrolmentState;
using storage::v1::LinkState;

bool Has(const google::protobuf::RepeatedPtrField<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// One command, looked at from all sides before anything is made.
class Assignment {
 public:
  Assignment(const View& view, const AssignLink& command, const Doer& doer, const Link& rule)
      : view_(view), command_(command), doer_(doer), rule_(rule) {
    turn_ = IsTurn(view.program, command.link);
    // In a turn nobody is served but the group, so whoever is named takes it; in a symmetric link
    // everyone is on the same side.
    if (turn_) {
      fellows_ = {command.enrolments.begin(), command.enrolments.end()};
      fellows_.insert(command.fellows.begin(), command.fellows.end());
    } else {
      subjects_ = {command.enrolments.begin(), command.enrolments.end()};
      (rule.symmetric() ? subjects_ : fellows_)
          .insert(command.fellows.begin(), command.fellows.end());
    }
    for (const LinkPerson& person : command.persons) persons_.emplace(person.person, &person);
  }

  absl::StatusOr<Decision> Decide() {
    KASVU_RETURN_IF_ERROR(CheckPeople());
    KASVU_RETURN_IF_ERROR(CheckDoer());
    KASVU_RETURN_IF_ERROR(CheckItem());
    KASVU_RETURN_IF_ERROR(CheckSize());
    KASVU_RETURN_IF_ERROR(CheckRoles());
    KASVU_RETURN_IF_ERROR(CheckBetween());
    KASVU_RETURN_IF_ERROR(CheckEarlier());
    KASVU_RETURN_IF_ERROR(CheckCapacity());
    LinkMaker maker(view_);
    maker.Make(rule_, Draft(), turn_);
    return Decision{std::move(maker).Finish(), {}};
  }

 private:
  const EnrolmentState& Of(uint32_t enrolment) const {
    return view_.image.enrolments.at(enrolment);
  }

  absl::Status CheckPeople() const {
    for (const auto* side : {&subjects_, &fellows_}) {
      for (const uint32_t ordinal : *side) {
        KASVU_ASSIGN_OR_RETURN(const EnrolmentState* enrolment, EnrolmentIn(view_, ordinal));
        if (enrolment->stage() == storage::v1::ENROLMENT_STAGE_ENDED) {
          return EnrolmentEnded(*enrolment);
        }
      }
    }
    return absl::OkStatus();
  }

  // A link to be chosen is made by whom it serves; all others by the coordinator.
  absl::Status CheckDoer() const {
    if (Coordinates(doer_)) return absl::OkStatus();
    const bool own = std::any_of(subjects_.begin(), subjects_.end(), [&](uint32_t subject) {
      return Of(subject).person() == doer_.person;
    });
    if (rule_.pick() != kasvu::v1::PICK_CHOSEN || !own) return MayNotLink(command_.link);
    return absl::OkStatus();
  }

  absl::Status CheckItem() const {
    if (rule_.per().empty() && command_.item.empty()) return absl::OkStatus();
    const auto group = view_.image.groups.find(Group());
    const auto items = ItemsFor(view_.program, rule_,
                                group == view_.image.groups.end() ? nullptr : &group->second);
    if (std::find(items.begin(), items.end(), command_.item) != items.end()) {
      return absl::OkStatus();
    }
    return LinkUnknownForItem(command_.link, rule_.per(), command_.item);
  }

  absl::Status Wrong(std::string_view sentence, size_t given) const {
    const LinkSizes sizes = SizesOf(rule_);
    return LinkSize(command_.link, sentence, static_cast<int>(given), sizes.least, sizes.most);
  }

  absl::Status CheckSize() const {
    const LinkSizes sizes = SizesOf(rule_);
    const std::string range = sizes.least == sizes.most
                                  ? absl::StrCat(sizes.least)
                                  : absl::StrCat(sizes.least, " to ", sizes.most);
    const size_t others = fellows_.size() + persons_.size();
    const size_t given = rule_.symmetric() ? subjects_.size() + others : others;
    const bool fits =
        static_cast<int>(given) >= sizes.least && static_cast<int>(given) <= sizes.most;
    if (rule_.symmetric()) {
      if (!fits) {
        return Wrong(absl::StrCat(command_.link, " takes ", range, " people, not ", given), given);
      }
      if (!subjects_.empty()) return absl::OkStatus();
      return Wrong(absl::StrCat(command_.link, " needs a participant"), given);
    }
    if (!turn_ && subjects_.size() != 1) {
      return Wrong(absl::StrCat(command_.link, " serves one participant, not ", subjects_.size()),
                   subjects_.size());
    }
    for (const uint32_t fellow : fellows_) {
      if (subjects_.contains(fellow)) {
        return Wrong(absl::StrCat("e", fellow, " cannot be on both sides of ", command_.link),
                     given);
      }
    }
    if (fits) return absl::OkStatus();
    return Wrong(absl::StrCat(command_.link, " takes ", range, " on the other side, not ", given),
                 given);
  }

  absl::Status CheckRoles() const {
    const std::vector<std::string> of(rule_.of().begin(), rule_.of().end());
    for (const uint32_t fellow : fellows_) {
      if (!Has(rule_.of(), "participant")) return NoSuchRole(Of(fellow).person(), of);
    }
    for (const auto& [name, person] : persons_) {
      const bool fits = std::any_of(of.begin(), of.end(), [&, given = person](const auto& role) {
        return role == "contact" || given->roles.contains(role);
      });
      if (!fits) return NoSuchRole(name, of);
    }
    return absl::OkStatus();
  }

  // What two participants must differ in: their firm, or their track when tracks are named.
  absl::Status CheckBetween() const {
    if (rule_.between().empty()) return absl::OkStatus();
    std::set<uint32_t> all = subjects_;
    all.insert(fellows_.begin(), fellows_.end());
    std::set<std::string> companies;
    std::set<std::string> tracks;
    for (const uint32_t one : all) {
      const EnrolmentState& enrolment = Of(one);
      if (Has(rule_.between(), "company") && !enrolment.company().empty() &&
          !companies.insert(enrolment.company()).second) {
        return SidesAlike(command_.link, "company", enrolment.company());
      }
      if (Has(rule_.between(), enrolment.track()) && !tracks.insert(enrolment.track()).second) {
        return SidesAlike(command_.link, "track", enrolment.track());
      }
    }
    return absl::OkStatus();
  }

  absl::Status CheckEarlier() const {
    for (const uint32_t subject : subjects_) {
      const EnrolmentState& enrolment = Of(subject);
      const uint32_t live = LiveLink(enrolment, command_.link, command_.item);
      if (live != 0) return LinkExists(subject, command_.link, live);
      // A link for each item is made anew by itself; only one for the whole time is a re-match.
      if (rule_.per().empty() && BoundBefore(view_, enrolment, command_.link) > rule_.rematch()) {
        return LinkRematchLimit(subject, command_.link, rule_.rematch());
      }
    }
    if (!turn_) return absl::OkStatus();
    const auto group = view_.image.groups.find(Group());
    if (group == view_.image.groups.end()) return absl::OkStatus();
    for (const auto& ref : group->second.links()) {
      if (ref.live() && ref.link() == command_.link && ref.item() == command_.item) {
        return LinksExistForItem(command_.link, command_.item);
      }
    }
    return absl::OkStatus();
  }

  absl::Status CheckCapacity() const {
    for (const auto& [name, role] : view_.program.spec().people().roles()) {
      if (role.capacity() == 0 || !Has(rule_.of(), name)) continue;
      for (const auto& [person, given] : persons_) {
        if (!given->roles.contains(name)) continue;
        std::set<uint32_t> served = ServedBy(view_, person, name);
        served.insert(subjects_.begin(), subjects_.end());
        if (static_cast<int>(served.size()) > role.capacity()) {
          return LinkCapacity(person, name, role.capacity());
        }
      }
    }
    return absl::OkStatus();
  }

  // The group that all of its participants are in; 0 when they are in none or in several.
  uint32_t Group() const {
    std::set<uint32_t> groups;
    for (const uint32_t one : subjects_) groups.insert(Of(one).group());
    for (const uint32_t one : fellows_) groups.insert(Of(one).group());
    return groups.size() == 1 ? *groups.begin() : 0;
  }

  LinkState Draft() const {
    LinkState link;
    link.set_link(command_.link);
    link.set_item(command_.item);
    link.set_group(Group());
    for (const uint32_t subject : subjects_) Add(link, subject, "", true);
    for (const uint32_t fellow : fellows_) Add(link, fellow, "", false);
    for (const auto& [person, given] : persons_) Add(link, 0, person, rule_.symmetric());
    return link;
  }

  // Whoever makes a link has agreed to it.
  void Add(LinkState& link, uint32_t enrolment, const std::string& person, bool subject) const {
    storage::v1::LinkMember& member = *link.add_members();
    member.set_enrolment(enrolment);
    member.set_person(person);
    member.set_subject(subject);
    const std::string& behind = enrolment == 0 ? person : Of(enrolment).person();
    if (!doer_.person.empty() && behind == doer_.person) {
      member.set_consented_at(absl::ToUnixMicros(view_.now));
    }
  }

  const View& view_;
  const AssignLink& command_;
  const Doer& doer_;
  const Link& rule_;
  bool turn_ = false;
  std::set<uint32_t> subjects_;
  std::set<uint32_t> fellows_;
  std::map<std::string, const LinkPerson*> persons_;
};

}  // namespace

Decided DecideOn(const View& view, const AssignLink& command, const Doer& doer) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  KASVU_ASSIGN_OR_RETURN(const Link* rule, FindLink(view.program, command.link));
  return Assignment(view, command, doer, *rule).Decide();
}

}  // namespace kasvu::workflows
