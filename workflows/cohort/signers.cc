#include "workflows/cohort/signers.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "workflows/cohort/errors.h"
#include "workflows/cohort/errors_step.h"
#include "workflows/cohort/people.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/template/template_index.h"

namespace kasvu::workflows {
namespace {

constexpr std::string_view kCoordinator = "coordinator";

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

}  // namespace

bool NeedsSeveral(const View& view, const SlotView& slot) {
  const kasvu::v1::Actors& by = slot.step->step->by();
  if (!by.any().empty()) return by.at_least() > 1;
  if (by.all_size() > 1) return true;
  return by.all_size() == 1 && IsSymmetric(view, by.all(0));
}

std::vector<std::string> ActingWords(const SlotView& slot, bool several) {
  std::vector<std::string> words = WordsOf(slot);
  const std::string& with = slot.step->step->with();
  if (!several && !with.empty() && std::find(words.begin(), words.end(), with) == words.end()) {
    words.push_back(with);
  }
  return words;
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
    if (signs) return SignerRequired(slot.key, words);
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
  const auto own = ParticipantsOf(view, slot.owner);
  const bool about_her = std::find(own.begin(), own.end(), doer.person) != own.end();
  if (about_her) return false;
  for (const std::string& word : ActingWords(slot, false)) {
    if (word != kSelf && word != kParticipant && StandsBehind(view, slot, word, doer)) return true;
  }
  return false;
}

}  // namespace kasvu::workflows
