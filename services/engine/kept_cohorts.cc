#include "services/engine/kept_cohorts.h"

#include <utility>

#include "errors/error.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/purged.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::CohortHead;

// Whether time changes what is stored by `now`.
bool IsDue(const CohortHead& head, absl::Time now) {
  return head.wakes_at() != 0 && absl::FromUnixMicros(head.wakes_at()) <= now;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const LoadedCohort>> KeptCohorts::Get(const storage::Reader& reader,
                                                                     const std::string& cohort,
                                                                     absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Find(reader, {cohort}));
  if (!head) return NotThere(reader, cohort);
  const bool due = IsDue(*head, now);
  if (!due) {
    if (Kept kept = Find(cohort, *head)) return kept;
  }
  KASVU_ASSIGN_OR_RETURN(LoadedCohort loaded, load_(reader, programs_, cohort, now));
  auto shared = std::make_shared<const LoadedCohort>(std::move(loaded));
  if (!due) Keep(shared);
  return shared;
}

KeptCohorts::Kept KeptCohorts::Find(const std::string& cohort, const CohortHead& head) {
  const std::lock_guard lock(mutex_);
  for (auto it = newest_first_.begin(); it != newest_first_.end(); ++it) {
    if ((*it)->image.cohort.id() != cohort) continue;
    if ((*it)->head.hash() != head.hash()) return nullptr;
    newest_first_.splice(newest_first_.begin(), newest_first_, it);
    return newest_first_.front();
  }
  return nullptr;
}

size_t KeptCohorts::kept() const {
  const std::lock_guard lock(mutex_);
  size_t enrolments = 0;
  for (const Kept& kept : newest_first_) enrolments += kept->image.enrolments.size();
  return enrolments;
}

void KeptCohorts::Keep(Kept loaded) {
  const std::lock_guard lock(mutex_);
  newest_first_.remove_if(
      [&](const Kept& kept) { return kept->image.cohort.id() == loaded->image.cohort.id(); });
  newest_first_.push_front(std::move(loaded));
  size_t enrolments = 0;
  for (auto it = newest_first_.begin(); it != newest_first_.end();) {
    enrolments += (*it)->image.enrolments.size();
    const bool goes = it != newest_first_.begin() && enrolments > kEnrolmentsKeptForReading;
    it = goes ? newest_first_.erase(it) : std::next(it);
  }
}

}  // namespace kasvu::engine
