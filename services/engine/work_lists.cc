#include "services/engine/work_lists.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <tuple>

#include "errors/error.h"
#include "services/engine/cohort_access.h"
#include "services/engine/errors.h"
#include "services/engine/reads/public_names.h"
#include "services/engine/reads/work_items.h"
#include "services/engine/reads/work_versions.h"
#include "services/engine/tables.h"
#include "services/engine/work_loader.h"

namespace kasvu::engine {
namespace {

using services::Actor;

CohortAccess AccessOf(const WorkSource& source, const storage::v1::CohortState& cohort,
                      const Actor& actor) {
  return AccessTo(cohort, actor, source.mandates, source.call.today);
}

// Whether her roles may give her a part in enrolments that she has no link to: a coordinator has,
// and whoever acts in a role that is not a link's name too.
bool HasPartEverywhere(const workflows::Program& program, const std::set<std::string>& roles) {
  return std::any_of(roles.begin(), roles.end(), [&](const std::string& role) {
    return role == "coordinator" || (program.spec().people().roles().contains(role) &&
                                     !program.spec().links().contains(role));
  });
}

// The cohorts that something live or a mandate may give her work in.
absl::StatusOr<std::set<std::string>> CohortsOf(const WorkSource& source,
                                                const std::string& person) {
  KASVU_ASSIGN_OR_RETURN(std::set<std::string> cohorts, CohortsAround(source.reader, person));
  const auto roles = source.mandates.RolesOf(person, source.call.today);
  for (const auto& held : roles) {
    KASVU_ASSIGN_OR_RETURN(std::set<std::string> live, LiveCohortsAt(source.reader, held.scope));
    cohorts.merge(live);
  }
  return cohorts;
}

// Whether she has ever been in it, though nothing of hers may be live any more.
absl::StatusOr<bool> WasIn(const WorkSource& source, const std::string& person,
                           const std::string& cohort) {
  bool found = false;
  for (const auto* index : {&kEnrolmentByPerson, &kLinkByPerson}) {
    KASVU_RETURN_IF_ERROR(
        index->Scan(source.reader, std::make_tuple(person, cohort), [&](const auto&) {
          found = true;
          return false;
        }));
  }
  return found;
}

// The work of somebody who sees nothing live there: none if she was in it, and otherwise there is
// no such cohort for her.
absl::StatusOr<std::vector<WorkEntry>> NoWork(const WorkSource& source, const std::string& person,
                                              const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const bool was_in, WasIn(source, person, cohort));
  if (!was_in) return CohortNotFound(CohortName(cohort));
  return std::vector<WorkEntry>();
}

bool IsOwn(const WorkSource& source, const std::string& person) {
  return source.call.actor.person() == person;
}

// Tells the coordinator, as whom `doer` acts, that the cohort's version was withdrawn.
void AddWithdrawal(const WorkSource& source, const workflows::View& view,
                   const workflows::Doer& doer, std::vector<WorkEntry>& work) {
  if (!doer.roles.contains("coordinator") && !doer.is_operator) return;
  const auto withdrawal = source.standings.Withdrawal(view.image.cohort.template_());
  if (withdrawal) work.push_back(WithdrawnVersion(view, *withdrawal));
}

// Whether the actor may see what somebody else has to do there.
bool MayLookAfter(const WorkSource& source, const storage::v1::CohortState& cohort) {
  const CohortAccess access = AccessOf(source, cohort, source.call.actor);
  return access.doer.is_operator || access.doer.roles.contains("coordinator");
}

// What is live in the cohort: all of it, or around the person alone.
absl::StatusOr<std::shared_ptr<const LoadedCohort>> LiveFor(const WorkSource& source,
                                                            const std::string& person,
                                                            const std::string& cohort,
                                                            bool everywhere) {
  const absl::Time now = source.page.now;
  if (everywhere) return source.live_cohorts.Get(source.reader, cohort, now);
  KASVU_ASSIGN_OR_RETURN(LoadedCohort around,
                         LoadAround(source.reader, source.programs, cohort, person, now));
  return std::make_shared<const LoadedCohort>(std::move(around));
}

absl::StatusOr<std::vector<WorkEntry>> WorkIn(const WorkSource& source, const std::string& person,
                                              const std::string& cohort) {
  const absl::Time now = source.page.now;
  KASVU_ASSIGN_OR_RETURN(const LoadedCohort shared,
                         LoadShared(source.reader, source.programs, cohort, absl::InfinitePast()));
  if (!IsOwn(source, person) && !MayLookAfter(source, shared.image.cohort)) {
    return CohortNotFound(CohortName(cohort));
  }
  const CohortAccess access = AccessOf(source, shared.image.cohort, Actor::Person(person));
  const bool everywhere = HasPartEverywhere(*shared.program, access.doer.roles);
  KASVU_ASSIGN_OR_RETURN(const auto loaded, LiveFor(source, person, cohort, everywhere));
  const Sight sight = SightOf(loaded->image, access);
  if (!everywhere && !sight.Anything()) return NoWork(source, person, cohort);
  const workflows::View view = loaded->At(now);
  std::vector<WorkEntry> work = WorkOfPerson(view, access.doer, sight, source.page.ahead);
  AddWithdrawal(source, view, access.doer, work);
  return work;
}

}  // namespace

absl::StatusOr<std::vector<WorkEntry>> CohortWork(const WorkSource& source,
                                                  const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const auto loaded,
                         source.live_cohorts.Get(source.reader, cohort, source.page.now));
  const CohortAccess access = AccessOf(source, loaded->image.cohort, source.call.actor);
  const Sight sight = SightOf(loaded->image, access);
  if (!sight.Anything()) return NoWork(source, access.doer.person, cohort);
  const workflows::View view = loaded->At(source.page.now);
  std::vector<WorkEntry> work = sight.Others()
                                    ? WorkOfCohort(view, sight, source.page.ahead)
                                    : WorkOfPerson(view, access.doer, sight, source.page.ahead);
  AddWithdrawal(source, view, access.doer, work);
  return work;
}

absl::StatusOr<std::vector<WorkEntry>> PersonWork(const WorkSource& source,
                                                  const std::string& person,
                                                  const std::string& cohort) {
  if (!cohort.empty()) return WorkIn(source, person, cohort);
  KASVU_ASSIGN_OR_RETURN(const std::set<std::string> cohorts, CohortsOf(source, person));
  std::vector<WorkEntry> all;
  for (const std::string& id : cohorts) {
    absl::StatusOr<std::vector<WorkEntry>> work = WorkIn(source, person, id);
    const std::string reason = ReasonOf(work.status());
    if (reason == "COHORT_NOT_FOUND" || reason == "COHORT_PURGED") continue;
    if (!work.ok()) return work.status();
    std::move(work->begin(), work->end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace kasvu::engine
