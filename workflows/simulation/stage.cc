#include "workflows/simulation/stage.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "workflows/cohort/preconditions.h"
#include "workflows/cohort/settle.h"
#include "workflows/cohort/settle_owner.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Event;

// Always after `now`: what is settled is settled.
absl::Time Later(std::optional<absl::Time> next, absl::Time now) {
  if (!next) return absl::InfiniteFuture();
  return std::max(*next, now + absl::Seconds(1));
}

}  // namespace

absl::StatusOr<Decision> Stage::Do(const Command& command, absl::Time now, const Doer& doer) {
  if (!std::holds_alternative<CreateCohort>(command)) Settle(now);
  absl::StatusOr<Decision> decision = Decide(At(now), command, doer);
  if (!decision.ok()) return decision;
  for (const Event& event : decision->events) {
    Apply(image_, event);
    Happen(event);
  }
  Settle(now);
  return decision;
}

void Stage::Settle(absl::Time now) {
  SettleShared(now);
  SettlePending(now);
  for (auto& [ordinal, next] : next_) {
    if (next <= now) SettleOne(ordinal, now);
  }
  SettlePending(now);
}

absl::Time Stage::next() const {
  absl::Time earliest = shared_next_;
  for (const auto& [ordinal, next] : next_) earliest = std::min(earliest, next);
  return earliest;
}

void Stage::SettleShared(absl::Time now) {
  while (shared_next_ <= now) {
    const Settlement settled = workflows::SettleShared(*program_, image_, now);
    for (const Event& event : settled.events) Happen(event);
    shared_next_ = Later(settled.next, now);
  }
}

void Stage::SettleOne(uint32_t enrolment, absl::Time now) {
  const std::optional<Due> due = NextOfEnrolment(EvaluationAt(now), enrolment);
  std::optional<absl::Time> next;
  if (due && due->at > now) {
    next = due->at;
  } else if (due) {
    const Settlement settled = SettleEnrolment(*program_, image_, enrolment, now);
    for (const Event& event : settled.events) Happen(event);
    next = settled.next;
  }
  pending_.erase(enrolment);
  next_[enrolment] = Later(next, now);
  SettleShared(now);
}

void Stage::SettlePending(absl::Time now) {
  while (!pending_.empty()) SettleOne(*pending_.begin(), now);
}

Evaluation& Stage::EvaluationAt(absl::Time now) {
  if (!evaluation_ || evaluation_->view().now != now) evaluation_.emplace(At(now));
  return *evaluation_;
}

void Stage::Happen(const Event& event) {
  evaluation_.reset();
  Concern(event);
  listener_(event);
}

// The same rule as for a cohort that is served: what is shared flows inwards.
void Stage::Concern(const Event& event) {
  if (event.has_aggregate_changed() || event.has_ordinals_given()) return;
  concerned_.insert({event.owner(), event.ordinal()});
  switch (event.owner()) {
    case storage::v1::OWNER_ENROLMENT:
      ConcernEnrolment(event.ordinal());
      if (image_.cohort.stage() != storage::v1::COHORT_STAGE_AFTERCARE) return;
      break;
    case storage::v1::OWNER_LINK: {
      const auto& link = image_.links[event.ordinal()];
      for (const auto& member : link.members()) {
        if (member.enrolment() != 0) ConcernEnrolment(member.enrolment());
      }
      break;
    }
    case storage::v1::OWNER_GROUP:
      ConcernMembersOf(event.ordinal());
      break;
    default:
      for (const auto& [ordinal, enrolment] : image_.enrolments) ConcernEnrolment(ordinal);
      break;
  }
  shared_next_ = absl::InfinitePast();
}

void Stage::ConcernMembersOf(uint32_t group) {
  for (const uint32_t member : image_.groups[group].members()) ConcernEnrolment(member);
}

void Stage::ConcernEnrolment(uint32_t enrolment) {
  pending_.insert(enrolment);
  concerned_.insert(EnrolmentOf(enrolment));
}

}  // namespace kasvu::workflows
