#include "services/engine/cohort_cache.h"

#include <utility>

#include "errors/error.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/tables.h"

namespace kasvu::engine {

absl::StatusOr<WorkingCohort*> CohortCache::Get(const storage::Reader& reader,
                                                const std::string& id) {
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Find(reader, {id}));
  if (!head) {
    Drop(id);
    return CohortNotFound(CohortName(id));
  }
  if (const auto found = kept_.find(id); found != kept_.end()) {
    if (found->second.cohort->head().position() == head->position()) {
      newest_first_.splice(newest_first_.begin(), newest_first_, found->second.place);
      return found->second.cohort.get();
    }
    Drop(id);
  }
  KASVU_ASSIGN_OR_RETURN(auto cohort, WorkingCohort::Load(reader, programs_, id));
  return Put(std::move(cohort));
}

WorkingCohort* CohortCache::Put(std::unique_ptr<WorkingCohort> cohort) {
  Drop(cohort->id());
  newest_first_.push_front(cohort->id());
  Kept& kept = kept_[cohort->id()];
  kept = {std::move(cohort), newest_first_.begin()};
  return kept.cohort.get();
}

void CohortCache::Drop(const std::string& id) {
  const auto found = kept_.find(id);
  if (found == kept_.end()) return;
  newest_first_.erase(found->second.place);
  kept_.erase(found);
}

void CohortCache::Trim() {
  size_t enrolments = 0;
  for (auto place = newest_first_.begin(); place != newest_first_.end();) {
    const auto found = kept_.find(*place);
    // A cohort is never free, not even an empty one.
    enrolments += 16 + found->second.cohort->enrolments();
    const bool keep = place == newest_first_.begin() || enrolments <= kEnrolmentsCached;
    ++place;
    if (!keep) {
      newest_first_.erase(found->second.place);
      kept_.erase(found);
    }
  }
}

}  // namespace kasvu::engine
