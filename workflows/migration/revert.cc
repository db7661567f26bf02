#include "workflows/migration/revert.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/cohort/apply_step.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/migration/carry_records.h"
#include "workflows/migration/errors.h"
#include "workflows/migration/plan_enrolment.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Carried;
using storage::v1::EnrolmentState;
using storage::v1::Event;
using storage::v1::Migration;
using storage::v1::StepRecord;

bool LeftByHerself(const EnrolmentState& enrolment) {
  return enrolment.end_kind() == kasvu::v1::END_KIND_WITHDRAWN ||
         enrolment.end_kind() == kasvu::v1::END_KIND_CANCELLED;
}

// Whether a record is still what the migration made of it.
bool IsOfMigration(const StepRecord& record) {
  return record.via() == storage::v1::VIA_EARLIER_CREDIT ||
         (record.state() == storage::v1::STEP_STATE_WAIVED && record.reason() == "migrated");
}

template <typename List>
bool Has(const List& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class Reverter {
 public:
  explicit Reverter(const View& view)
      : view_(view), last_(*view.image.cohort.migrations().rbegin()) {}

  RevertPlan Run() {
    const CohortImage& image = view_.image;
    TakeBack(TheCohort(), image.cohort);
    for (const auto& [ordinal, group] : image.groups) Group(GroupOf(ordinal), group);
    for (const auto& [ordinal, link] : image.links) TakeBack(LinkOf(ordinal), link);
    for (const auto& [ordinal, enrolment] : image.enrolments) {
      Enrolment(EnrolmentOf(ordinal), enrolment);
    }
    if (!plan_.contradictions.empty()) plan_.events.clear();
    return std::move(plan_);
  }

 private:
  void Contradicts(Contradiction::Kind kind, OwnerRef owner, const std::string& about) {
    plan_.contradictions.push_back({kind, owner, about});
  }

  // What belongs to this migration, or null.
  template <class State>
  const Migration* Latest(const State& state) const {
    if (state.migrations_size() == 0) return nullptr;
    const Migration& latest = *state.migrations().rbegin();
    return latest.at() == last_.at() ? &latest : nullptr;
  }

  const std::string& Before(const Migration& migration) const {
    return migration.digest().empty() ? last_.digest() : migration.digest();
  }

  // From the version that governs `owner` now to the one with `digest`; null when that is the same.
  const Correspondence* BackTo(OwnerRef owner, const std::string& digest) {
    const Program& now = Governing(view_, owner);
    const auto before = view_.pins == nullptr ? nullptr : view_.pins->Find(digest);
    if (before == nullptr || before.get() == &now) return nullptr;
    auto& same = same_[{&now, before.get()}];
    if (same == nullptr) same = std::make_unique<Correspondence>(now, *before);
    return same.get();
  }

  template <class State>
  void Records(OwnerRef owner, const State& state, const Migration& migration) {
    const Correspondence* same = BackTo(owner, Before(migration));
    for (const StepRecord& record : state.steps()) {
      if (Has(migration.back().removed(), record.key())) {
        if (!IsOfMigration(record)) {
          Contradicts(Contradiction::kChangedSince, owner, record.key());
        }
      } else if (same != nullptr && IsDeed(record) && !same->KeyOf(record.key())) {
        Contradicts(Contradiction::kDoneSince, owner, record.key());
      }
    }
  }

  template <class State>
  void TakeBack(OwnerRef owner, const State& state) {
    const Migration* migration = Latest(state);
    if (migration == nullptr) return;
    Records(owner, state, *migration);
    Event event = EventOf(owner, view_.now);
    storage::v1::Migrated& migrated = *event.mutable_migrated();
    migrated.set_template_(migration->template_());
    migrated.set_digest(migration->digest());
    *migrated.mutable_carried() = migration->back();
    migrated.set_from_template(state.template_());
    migrated.set_from_digest(PinOf(view_.image, owner));
    migrated.set_reverts(true);
    plan_.events.push_back(std::move(event));
  }

  void Group(OwnerRef owner, const storage::v1::GroupState& group) {
    const Migration* migration = Latest(group);
    const bool goes_along = group.digest().empty() && view_.image.cohort.digest() != last_.digest();
    if (migration == nullptr && goes_along && group.formed_at() >= last_.at()) {
      Contradicts(Contradiction::kFormedSince, owner, absl::StrCat("g", group.ordinal()));
    }
    if (migration != nullptr) {
      const Correspondence* same = BackTo(owner, Before(*migration));
      for (const auto& occurrence : group.occurrences()) {
        if (occurrence.state() != storage::v1::OCCURRENCE_STATE_HELD) continue;
        const auto& touched = migration->back().sessions();
        const bool by_it = std::any_of(touched.begin(), touched.end(), [&](const auto& before) {
          return Now(migration->back(), before.key()) == occurrence.key();
        });
        const bool nowhere =
            same != nullptr && occurrence.held_at() >= last_.at() && !same->KeyOf(occurrence.key());
        if (by_it || nowhere) Contradicts(Contradiction::kHeldSince, owner, occurrence.key());
      }
    }
    TakeBack(owner, group);
  }

  // What a session is called before the migration is taken back.
  static std::string Now(const Carried& back, const std::string& key) {
    for (const auto& change : back.renamed_sessions()) {
      if (change.to() == key) return change.from();
    }
    return key;
  }

  void Enrolment(OwnerRef owner, const EnrolmentState& enrolment) {
    const Migration* migration = Latest(enrolment);
    if (migration == nullptr) return Newcomer(owner, enrolment);
    Ended(owner, enrolment);
    Facts(owner, enrolment, BackTo(owner, Before(*migration)));
    TakeBack(owner, enrolment);
    ++plan_.enrolments;
  }

  void Ended(OwnerRef owner, const EnrolmentState& enrolment) {
    if (enrolment.ended_at() < last_.at() || LeftByHerself(enrolment)) return;
    Contradicts(Contradiction::kEndedSince, owner, enrolment.end());
  }

  void Facts(OwnerRef owner, const EnrolmentState& enrolment, const Correspondence* same) {
    if (same == nullptr) return;
    const Obstacle obstacle = ObstacleIn(enrolment, *same);
    if (obstacle.rule == MigrationRule::kFactValue) {
      Contradicts(Contradiction::kFactSince, owner, obstacle.about);
    } else if (obstacle.rule == MigrationRule::kLinkGone) {
      Contradicts(Contradiction::kLinkSince, owner, obstacle.about);
    } else if (obstacle.rule == MigrationRule::kTrackGone) {
      Contradicts(Contradiction::kChangedSince, owner, obstacle.about);
    }
  }

  // Whoever came in on the newer version.
  void Newcomer(OwnerRef owner, const EnrolmentState& enrolment) {
    if (enrolment.digest() != view_.image.cohort.digest()) return;
    const Correspondence* same = BackTo(owner, last_.digest());
    if (same == nullptr || enrolment.applied_at() < last_.at()) return;
    Ended(owner, enrolment);
    Facts(owner, enrolment, same);
    Event event = EventOf(owner, view_.now);
    storage::v1::Migrated& migrated = *event.mutable_migrated();
    migrated.set_template_(last_.template_());
    migrated.set_digest(last_.digest());
    std::vector<MigrationChange> changes;
    CarryEnrolment(enrolment, *same, {}, *migrated.mutable_carried(), changes);
    for (const MigrationChange& change : changes) {
      if (change.kind == MigrationChange::kCreditKept) {
        Contradicts(Contradiction::kDoneSince, owner, change.key);
      }
    }
    plan_.events.push_back(std::move(event));
    ++plan_.enrolments;
  }

  const View& view_;
  const Migration& last_;
  std::map<std::pair<const Program*, const Program*>, std::unique_ptr<Correspondence>> same_;
  RevertPlan plan_;
};

}  // namespace

absl::StatusOr<RevertPlan> PlanRevert(const View& view) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  if (view.image.cohort.migrations_size() == 0) return NotMigrated(view.image.cohort.id());
  return Reverter(view).Run();
}

}  // namespace kasvu::workflows
