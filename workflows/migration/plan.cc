#include "workflows/migration/plan.h"

#include <algorithm>
#include <map>
#include <utility>

#include "errors/error.h"
#include "workflows/cohort/instants.h"
#include "workflows/cohort/preconditions.h"
#include "workflows/migration/carry_sessions.h"
#include "workflows/migration/movers.h"
#include "workflows/migration/plan_enrolment.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Carried;
using storage::v1::EnrolmentState;
using storage::v1::Event;

// How many share what has been worked out of groups and links, before it is thrown away.
constexpr size_t kTogether = 64;

const std::string& NameOr(const std::string& own, const std::string& cohorts) {
  return own.empty() ? cohorts : own;
}

// The name of the version that governs `owner` now.
const std::string& VersionOf(const CohortImage& image, OwnerRef owner) {
  const std::string& cohorts = image.cohort.template_();
  switch (owner.owner) {
    case storage::v1::OWNER_GROUP:
      return NameOr(image.groups.at(owner.ordinal).template_(), cohorts);
    case storage::v1::OWNER_LINK:
      return NameOr(image.links.at(owner.ordinal).template_(), cohorts);
    case storage::v1::OWNER_ENROLMENT:
      return NameOr(image.enrolments.at(owner.ordinal).template_(), cohorts);
    default:
      return cohorts;
  }
}

// That `owner` of `image` goes by another version from `now` on.
Event MigratedEvent(const CohortImage& image, OwnerRef owner, absl::Time now,
                    const std::string& version, const std::string& digest) {
  Event event = EventOf(owner, now);
  event.mutable_migrated()->set_from_template(VersionOf(image, owner));
  event.mutable_migrated()->set_from_digest(PinOf(image, owner));
  event.mutable_migrated()->set_template_(version);
  event.mutable_migrated()->set_digest(digest);
  return event;
}

// By their instants migrations are told apart, even where a clock stands.
absl::Time InstantAfterLast(const View& view) {
  const auto& migrations = view.image.cohort.migrations();
  if (migrations.empty()) return view.now;
  return std::max(view.now, FromMicros(migrations.rbegin()->at() + 1));
}

class Planner {
 public:
  Planner(const View& view, const Target& target, const MigrationOptions& options)
      : view_(view),
        target_(target),
        options_(options),
        at_(InstantAfterLast(view)),
        together_(view, target, options) {
    if (view.pins != nullptr) pins_ = *view.pins;
    pins_.Add(view.image.cohort.digest(),
              std::shared_ptr<const Program>(std::shared_ptr<const Program>(), &view.program));
    // Steps are compared by where they stand, so the target has to be this one everywhere.
    pins_.Replace(target.digest, target.program);
  }

  MigrationPlan Run() {
    for (const auto& [ordinal, enrolment] : view_.image.enrolments) {
      EnrolmentPlan& plan = plans_[ordinal];
      plan.enrolment = ordinal;
      StopBefore(enrolment, plan);
      begun_with_[ordinal] = plan;
    }
    Movers movers = Choose();
    for (;;) {
      Share(movers);
      if (!Enrolments(movers)) break;
      Movers fewer = Choose();
      Movers same = fewer;
      same.enrolments = movers.enrolments;
      const bool only_they = same == movers && Without(movers.enrolments) == fewer.enrolments;
      movers = std::move(fewer);
      if (only_they) break;
    }
    return Result(movers);
  }

 private:
  bool Accepts(uint32_t enrolment) const {
    return options_.accepts_all || options_.accepted.count(enrolment) > 0;
  }

  // Whether it stops her: what a person has to look at no longer does once one has.
  bool Stop(const Obstacle& obstacle, EnrolmentPlan& plan) {
    if (obstacle.rule == MigrationRule::kNone) return false;
    plan.rule = obstacle.rule;
    plan.about = obstacle.about;
    if (!Refuses(obstacle.rule) && Accepts(plan.enrolment)) return false;
    plan.outcome = Refuses(obstacle.rule) ? EnrolmentPlan::kRefused : EnrolmentPlan::kNeedsPerson;
    return true;
  }

  void StopBefore(const EnrolmentState& enrolment, EnrolmentPlan& plan) {
    const uint32_t ordinal = enrolment.ordinal();
    const bool chosen = (options_.only.empty() || options_.only.count(ordinal) > 0) &&
                        options_.except.count(ordinal) == 0;
    if (PinOf(view_.image, EnrolmentOf(ordinal)) == target_.digest) {
      Stop({MigrationRule::kSameVersion, ""}, plan);
    } else if (!chosen) {
      Stop({MigrationRule::kNotChosen, ""}, plan);
    } else {
      Stop(ObstacleIn(enrolment, SameAs(EnrolmentOf(ordinal))), plan);
    }
  }

