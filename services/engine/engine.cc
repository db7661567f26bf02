#include "services/engine/engine.h"

#include <set>
#include <tuple>

#include "errors/error.h"
#include "services/engine/names.h"
#include "services/engine/tables.h"
#include "services/engine/texts.h"

namespace kasvu::engine {

Engine::Engine(const EngineParts& parts)
    : parts_(parts),
      programs_(parts.store),
      versions_(parts.store, parts.catalogue, parts.workers),
      signals_(parts.workers),
      scheduler_(parts.store, committer_, parts.clock),
      committer_(parts.store, programs_, parts.clock,
                 [this](const std::set<std::string>& grown, absl::Time wake) {
                   signals_.Raise(grown);
                   scheduler_.Note(wake);
                 }) {}

void Engine::Stop() {
  signals_.Close();
  // Before the committer, which it waits for.
  scheduler_.Stop();
  committer_.Stop();
}

absl::Status Engine::FollowErasure(const std::string& person) {
  const auto snapshot = store().TakeSnapshot();
  std::set<std::string> subjects;
  KASVU_RETURN_IF_ERROR(kLinkByPerson.Scan(*snapshot, std::tuple(person), [&](const auto& key) {
    subjects.insert(LinkName(std::get<1>(key), std::get<2>(key)));
    return true;
  }));
  absl::Status failed;
  KASVU_RETURN_IF_ERROR(
      kEnrolmentByPerson.Scan(*snapshot, std::tuple(person), [&](const auto& key) {
        const auto& [who, cohort, ordinal] = key;
        const auto enrolment = kEnrolmentTable.Get(*snapshot, {cohort, ordinal});
        failed = enrolment.status();
        if (!failed.ok()) return false;
        for (const auto& ref : enrolment->links()) {
          subjects.insert(LinkName(cohort, ref.ordinal()));
        }
        if (enrolment->group() != 0) subjects.insert(GroupName(cohort, enrolment->group()));
        return true;
      }));
  KASVU_RETURN_IF_ERROR(failed);
  for (const std::string& subject : subjects) {
    KASVU_RETURN_IF_ERROR(DestroyTextsOf(vault(), subject));
  }
  return absl::OkStatus();
}

}  // namespace kasvu::engine
