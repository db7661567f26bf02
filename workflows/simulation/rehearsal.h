// A programme played many times over. Runs do not know each other: they may be played in any order
// and by several threads, and the sums are the same.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "kasvu/v1/rehearsal.pb.h"
#include "workflows/simulation/player.h"
#include "workflows/simulation/tally.h"

namespace kasvu::workflows {

inline constexpr int kMaxRuns = 10'000;
inline constexpr int kMaxRehearsed = 300;               // participants of one run
inline constexpr int64_t kMaxRehearsedInAll = 250'000;  // participants of all runs together

class Rehearsal {
 public:
  // `compiled` as a version keeps it. INVALID_ARGUMENT: REHEARSAL_SIZE; of the rules, when so
  // many people do not make up such groups: GROUP_SIZE; of the programme: UNKNOWN_TIME_ZONE,
  // SKIP_RULE_NEEDS_REGION.
  static absl::StatusOr<std::unique_ptr<const Rehearsal>> Make(
      std::shared_ptr<const kasvu::v1::TemplateSpec> compiled, Casting casting, int runs);

  int runs() const { return runs_; }
  int participants() const { return casting_.participants; }

  // One run, from 0. Safe for use by several threads.
  Tally Play(int run, Transcript* transcript = nullptr) const;

  // What the sums of all runs say; the template's name is left out.
  kasvu::v1::Rehearsal Told(const Tally& tally) const;

 private:
  Rehearsal(std::shared_ptr<const Program> program, Casting casting, int runs);

  std::shared_ptr<const Program> program_;
  Casting casting_;
  int runs_;
  std::map<std::string, int> absences_allowed_;
};

}  // namespace kasvu::workflows