  bool IsStopped(const EnrolmentPlan& plan) const {
    return plan.outcome == EnrolmentPlan::kRefused || plan.outcome == EnrolmentPlan::kNeedsPerson;
  }

  Movers Choose() {
    std::set<uint32_t> candidates;
    for (const auto& [ordinal, plan] : plans_) {
      if (!IsStopped(plan)) candidates.insert(ordinal);
    }
    std::map<uint32_t, Stopped> stopped;
    Movers movers = together_.Choose(std::move(candidates), stopped);
    for (const auto& [ordinal, why] : stopped) {
      Stop({why.rule, why.about}, plans_[ordinal]);
    }
    return movers;
  }

  std::set<uint32_t> Without(const std::set<uint32_t>& movers) const {
    std::set<uint32_t> left;
    for (const uint32_t mover : movers) {
      if (!IsStopped(plans_.at(mover))) left.insert(mover);
    }
    return left;
  }

  const Correspondence& SameAs(OwnerRef owner) {
    const Program& from = Governing(View{view_.program, view_.image, view_.now, &pins_}, owner);
    auto& same = same_[&from];
    if (same == nullptr) same = std::make_unique<Correspondence>(from, *target_.program);
    return *same;
  }

  void Add(Event event) {
    Apply(after_, event);
    shared_.push_back(std::move(event));
  }

  // The cohort's own event says that there has been a migration, even where it stays itself.
  void Share(const Movers& movers) {
    after_ = view_.image;
    shared_.clear();
    groups_.clear();
    if (movers.enrolments.empty() && !movers.cohort) return;
    const storage::v1::CohortState& cohort = view_.image.cohort;
    Event event =
        movers.cohort
            ? MigratedEvent(view_.image, TheCohort(), at_, target_.name, target_.digest)
            : MigratedEvent(view_.image, TheCohort(), at_, cohort.template_(), cohort.digest());
    std::vector<MigrationChange> unsaid;
    if (movers.cohort) {
      Carried& carried = *event.mutable_migrated()->mutable_carried();
      CarrySteps(SameAs(TheCohort()), cohort.steps(), {}, storage::v1::OWNER_COHORT, carried,
                 unsaid);
      CarryFacts(SameAs(TheCohort()), cohort.facts(), carried);
    }
    Add(std::move(event));
    for (const auto& [ordinal, group] : view_.image.groups) ShareGroup(movers, group);
    for (const auto& [ordinal, link] : view_.image.links) ShareLink(movers, link);
  }

  // The event that gives `state` its version; nothing when none is needed. What goes by the
  // cohort's version names none of its own.
  template <class State>
  std::optional<Event> EventFor(OwnerRef owner, const State& state, bool moves) {
    const std::string& digest = moves ? target_.digest : PinOf(view_.image, owner);
    const bool as_cohort = digest == after_.cohort.digest();
    if (!moves && (as_cohort ? std::string() : digest) == state.digest()) return std::nullopt;
    const std::string& name = moves ? target_.name : VersionOf(view_.image, owner);
    return as_cohort ? MigratedEvent(view_.image, owner, at_, "", "")
                     : MigratedEvent(view_.image, owner, at_, name, digest);
  }

  void ShareGroup(const Movers& movers, const storage::v1::GroupState& group) {
    const OwnerRef owner = GroupOf(group.ordinal());
    const bool moves = movers.groups.count(group.ordinal()) > 0;
    std::optional<Event> event = EventFor(owner, group, moves);
    if (!event) return;
    if (moves) {
      GroupPlan plan{group.ordinal(), {}};
      Carried& carried = *event->mutable_migrated()->mutable_carried();
      const Correspondence& same = SameAs(owner);
      std::vector<MigrationChange> unsaid;
      CarrySteps(same, group.steps(), {}, storage::v1::OWNER_GROUP, carried, unsaid);
      CarryFacts(same, group.facts(), carried);
      CarryLinkItems(same, group.links(), carried);
      CarrySessions(same, view_.image.cohort, group, options_.dates, view_.now, carried,
                    plan.changes);
      if (!plan.changes.empty()) groups_.push_back(std::move(plan));
    }
    Add(*std::move(event));
  }

  void ShareLink(const Movers& movers, const storage::v1::LinkState& link) {
    const OwnerRef owner = LinkOf(link.ordinal());
    const bool moves = movers.links.count(link.ordinal()) > 0;
    std::optional<Event> event = EventFor(owner, link, moves);
    if (!event) return;
    if (moves) {
      Carried& carried = *event->mutable_migrated()->mutable_carried();
      const Correspondence& same = SameAs(owner);
      std::vector<MigrationChange> unsaid;
      CarrySteps(same, link.steps(), {}, storage::v1::OWNER_LINK, carried, unsaid);
      CarryFacts(same, link.facts(), carried);
      CarryLinkItem(same, link.link(), link.item(), carried);
    }
    Add(*std::move(event));
  }

