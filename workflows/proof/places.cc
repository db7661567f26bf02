#include "workflows/proof/places.h"

#include <utility>

#include "workflows/cohort/slot_items.h"

namespace kasvu::workflows {
namespace {

// Whether `word` means the one at `at` of `count`; what is numbered within an item is meant by the
// item as well.
bool IsMeant(std::string_view word, std::string_view item, size_t at, size_t count) {
  if (word.empty()) return true;
  if (word == "first") return at == 0;
  if (word == "last") return at + 1 == count;
  return item == word || BaseItemOf(item) == word;
}

}  // namespace

ProgrammePlaces::ProgrammePlaces(const Program& program, std::string track)
    : program_(program), track_(std::move(track)) {
  for (const ProgramStep& step : program.steps()) {
    Places places{all_.size(), all_.size()};
    const std::string& only = step.step->for_();
    const bool others =
        step.owner == storage::v1::OWNER_ENROLMENT && !only.empty() && only != track_;
    if (!others && step.rolling) all_.push_back({&step, nullptr});
    if (!others && !step.rolling) {
      for (const ProgramSlot& slot : step.slots) all_.push_back({&step, &slot});
    }
    places.end = all_.size();
    by_step_.push_back(places);
  }
}

Places ProgrammePlaces::Of(const ProgramStep& step) const {
  return by_step_[static_cast<size_t>(&step - program_.steps().data())];
}

std::vector<size_t> ProgrammePlaces::Matching(const ProgramStep& target,
                                              std::string_view word) const {
  std::vector<size_t> named;
  const Places places = Of(target);
  for (size_t i = places.begin; i < places.end; ++i) {
    const bool any_item = all_[i].slot == nullptr;
    if (any_item || IsMeant(word, all_[i].item(), i - places.begin, places.size())) {
      named.push_back(i);
    }
  }
  return named;
}

std::vector<size_t> ProgrammePlaces::Named(const Place& place, std::string_view reference) const {
  const ProgramStep* target = program_.FindStep(reference);
  if (target == nullptr) return {};
  std::string_view word = ItemIn(reference);
  const std::string_view own = ItemInBase(*place.step, place.item());
  if (word == "next") {
    const Places places = Of(*target);
    for (size_t i = places.begin; i + 1 < places.end; ++i) {
      if (all_[i].item() == own) return {i + 1};
    }
    return {};
  }
  if (word.empty() && !own.empty() && ShareItems(program_, *place.step, *target)) word = own;
  return Matching(*target, word);
}

std::vector<size_t> ProgrammePlaces::Named(std::string_view reference) const {
  const ProgramStep* target = program_.FindStep(reference);
  if (target == nullptr) return {};
  return Matching(*target, ItemIn(reference));
}

size_t ProgrammePlaces::BaseOf(const Place& place) const {
  const ProgramStep* base = workflows::BaseOf(program_, *place.step);
  if (base == nullptr) return all_.size();
  const std::string_view item = ItemInBase(*place.step, place.item());
  const Places places = Of(*base);
  for (size_t i = places.begin; i < places.end; ++i) {
    if (all_[i].slot == nullptr || all_[i].item() == item) return i;
  }
  return all_.size();
}

}  // namespace kasvu::workflows
