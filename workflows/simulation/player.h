// One season of one cohort, played on the real rules by people who behave by a profile.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <vector>

#include "workflows/cohort/evaluation.h"
#include "workflows/cohort/slots.h"
#include "workflows/simulation/behaviour.h"
#include "workflows/simulation/expectations.h"
#include "workflows/simulation/stage.h"
#include "workflows/simulation/tally.h"
#include "workflows/simulation/work.h"

namespace kasvu::workflows {

// What every run of a rehearsal shares.
struct Casting {
  storage::v1::CohortState cohort;
  Behaviour behaviour;
  int participants = 0;
  int groups = 0;  // 0: as few as the version's sizes allow
  uint64_t seed = 0;
};

// A command as it was given, and when.
struct PlayedCommand {
  Command command;
  Doer doer;
  absl::Time now;
};

// Everything that happened in one run.
struct Transcript {
  std::vector<PlayedCommand> given;  // refused ones too
  std::vector<storage::v1::Event> events;
};

class Player : private Choosing {
 public:
  // All outlive the player, which is of use for one run. `transcript` may be null.
  Player(std::shared_ptr<const Program> program, const Casting& casting,
         const std::map<std::string, int>& absences_allowed, uint64_t run,
         Transcript* transcript = nullptr);

  // Creates the cohort four weeks before its start, enrols and accepts everybody, forms groups. To
  // be called once and before Play; errors are those of the rules (GROUP_SIZE, COHORT_FULL …).
  absl::Status SignUp();

  // Plays until nothing is left to be done, then closes the cohort; a rolling programme after 52
  // weeks.
  Tally Play();

 private:
  // Something that somebody has planned to do.
  struct Plan {
    enum Kind { kTick, kSession, kLook, kWork, kLeave } kind;
    absl::Time at;
    uint64_t turn;  // those at the same instant in the order in which they were planned
    OwnerRef owner;
    std::string key;
    Doer doer;

    friend bool operator>(const Plan& a, const Plan& b) {
      return std::tie(a.at, a.turn) > std::tie(b.at, b.turn);
    }
  };

  int OnScale(const kasvu::v1::Question& question, int count) const override;
  int OfOptions(const kasvu::v1::Question& question) const override;
  int OfValues(const kasvu::v1::Step& step) const override;
  int32_t WeightOf(std::map<std::string, std::map<std::string, int32_t>>::const_iterator given,
                   const std::string& option, int32_t otherwise) const;

  void PlanLeaving();
  void Proceed(absl::Time until);
  bool SomebodyIsThere() const;
  void CarryOut(const Plan& plan);
  void Tick(absl::Time now);
  void Hold(OwnerRef group, const std::string& key, absl::Time now);
  bool Comes(const storage::v1::EnrolmentState& enrolment, const std::string& key,
             const ProgramStep& step) const;
  void Work(const Plan& plan);
  RecordStep RecordOf(const SlotView& slot, absl::Time now) const;
  void Leave(OwnerRef enrolment, absl::Time now);
  void Close(absl::Time now);

  void LookAtConcerned(absl::Time now);
  void LookAt(Evaluation& evaluation, OwnerRef owner);
  void PlanSessions(OwnerRef group);
  void PlanWork(const View& view, const SlotView& slot);
  std::optional<absl::Time> WhenDoes(const SlotView& slot, const Doer& doer, absl::Time now) const;
  absl::Time NextCoordinatorDay(absl::Time from) const;
  absl::Time InWakingHours(absl::Time day, Chance& chance) const;

  void Happened(const storage::v1::Event& event);
  void Spend(const std::string& role, int64_t minutes, absl::Time now);
  void LeftBefore(const storage::v1::EnrolmentState& enrolment, absl::Time now);
  void KeptBy(uint32_t enrolment, absl::Time now);
  void CountPeople();

  absl::Status Give(const Command& command, absl::Time now, const Doer& doer);
  void Add(Plan::Kind kind, absl::Time at, OwnerRef owner, std::string key = {}, Doer doer = {});

  std::shared_ptr<const Program> program_;
  const Casting& casting_;
  const Behaviour& behaviour_;
  const std::map<std::string, int>& absences_allowed_;
  Luck luck_;
  Millionths attendance_;
  Weeks weeks_;
  absl::Time start_;
  absl::Time season_end_;
  absl::Time horizon_;

  Stage stage_;
  Tally tally_;
  Expectations expectations_;
  std::priority_queue<Plan, std::vector<Plan>, std::greater<>> plans_;
  uint64_t turns_ = 0;
  std::map<OwnerRef, absl::Time> looks_;  // when an owner is looked at again
  std::map<std::pair<uint32_t, std::string>, int64_t> sessions_;  // when they are held
  std::map<std::pair<uint32_t, std::string>, int> missed_;        // by enrolment and step
  std::string working_on_;                                        // the step that somebody records
  bool done_ = false;    // and whether that has finished it
  std::string chooser_;  // whose answers are being given
  Transcript* const transcript_;
};

}  // namespace kasvu::workflows