  // Whether somebody turned out not to move.
  bool Enrolments(const Movers& movers) {
    bool stopped = false;
    events_.clear();
    std::vector<uint32_t> some;
    for (const uint32_t mover : movers.enrolments) {
      some.push_back(mover);
      if (some.size() < kTogether && mover != *movers.enrolments.rbegin()) continue;
      stopped = Some(some) || stopped;
      some.clear();
    }
    return stopped;
  }

  void Begin(EnrolmentPlan& plan, std::vector<uint32_t>& left) {
    const uint32_t ordinal = plan.enrolment;
    plan = begun_with_.at(ordinal);
    Event& event = events_[ordinal] =
        MigratedEvent(view_.image, EnrolmentOf(ordinal), at_, target_.name, target_.digest);
    const Obstacle obstacle =
        CarryEnrolment(view_.image.enrolments.at(ordinal), SameAs(EnrolmentOf(ordinal)), options_,
                       *event.mutable_migrated()->mutable_carried(), plan.changes);
    if (Stop(obstacle, plan)) return;
    Apply(after_, event);
    left.push_back(ordinal);
  }

  // Compares some of them; whether any of them is stopped.
  bool Some(const std::vector<uint32_t>& some) {
    std::vector<uint32_t> left;
    for (const uint32_t ordinal : some) Begin(plans_[ordinal], left);
    bool stopped = left.size() < some.size();
    const View after{*target_.program, after_, view_.now, &pins_};
    std::vector<uint32_t> again;
    {
      Evaluation is(after);
      Evaluation was(View{view_.program, view_.image, view_.now, &pins_});
      for (const uint32_t ordinal : left) {
        Carried& carried = *events_[ordinal].mutable_migrated()->mutable_carried();
        const int puts = carried.put_size(), dates = carried.dates_size();
        EnrolmentPlan& plan = plans_[ordinal];
        const Obstacle obstacle = CompareSlots(was, is, ordinal, SameAs(EnrolmentOf(ordinal)),
                                               options_.dates, carried, plan.changes);
        if (Stop(obstacle, plan)) {
          stopped = true;
        } else if (carried.put_size() > puts || carried.dates_size() > dates) {
          again.push_back(ordinal);
        } else {
          stopped = Stop(EndsAtOnce(is, ordinal), plan) || stopped;
        }
      }
    }
    for (const uint32_t ordinal : again) {
      after_.enrolments[ordinal] = view_.image.enrolments.at(ordinal);
      Apply(after_, events_[ordinal]);
    }
    Evaluation is(after);
    for (const uint32_t ordinal : again) {
      stopped = Stop(EndsAtOnce(is, ordinal), plans_[ordinal]) || stopped;
    }
    return stopped;
  }

  MigrationPlan Result(const Movers& movers) {
    MigrationPlan result;
    result.cohort_moves = movers.cohort;
    result.groups = std::move(groups_);
    result.events = std::move(shared_);
    for (auto& [ordinal, plan] : plans_) {
      if (!IsStopped(plan)) {
        const bool changed = !plan.changes.empty() || plan.rule != MigrationRule::kNone;
        plan.outcome = changed ? EnrolmentPlan::kCarriesOverChanged : EnrolmentPlan::kCarriesOver;
        result.events.push_back(std::move(events_[ordinal]));
      } else {
        plan.changes.clear();
      }
      result.enrolments.push_back(std::move(plan));
    }
    return result;
  }

  const View& view_;
  const Target& target_;
  const MigrationOptions& options_;
  const absl::Time at_;
  Together together_;
  Pins pins_;
  std::map<const Program*, std::unique_ptr<Correspondence>> same_;
  std::map<uint32_t, EnrolmentPlan> begun_with_;  // what is known before anybody is compared
  std::map<uint32_t, EnrolmentPlan> plans_;
  CohortImage after_;  // with what is shared migrated, and those who have been looked at
  std::vector<Event> shared_;
  std::vector<GroupPlan> groups_;
  std::map<uint32_t, Event> events_;
};

}  // namespace

absl::StatusOr<MigrationPlan> PlanMigration(const View& view, const Target& target,
                                            const MigrationOptions& options) {
  KASVU_RETURN_IF_ERROR(GoesOn(view));
  return Planner(view, target, options).Run();
}

}  // namespace kasvu::workflows
