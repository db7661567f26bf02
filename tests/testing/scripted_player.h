// Plays a cohort as everybody would wish: each does everything that is open, in time; sessions are
// attended by all, links are made and changed, the coordinator decides.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/testing/play.h"
#include "workflows/cohort/slots.h"

namespace kasvu::workflows {

// What somebody does otherwise than everybody would wish; what is not set changes nothing.
struct Deviations {
  std::function<bool(const SlotView&)> leaves_out;
  std::function<bool(std::string_view key, uint32_t enrolment)> is_absent;
  std::function<void(const SlotView&, RecordStep&)> changes;
};

class ScriptedPlayer {
 public:
  explicit ScriptedPlayer(Play& play, Deviations deviations = {})
      : play_(play), deviations_(std::move(deviations)) {}

  // Enrols and accepts so many people, and forms groups.
  void Enrol(int people, absl::Time now);

  // Everything that can be done at `now`.
  void Act(absl::Time now);

  // Acts after each session and otherwise twice a week.
  void PlayUntil(absl::Time from, absl::Time until);

  // Commands that were refused, with the reason; a diligent cohort has none.
  const std::vector<std::string>& refusals() const { return refusals_; }

 private:
  void Give(const Command& command, absl::Time now, const Doer& doer);
  void MakeLinks(absl::Time now);
  void Consent(absl::Time now);
  void HoldSessions(absl::Time now);
  void DoSteps(OwnerRef owner, absl::Time now);
  void DoStep(const SlotView& slot, absl::Time now);

  Play& play_;
  Deviations deviations_;
  std::vector<std::string> refusals_;
};

}  // namespace kasvu::workflows
