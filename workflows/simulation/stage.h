// A cohort in memory that is played: time catches up, a command is decided, its events are applied,
// and what they lead to is settled. Looks only at whom something concerns, so that a whole season
// takes milliseconds.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "workflows/cohort/decide.h"
#include "workflows/cohort/evaluation.h"
#include "workflows/cohort/program.h"
#include "workflows/cohort/replay.h"
#include "workflows/cohort/view.h"

namespace kasvu::workflows {

class Stage {
 public:
  // Told of every event once it has been applied; must not call the stage.
  using Listener = std::function<void(const storage::v1::Event&)>;

  Stage(std::shared_ptr<const Program> program, Listener listener)
      : program_(std::move(program)), listener_(std::move(listener)) {}

  // Gives one command; errors are those of the rules, and nothing has happened then but what time
  // has settled. Time never goes back: `now` is not before that of the last call.
  absl::StatusOr<Decision> Do(const Command& command, absl::Time now, const Doer& doer);

  // Settles everything that is due.
  void Settle(absl::Time now);

  // When time may settle something next; the infinite future for never.
  absl::Time next() const;

  // Those whom something concerned since this was asked last.
  std::set<OwnerRef> TakeConcerned() { return std::exchange(concerned_, {}); }

  const Program& program() const { return *program_; }
  const CohortImage& image() const { return image_; }
  View At(absl::Time now) const { return {*program_, image_, now}; }
  // What is known at `now`, shared by all who ask until something happens.
  Evaluation& EvaluationAt(absl::Time now);

 private:
  void Happen(const storage::v1::Event& event);
  void Concern(const storage::v1::Event& event);
  void ConcernMembersOf(uint32_t group);
  void ConcernEnrolment(uint32_t enrolment);
  void SettleShared(absl::Time now);
  void SettleOne(uint32_t enrolment, absl::Time now);
  void SettlePending(absl::Time now);

  std::shared_ptr<const Program> program_;
  Listener listener_;
  CohortImage image_;
  absl::Time shared_next_ = absl::InfinitePast();
  std::map<uint32_t, absl::Time> next_;
  std::set<uint32_t> pending_;  // enrolments that something concerned since they were settled
  std::set<OwnerRef> concerned_;
  std::optional<Evaluation> evaluation_;  // of the image as it is
};

}  // namespace kasvu::workflows
