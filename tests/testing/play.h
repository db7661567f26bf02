// A cohort in memory that commands are given to, as an engine would: time catches up first, the
// command is decided, its events are applied, and what they led to is settled.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tests/testing/play_invariants.h"
#include "workflows/cohort/decide.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/replay.h"
#include "workflows/cohort/settle.h"

namespace kasvu::workflows {

struct GivenCommand {
  Command command;
  Doer doer;
  absl::Time now;
};

class Play {
 public:
  // `cohort` is created at `now` and plays `program`. Ends the test when the rules refuse it.
  Play(std::shared_ptr<const Program> program, const storage::v1::CohortState& cohort,
       absl::Time now);

  // Gives one command. Time never goes back: `now` is not before that of the last call.
  absl::StatusOr<Decision> Do(const Command& command, absl::Time now,
                              const Doer& doer = Doer{
                                  .is_operator = true, .person = {}, .roles = {}});

  // What a scheduler does: settles what is shared and everybody, or only those of `enrolments`.
  void SettleAll(absl::Time now);
  void Settle(absl::Time now, const std::set<uint32_t>& enrolments);

  // Applies what a migration at `now` came to, which may lead to the version with `digest`, and
  // settles everybody.
  void Carry(const std::string& digest, std::shared_ptr<const Program> program,
             const std::vector<storage::v1::Event>& events, absl::Time now);

  const Program& program() const { return *program_; }
  const CohortImage& image() const { return image_; }
  View At(absl::Time now) const { return {*program_, image_, now, &pins_}; }
  const std::vector<storage::v1::Event>& events() const { return events_; }

  // Every command so far, refused ones too.
  const std::vector<GivenCommand>& given() const { return given_; }

  // What went wrong so far, a sentence each: an invariant, or a replay that leads elsewhere.
  const std::vector<std::string>& faults() const { return faults_; }

  // Compares the image with a replay of all events from the first on, and with itself through
  // bytes.
  void CheckReplay();

 private:
  void SettleShared(absl::Time now);
  void SettleOne(uint32_t enrolment, absl::Time now);
  void KeepSettled(const Settlement& settled, absl::Time now);
  void Keep(const storage::v1::Event& event, bool corrects);
  void CheckWatched();

  std::shared_ptr<const Program> program_;
  Pins pins_;
  CohortImage image_;
  PlayInvariants invariants_;
  std::vector<storage::v1::Event> events_;
  std::vector<GivenCommand> given_;
  size_t seen_faults_ = 0;  // of the invariants
  std::vector<std::string> faults_;
};

}  // namespace kasvu::workflows
