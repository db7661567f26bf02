// What a programme has to fill on one track, each place with a number: the ground that the proof
// walks on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workflows/cohort/program.h"

namespace kasvu::workflows {

// One slot of a step. A rolling series has a single one that stands for any of its items: its edges
// lead to the same item or the one before, so what holds for one lap holds for all.
struct Place {
  const ProgramStep* step = nullptr;
  const ProgramSlot* slot = nullptr;  // null: any item of a rolling series

  const std::string& key() const { return slot == nullptr ? step->step->id() : slot->key; }
  std::string_view item() const { return slot == nullptr ? std::string_view() : slot->item; }
};

// Places one after the other, `end` not included.
struct Places {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
};

class ProgrammePlaces {
 public:
  // `program` outlives it. Steps `for` another track than `track` have no places.
  ProgrammePlaces(const Program& program, std::string track);

  const Program& program() const { return program_; }
  const std::string& track() const { return track_; }
  const std::vector<Place>& all() const { return all_; }
  const Place& at(size_t place) const { return all_[place]; }

  // Those of `step`, none when it is for another track.
  Places Of(const ProgramStep& step) const;

  // Which places `reference` ("goals", "session/last") means in `place`, as the cohort's rules have
  // it: all of a series unless it names one, or the two share their items.
  std::vector<size_t> Named(const Place& place, std::string_view reference) const;
  // The same as a condition means it.
  std::vector<size_t> Named(std::string_view reference) const;

  // The place of the base that `place` belongs to (`each`, `gap`, `makes_up`), or all().size().
  size_t BaseOf(const Place& place) const;

 private:
  std::vector<size_t> Matching(const ProgramStep& target, std::string_view word) const;

  const Program& program_;
  std::string track_;
  std::vector<Place> all_;
  std::vector<Places> by_step_;  // as program().steps()
};

}  // namespace kasvu::workflows
