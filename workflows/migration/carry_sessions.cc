#include "workflows/migration/carry_sessions.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "workflows/cohort/instants.h"
#include "workflows/cohort/session_plan.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Occurrence;

using Plan = std::map<std::string, Occurrence>;

Plan PlanOf(const Program& program, const storage::v1::CohortState& cohort,
            const storage::v1::GroupState& group) {
  Plan plan;
  for (Occurrence& occurrence : PlanSessions(program, cohort, FromMicros(group.formed_at()))) {
    plan.emplace(occurrence.key(), occurrence);
  }
  return plan;
}

bool IsAhead(const Occurrence& occurrence) {
  return occurrence.state() == storage::v1::OCCURRENCE_STATE_PLANNED ||
         occurrence.state() == storage::v1::OCCURRENCE_STATE_TENTATIVE;
}

class SessionCarrier {
 public:
  SessionCarrier(const Correspondence& same, const storage::v1::CohortState& cohort,
                 const storage::v1::GroupState& group, absl::Time now,
                 storage::v1::Carried& carried, std::vector<MigrationChange>& changes)
      : same_(same),
        group_(group),
        now_(now),
        carried_(carried),
        changes_(changes),
        before_(PlanOf(same.from(), cohort, group)),
        after_(PlanOf(same.to(), cohort, group)) {}

  void Run(DateRule dates) {
    std::set<std::string> there;
    for (const Occurrence& occurrence : group_.occurrences()) {
      const auto key = KeyOf(occurrence.key());
      if (WasCalledOffByMigration(occurrence)) {
        continue;  // planned anew below
      }
      if (!key) {
        CallOff(occurrence);
        continue;
      }
      there.insert(*key);
      if (*key != occurrence.key()) Rename(occurrence.key(), *key);
      if (dates == DateRule::kRecompute) Move(occurrence, *key);
    }
    for (auto& [key, planned] : after_) {
      if (there.count(key) == 0) Add(planned, dates);
    }
  }

 private:
  // One that the version before does not have: it was called off when the cohort came to that.
  bool WasCalledOffByMigration(const Occurrence& occurrence) const {
    const ProgramStep* step = same_.from().FindStep(occurrence.key());
    return occurrence.state() == storage::v1::OCCURRENCE_STATE_CANCELLED &&
           after_.count(occurrence.key()) > 0 && before_.count(occurrence.key()) == 0 &&
           (step == nullptr || !step->rolling);
  }

  // Whether a session that stays when it was leaves no room for `planned`.
  bool IsTaken(const Occurrence& planned) const {
    return std::any_of(group_.occurrences().begin(), group_.occurrences().end(),
                       [&](const Occurrence& other) {
                         return other.state() != storage::v1::OCCURRENCE_STATE_CANCELLED &&
                                other.starts_at() != 0 && other.starts_at() < planned.ends_at() &&
                                planned.starts_at() < other.ends_at();
                       });
  }

  // The session it is in the new version; of another kind of step it is none any more.
  std::optional<std::string> KeyOf(const std::string& key) const {
    const ProgramStep* step = same_.from().FindStep(key);
    const ProgramStep* other = step == nullptr ? nullptr : same_.StepOf(*step);
    if (other == nullptr || !other->step->has_session()) return std::nullopt;
    return same_.KeyOf(key);
  }

  void Say(MigrationChange::Kind kind, const std::string& key, const std::string& to,
           int64_t before, int64_t after) {
    changes_.push_back({kind, key, to, InstantIn(before), InstantIn(after)});
  }

  void Rename(const std::string& from, const std::string& to) {
    storage::v1::KeyChange& change = *carried_.add_renamed_sessions();
    change.set_from(from);
    change.set_to(to);
    Say(MigrationChange::kSessionRenamed, from, to, 0, 0);
  }

  void CallOff(const Occurrence& occurrence) {
    if (!IsAhead(occurrence)) return;
    Occurrence& called_off = *carried_.add_sessions();
    called_off = occurrence;
    called_off.set_state(storage::v1::OCCURRENCE_STATE_CANCELLED);
    called_off.set_held_at(ToMicros(now_));
    Say(MigrationChange::kSessionRemoved, occurrence.key(), "", occurrence.starts_at(), 0);
  }

  void Move(const Occurrence& occurrence, const std::string& key) {
    const auto before = before_.find(occurrence.key());
    const auto after = after_.find(key);
    if (before == before_.end() || after == after_.end() || !IsAhead(occurrence)) return;
    const int64_t by = after->second.starts_at() - before->second.starts_at();
    const bool dated = before->second.starts_at() != 0 && after->second.starts_at() != 0 &&
                       occurrence.starts_at() != 0;
    if (!dated || by == 0 || FromMicros(occurrence.starts_at()) <= now_) return;
    if (FromMicros(occurrence.starts_at() + by) <= now_) return;
    Occurrence& moved = *carried_.add_sessions();
    moved = occurrence;
    moved.set_key(key);
    moved.set_starts_at(occurrence.starts_at() + by);
    moved.set_ends_at(moved.starts_at() + after->second.ends_at() - after->second.starts_at());
    Say(MigrationChange::kSessionMoved, key, "", occurrence.starts_at(), moved.starts_at());
  }

  void Add(Occurrence planned, DateRule dates) {
    const ProgramStep* step = same_.to().FindStep(planned.key());
    const bool passed = planned.starts_at() != 0 && FromMicros(planned.starts_at()) <= now_;
    // A rolling series goes on from now; what it would have had before was not its to have.
    if (passed && step != nullptr && step->rolling) return;
    const bool taken = dates == DateRule::kKeep && planned.starts_at() != 0 && IsTaken(planned);
    if (passed || taken) {
      planned.set_state(storage::v1::OCCURRENCE_STATE_TENTATIVE);
      planned.set_starts_at(0);
      planned.set_ends_at(0);
    }
    for (const Occurrence& before : group_.occurrences()) {
      if (before.key() == planned.key()) planned.set_sequence(before.sequence() + 1);
    }
    Say(MigrationChange::kSessionAdded, planned.key(), "", 0, planned.starts_at());
    *carried_.add_sessions() = std::move(planned);
  }

  const Correspondence& same_;
  const storage::v1::GroupState& group_;
  const absl::Time now_;
  storage::v1::Carried& carried_;
  std::vector<MigrationChange>& changes_;
  const Plan before_;
  Plan after_;
};

}  // namespace

void CarrySessions(const Correspondence& same, const storage::v1::CohortState& cohort,
                   const storage::v1::GroupState& group, DateRule dates, absl::Time now,
                   storage::v1::Carried& carried, std::vector<MigrationChange>& changes) {
  SessionCarrier(same, cohort, group, now, carried, changes).Run(dates);
}

}  // namespace kasvu::workflows
