#include "services/engine/programs.h"

#include <optional>
#include <utility>

#include "errors/error.h"
#include "services/engine/errors.h"
#include "services/engine/tables.h"

namespace kasvu::engine {

using kasvu::v1::TemplateSpec;
using workflows::Program;

namespace {

std::string KeyOf(const std::string& cohort, const std::string& digest) {
  return cohort + '@' + digest;
}

// The cohort with those of its parameters that the version knows: another one may lack some.
kasvu::storage::v1::CohortState Knowing(kasvu::storage::v1::CohortState cohort,
                                        const TemplateSpec& spec) {
  const auto params = std::exchange(*cohort.mutable_params(), {});
  for (const auto& [name, value] : params) {
    if (spec.params().contains(name)) (*cohort.mutable_params())[name] = value;
  }
  return cohort;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Program>> Programs::Of(
    const kasvu::storage::v1::CohortState& cohort, const std::string& digest) {
  if (auto kept = Kept(cohort.id(), digest)) return kept;
  // Outside the mutex: two who make the same programme at once make equal ones.
  KASVU_ASSIGN_OR_RETURN(auto spec, Spec(digest));
  const auto knowing = Knowing(cohort, *spec);
  KASVU_ASSIGN_OR_RETURN(auto program, Program::Make(std::move(spec), knowing));
  const std::lock_guard lock(mutex_);
  const std::string key = KeyOf(cohort.id(), digest);
  if (kept_.count(key) > 0) return program;
  newest_first_.push_front(key);
  kept_[key] = {program, newest_first_.begin()};
  if (kept_.size() > kProgramsKept) {
    kept_.erase(newest_first_.back());
    newest_first_.pop_back();
  }
  return program;
}

std::shared_ptr<const Program> Programs::Kept(const std::string& cohort,
                                              const std::string& digest) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(KeyOf(cohort, digest));
  if (found == kept_.end()) return nullptr;
  newest_first_.splice(newest_first_.begin(), newest_first_, found->second.place);
  return found->second.program;
}

absl::Status Programs::AddPins(const workflows::CohortImage& image, workflows::Pins& pins) {
  absl::Status status;
  const auto add = [&](const std::string& digest) {
    if (digest.empty() || !status.ok() || pins.Find(digest) != nullptr) return;
    auto program = Of(image.cohort, digest);
    if (program.ok()) {
      pins.Add(digest, *std::move(program));
    } else {
      status = program.status();
    }
  };
  add(image.cohort.digest());
  // What a migration may be taken back to.
  for (const auto& migration : image.cohort.migrations()) add(migration.digest());
  for (const auto& [ordinal, group] : image.groups) add(group.digest());
  for (const auto& [ordinal, link] : image.links) add(link.digest());
  for (const auto& [ordinal, enrolment] : image.enrolments) add(enrolment.digest());
  return status;
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
