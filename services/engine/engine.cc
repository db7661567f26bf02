#include "services/engine/engine.h"

#include <set>
#include <tuple>
#include <utility>

#include "errors/error.h"
#include "services/engine/archived_words.h"
#include "services/engine/history_chain.h"
#include "services/engine/names.h"
#include "services/engine/tables.h"
#include "services/engine/texts.h"
#include "services/engine/work_loader.h"

namespace kasvu::engine {
namespace {

// The names of all groups that the enrolment is in or was in before it was moved.
absl::Status AddGroupsOf(const storage::Reader& reader, const std::string& cohort,
                         uint32_t enrolment, std::set<std::string>& names) {
  std::set<uint64_t> positions;
  KASVU_RETURN_IF_ERROR(
      kHistoryIndex.Scan(reader, std::tuple(cohort, enrolment), [&](const auto& key) {
        positions.insert(std::get<2>(key));
        return true;
      }));
  for (const uint64_t position : positions) {
    KASVU_ASSIGN_OR_RETURN(const auto record, ReadRecord(reader, cohort, position));
    for (const auto& event : record.events()) {
      if (event.ordinal() != enrolment || !event.has_enrolment_grouped()) continue;
      names.insert(GroupName(cohort, event.enrolment_grouped().group()));
    }
  }
  return absl::OkStatus();
}

// The names of everything under any cohort on which words about `person` may lie.
absl::StatusOr<std::set<std::string>> SharedWith(const storage::Reader& reader,
                                                 const std::string& person) {
  std::set<std::string> names;
  KASVU_RETURN_IF_ERROR(kLinkByPerson.Scan(reader, std::tuple(person), [&](const auto& key) {
    names.insert(CohortName(std::get<1>(key)));
    names.insert(LinkName(std::get<1>(key), std::get<2>(key)));
    return true;
  }));
  std::set<std::pair<std::string, uint32_t>> enrolments;
  KASVU_RETURN_IF_ERROR(kEnrolmentByPerson.Scan(reader, std::tuple(person), [&](const auto& key) {
    enrolments.emplace(std::get<1>(key), std::get<2>(key));
    return true;
  }));
  for (const auto& [cohort, ordinal] : enrolments) {
    names.insert(CohortName(cohort));
    KASVU_ASSIGN_OR_RETURN(const auto enrolment, kEnrolmentTable.Get(reader, {cohort, ordinal}));
    for (const auto& ref : enrolment.links()) names.insert(LinkName(cohort, ref.ordinal()));
    KASVU_RETURN_IF_ERROR(AddGroupsOf(reader, cohort, ordinal, names));
  }
  return names;
}

}  // namespace

Engine::Engine(const EngineParts& parts)
    : parts_(parts),
      programs_(parts.store),
      whole_cohorts_(programs_, LoadCohort),
      live_cohorts_(programs_, LoadLive),
      versions_(parts.store, parts.workers),
      standings_(parts.store),
      signals_(parts.workers),
      scheduler_(parts.store, committer_, parts.clock),
      anchorer_(parts.store, parts.clock),
      purger_(parts.store, parts.vault),
      committer_(parts.store, parts.vault, programs_, parts.clock,
                 [this](const std::set<std::string>& grown, absl::Time wake) {
                   signals_.Raise(grown);
                   scheduler_.Note(wake);
                   anchorer_.Note(grown);
                 }),
      head_poller_(parts.store, signals_) {}

void Engine::Start() {
  scheduler_.Start();
  anchorer_.Start();
  purger_.Start();
  if (!store().IsShared()) return;
  // Whoever watches asks again what the store does not answer now.
  polling_.emplace([this] { head_poller_.Poll().IgnoreError(); }, services::kNoticeOthersWithin);
}

std::set<std::string> Engine::damaged() const {
  std::set<std::string> damaged = committer_.damaged();
  for (std::string& cohort : scheduler_.damaged()) damaged.insert(std::move(cohort));
  return damaged;
}

void Engine::Stop() {
  polling_.reset();
  signals_.Close();
  // Before the committer, which it waits for.
  scheduler_.Stop();
  committer_.Stop();
  purger_.Stop();
  // Last, for the histories have ended growing by then.
  anchorer_.Stop();
}

absl::Status Engine::FollowErasure(const std::string& person) {
  KASVU_ASSIGN_OR_RETURN(const std::set<std::string> subjects,
                         SharedWith(*store().TakeSnapshot(), person));
  std::vector<std::string> names;
  for (const std::string& subject : subjects) {
    KASVU_ASSIGN_OR_RETURN(const std::vector<std::string> some, KeysOf(vault(), subject));
    names.insert(names.end(), some.begin(), some.end());
  }
  // Together: taking one off the disk takes as long as taking all.
  KASVU_RETURN_IF_ERROR(vault().DestroyAll(names));
  return DestroyArchivedWords(store(), vault(), person);
}

}  // namespace kasvu::engine
