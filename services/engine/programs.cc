#include "services/engine/programs.h"

#include <optional>
#include <utility>

#include "errors/error.h"
#include "services/engine/errors.h"
#include "services/engine/tables.h"

namespace kasvu::engine {

using kasvu::v1::TemplateSpec;
using workflows::Program;

absl::StatusOr<std::shared_ptr<const Program>> Programs::Of(
    const kasvu::storage::v1::CohortState& cohort) {
  if (auto kept = Kept(cohort.id())) return kept;
  // Outside the mutex: two who make the same programme at once make equal ones.
  KASVU_ASSIGN_OR_RETURN(auto spec, Spec(cohort.digest()));
  KASVU_ASSIGN_OR_RETURN(auto program, Program::Make(std::move(spec), cohort));
  const std::lock_guard lock(mutex_);
  if (by_cohort_.count(cohort.id()) > 0) return program;
  newest_first_.push_front(cohort.id());
  by_cohort_[cohort.id()] = {program, newest_first_.begin()};
  if (by_cohort_.size() > kProgramsKept) {
    by_cohort_.erase(newest_first_.back());
    newest_first_.pop_back();
  }
  return program;
}

std::shared_ptr<const Program> Programs::Kept(const std::string& cohort) {
  const std::lock_guard lock(mutex_);
  const auto found = by_cohort_.find(cohort);
  if (found == by_cohort_.end()) return nullptr;
  newest_first_.splice(newest_first_.begin(), newest_first_, found->second.place);
  return found->second.program;
}

absl::StatusOr<std::shared_ptr<const TemplateSpec>> Programs::Spec(const std::string& digest) {
  {
    const std::lock_guard lock(mutex_);
    if (auto spec = specs_[digest].lock()) return spec;
  }
  KASVU_ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                         kPinnedTable.Find(*store_.TakeSnapshot(), {digest}));
  auto spec = std::make_shared<TemplateSpec>();
  if (!bytes || !spec->ParseFromString(*bytes)) return VersionDiffers(digest);
  const std::lock_guard lock(mutex_);
  specs_[digest] = spec;
  return spec;
}

}  // namespace kasvu::engine
