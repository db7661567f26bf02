#include "services/engine/cohort_cache.h"

#include <utility>

#include "errors/error.h"
#include "services/engine/purged.h"
#include "services/engine/tables.h"

namespace kasvu::engine {

using kasvu::storage::v1::CohortHead;

absl::StatusOr<WorkingCohort*> CohortCache::Get(const storage::Reader& reader,
                                                const std::string& id) {
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Find(reader, {id}));
  if (!head) {
    Drop(id);
    return NotThere(reader, id);
  }
  if (const auto found = kept_.find(id); found != kept_.end()) {
    const CohortHead& kept = found->second.cohort->head();
    // Another server may have moved its wake without adding to its history.
    if (kept.position() == head->position() && kept.wakes_at() == head->wakes_at()) {
      newest_first_.splice(newest_first_.begin(), newest_first_, found->second.place);
      Weigh(found->second);  // it may have grown since
      return found->second.cohort.get();
    }
    Drop(id);
  }
  auto cohort = WorkingCohort::Load(reader, programs_, id);
  if (absl::IsDataLoss(cohort.status())) damaged_.insert(id);
  KASVU_RETURN_IF_ERROR(cohort.status());
  damaged_.erase(id);
  return Put(*std::move(cohort));
}

WorkingCohort* CohortCache::Put(std::unique_ptr<WorkingCohort> cohort) {
  Drop(cohort->id());
  newest_first_.push_front(cohort->id());
  Kept& kept = kept_[cohort->id()];
  kept = {std::move(cohort), newest_first_.begin()};
  Weigh(kept);
  return kept.cohort.get();
}

std::unique_ptr<WorkingCohort> CohortCache::Take(const std::string& id) {
  std::unique_ptr<WorkingCohort> cohort = std::move(kept_.at(id).cohort);
  Drop(id);
  return cohort;
}

void CohortCache::Drop(const std::string& id) {
  const auto found = kept_.find(id);
  if (found == kept_.end()) return;
  weight_ -= found->second.weight;
  newest_first_.erase(found->second.place);
  kept_.erase(found);
}

void CohortCache::Clear() {
  kept_.clear();
  newest_first_.clear();
  weight_ = 0;
}

void CohortCache::Weigh(Kept& kept) {
  weight_ -= kept.weight;
  // A cohort is never free, not even an empty one.
  kept.weight = 16 + kept.cohort->enrolments();
  weight_ += kept.weight;
}

void CohortCache::Trim() {
  while (weight_ > kEnrolmentsCached && newest_first_.size() > 1) {
    Drop(std::string(newest_first_.back()));
  }
}

}  // namespace kasvu::engine
