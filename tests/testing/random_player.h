// Plays a cohort as nobody would wish: commands by chance, sound and unsound, late, by the wrong
// people, taken back and moved around.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "tests/testing/play.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

class RandomPlayer {
 public:
  RandomPlayer(Play& play, std::mt19937_64& random) : play_(play), random_(random) {}

  // One command at `now`, whatever comes of it.
  void Act(absl::Time now);

 private:
  Command Choose(absl::Time now);
  Command Work(absl::Time now);
  Command Correction(absl::Time now);
  Command OfSession(absl::Time now);
  Command OfLink();
  Command OfPeople(absl::Time now);
  Command OfCohort(absl::Time now);

  // A slot of a random owner, open ones first; nothing when there is none.
  std::optional<SlotView> AnySlot(absl::Time now, bool open);
  OwnerRef AnyOwner();
  uint32_t AnyEnrolment();
  uint32_t AnyGroup();
  uint32_t AnyLink();
  std::string AnyOccurrence(uint32_t group);
  std::optional<absl::Time> AnyInstant(absl::Time now);
  Doer AnyDoer(absl::Time now, const Command& command);

  uint64_t Below(uint64_t limit) { return limit == 0 ? 0 : random_() % limit; }
  bool Chance(int percent) { return Below(100) < static_cast<uint64_t>(percent); }

  Play& play_;
  std::mt19937_64& random_;
  uint32_t people_ = 0;
};

}  // namespace kasvu::workflows
