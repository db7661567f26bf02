#include "workflows/cohort/signers.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

using storage::v1::LinkMember;
using storage::v1::LinkState;

constexpr std::string_view kSelf = "self";
constexpr std::string_view kParticipant = "participant";
constexpr std::string_view kCoordinator = "coordinator";

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

bool IsSymmetric(const View& view, std::string_view link) {
  const auto& links = view.program.spec().links();
  const auto rule = links.find(std::string(link));
  return rule != links.end() && rule->second.symmetric();
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

// The participants whom the owner is about.
std::vector<std::string> Participants(const View& view, OwnerRef owner) {
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

// The words that say who acts: self unless said otherwise, the coordinator on the whole cohort.
std::vector<std::string> WordsOf(const SlotView& slot) {
  const kasvu::v1::Actors& by = slot.step->step->by();
  std::vector<std::string> words(by.all().begin(), by.all().end());
  words.insert(words.end(), by.any().begin(), by.any().end());
  if (words.empty()) {
    words.emplace_back(slot.owner.owner == storage::v1::OWNER_COHORT ? kCoordinator : kSelf);
  }
  return words;
}

// Whether people are known behind the word, rather than whoever has a role.
bool IsPersonal(const View& view, const std::string& word) {
  return word == kSelf || word == kParticipant || view.program.spec().links().contains(word);
}

bool StandsBehind(const View& view, const SlotView& slot, const std::string& word,
                  const Doer& doer) {
  if (doer.person.empty()) return false;
  if (!IsPersonal(view, word)) return doer.roles.contains(word);
  const std::vector<std::string> people = PeopleBehind(view, slot, word);
  return std::find(people.begin(), people.end(), doer.person) != people.end();
}

// One signature that is asked for: of that person, or with no person of anybody with the role.
struct Seat {
  std::string word;
  std::string person;
};

std::vector<Seat> SeatsOf(const View& view, const SlotView& slot) {
  std::vector<Seat> seats;
  for (const std::string& word : WordsOf(slot)) {
    if (!IsPersonal(view, word)) {
      seats.push_back({word, ""});
      continue;
    }
    const std::vector<std::string> people = PeopleBehind(view, slot, word);
    // Nobody is linked yet: the signature is still to come.
    if (people.empty()) seats.push_back({word, ""});
    for (const std::string& person : people) {
      const bool twice = std::any_of(seats.begin(), seats.end(),
                                     [&](const Seat& seat) { return seat.person == person; });
      if (!twice) seats.push_back({word, person});
    }
  }
  return seats;
}

bool Fills(const storage::v1::Signature& signature, const Seat& seat) {
  return seat.person.empty() ? signature.role() == seat.word : signature.person() == seat.person;
}

class Signing {
 public:
  Signing(const View& view, const SlotView& slot)
      : view_(view), slot_(slot), seats_(SeatsOf(view, slot)) {
    if (slot.record == nullptr) return;
    signatures_ = {slot.record->signatures().begin(), slot.record->signatures().end()};
  }

  bool HasSigned(const storage::v1::Signature& by) const {
    return std::any_of(signatures_.begin(), signatures_.end(), [&](const auto& signature) {
      return !by.person().empty() && signature.person() == by.person() &&
             signature.role() == by.role();
    });
  }

  // The next person who has not signed under that word; empty when it has no persons behind it.
  std::string NextUnder(const std::string& word) const {
    for (const Seat& seat : seats_) {
      if (seat.word == word && !seat.person.empty() && !IsFilled(seat)) return seat.person;
    }
    return "";
  }

  bool AllFilledUnder(const std::string& word) const {
    bool any = false;
    for (const Seat& seat : seats_) {
      if (seat.word != word) continue;
      any = true;
      if (!IsFilled(seat)) return false;
    }
    return any;
  }

  bool IsCompleteWith(const storage::v1::Signature& last) {
    signatures_.push_back(last);
    const kasvu::v1::Actors& by = slot_.step->step->by();
    const bool complete = by.any().empty()
                              ? std::all_of(seats_.begin(), seats_.end(),
                                            [&](const Seat& seat) { return IsFilled(seat); })
                              : static_cast<int>(signatures_.size()) >= std::max(1, by.at_least());
    signatures_.pop_back();
    return complete;
  }

 private:
  bool IsFilled(const Seat& seat) const {
    return std::any_of(signatures_.begin(), signatures_.end(),
                       [&](const auto& signature) { return Fills(signature, seat); });
  }

  const View& view_;
  const SlotView& slot_;
  std::vector<Seat> seats_;
  std::vector<storage::v1::Signature> signatures_;
};

// The words under which somebody may act: those of `by`; of one act also the one that is met.
std::vector<std::string> ActingWords(const SlotView& slot, bool several) {
  std::vector<std::string> words = WordsOf(slot);
  const std::string& with = slot.step->step->with();
  if (!several && !with.empty() && std::find(words.begin(), words.end(), with) == words.end()) {
    words.push_back(with);
  }
  return words;
}

}  // namespace

std::vector<std::string> PeopleBehind(const View& view, const SlotView& slot,
                                      std::string_view word) {
  if (word == kSelf || word == kParticipant) return Participants(view, slot.owner);
  const bool symmetric = IsSymmetric(view, word);
  std::vector<std::string> people;
  for (const LinkState* link : LinksOf(view, slot, word)) {
    Add(
        view, *link, [&](const LinkMember& member) { return symmetric || !member.subject(); },
        people);
  }
  return people;
}

bool NeedsSeveral(const View& view, const SlotView& slot) {
  const kasvu::v1::Actors& by = slot.step->step->by();
  if (!by.any().empty()) return by.at_least() > 1;
  if (by.all_size() > 1) return true;
  return by.all_size() == 1 && IsSymmetric(view, by.all(0));
}

absl::StatusOr<Act> ActOf(const View& view, const SlotView& slot, const Doer& doer,
                          std::string_view signs_as) {
  const bool several = NeedsSeveral(view, slot);
  const bool signs = several || slot.step->step->has_agreement();
  const std::vector<std::string> words = ActingWords(slot, several);
  Signing signing(view, slot);
  Act act;
  act.signature.set_at(absl::ToUnixMicros(view.now));

  std::vector<std::string> own;
  for (const std::string& word : words) {
    if (StandsBehind(view, slot, word, doer)) own.push_back(word);
  }
  if (!signs_as.empty()) {
    if (std::find(words.begin(), words.end(), signs_as) == words.end()) {
      return NotYoursToDo(absl::StrCat("the step ", slot.key, " is not done as ",
                                       std::string(signs_as), " but as ", Listed(words)));
    }
    const bool hers = std::find(own.begin(), own.end(), signs_as) != own.end();
    if (!hers && !Coordinates(doer)) {
      return NotYoursToDo(absl::StrCat("you are not ", std::string(signs_as), " here"));
    }
    act.signature.set_role(std::string(signs_as));
    act.signature.set_person(hers ? doer.person : signing.NextUnder(std::string(signs_as)));
    if (!hers && signs && signing.AllFilledUnder(std::string(signs_as))) {
      return AlreadySigned(slot.key, signs_as);
    }
  } else if (!own.empty()) {
    act.signature.set_role(own.front());
    act.signature.set_person(doer.person);
  } else if (Coordinates(doer)) {
    if (signs) return FieldRequired(slot.key, {"role"});
    act.signature.set_role(words.front());
    act.signature.set_person(signing.NextUnder(words.front()));
  } else {
    return NotYoursToDo(
        absl::StrCat("the step ", slot.key, " is done by ", Listed(words), ", not by you"));
  }
  if (!signs) return act;
  if (signing.HasSigned(act.signature)) return AlreadySigned(slot.key, act.signature.role());
  act.complete = signing.IsCompleteWith(act.signature);
  return act;
}

bool MayReview(const View& view, const SlotView& slot, const Doer& doer) {
  if (Coordinates(doer)) return true;
  const auto own = Participants(view, slot.owner);
  const bool about_her = std::find(own.begin(), own.end(), doer.person) != own.end();
  if (about_her) return false;
  for (const std::string& word : ActingWords(slot, false)) {
    if (word != kSelf && word != kParticipant && StandsBehind(view, slot, word, doer)) return true;
  }
  return false;
}

}  // namespace kasvu::workflows
