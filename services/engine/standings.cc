#include "services/engine/standings.h"

#include <algorithm>
#include <tuple>

#include "errors/error.h"
#include "services/engine/tables.h"

namespace kasvu::engine {

using kasvu::storage::v1::KnownStandingRecord;

absl::Status Standings::Load() {
  const std::lock_guard lock(mutex_);
  return kKnownStandingTable.Scan(*store_.TakeSnapshot(), std::tuple(),
                                  [&](const auto& key, const KnownStandingRecord& known) {
                                    position_ = std::max(position_, known.position());
                                    by_version_[std::get<0>(key)] = known;
                                    return true;
                                  });
}

uint64_t Standings::position() const {
  const std::lock_guard lock(mutex_);
  return position_;
}

absl::Status Standings::Take(const kasvu::v1::StandingChange& change) {
  KnownStandingRecord known;
  known.set_position(change.position());
  known.mutable_standing()->set_standing(change.standing());
  known.mutable_standing()->set_successor(change.successor());
  known.mutable_standing()->set_reason(change.reason());
  known.mutable_standing()->set_changed_at(change.time().seconds() * 1'000'000 +
                                           change.time().nanos() / 1000);
  const auto transaction = store_.Begin();
  KASVU_RETURN_IF_ERROR(transaction->Lock(kKnownStandingTable.BytesOf({change.name()})));
  KASVU_RETURN_IF_ERROR(kKnownStandingTable.Upsert(*transaction, {change.name()}, known));
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  const std::lock_guard lock(mutex_);
  by_version_[change.name()] = std::move(known);
  position_ = change.position();
  return absl::OkStatus();
}

absl::Status Standings::BeginAnew() {
  const std::lock_guard lock(mutex_);
  const auto transaction = store_.Begin();
  for (const auto& [version, known] : by_version_) {
    KASVU_RETURN_IF_ERROR(transaction->Lock(kKnownStandingTable.BytesOf({version})));
    KASVU_RETURN_IF_ERROR(kKnownStandingTable.Delete(*transaction, {version}));
  }
  KASVU_RETURN_IF_ERROR(transaction->Commit());
  by_version_.clear();
  position_ = 0;
  return absl::OkStatus();
}

std::optional<storage::v1::TemplateStandingRecord> Standings::Withdrawal(
    const std::string& version) const {
  const std::lock_guard lock(mutex_);
  const auto found = by_version_.find(version);
  if (found == by_version_.end() ||
      found->second.standing().standing() != kasvu::v1::STANDING_WITHDRAWN) {
    return std::nullopt;
  }
  return found->second.standing();
}

void Standings::AddTo(kasvu::v1::Cohort& cohort) const {
  const std::lock_guard lock(mutex_);
  const auto found = by_version_.find(cohort.template_());
  if (found == by_version_.end()) return;
  const auto& standing = found->second.standing();
  cohort.set_standing(static_cast<kasvu::v1::Standing>(standing.standing()));
  cohort.set_successor(standing.successor());
  cohort.set_standing_reason(standing.reason());
}

}  // namespace kasvu::engine
