// The calls of EnrolmentService on cohorts.

#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "errors/error.h"
#include "services/common/errors.h"
#include "services/common/page_token.h"
#include "services/engine/cohort_access.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/enrolment_server.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/outcomes.h"
#include "services/engine/purged.h"
#include "services/engine/reads/public_messages.h"
#include "services/engine/scopes.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::CohortState;
using kasvu::storage::v1::OWNER_COHORT;
using services::Completion;

constexpr char kDefaultZone[] = "Europe/Helsinki";

// Of a date that has its form.
absl::CivilDay DayOf(const std::string& date) {
  absl::CivilDay day;
  absl::ParseCivilTime(date, &day);
  return day;
}

CohortState StateOf(const kasvu::v1::CreateCohortRequest& request) {
  const kasvu::v1::Cohort& asked = request.cohort();
  CohortState state;
  state.set_id(request.cohort_id());
  state.set_title(asked.title());
  state.set_region(asked.region());
  state.set_owner(asked.owner());
  state.set_project(asked.project());
  state.set_time_zone(asked.time_zone().empty() ? kDefaultZone : asked.time_zone());
  state.set_start_date(
      static_cast<int32_t>(DayOf(asked.start_date()) - absl::CivilDay(1970, 1, 1)));
  *state.mutable_params() = asked.params();
  return state;
}

template <class Request>
absl::Status AnswerCohort(const Request&, const Outcome& outcome, kasvu::v1::Cohort& response) {
  response = CohortIn(outcome);
  return absl::OkStatus();
}

// The cohort as it stands at `now`, or what stayed of it. The programme is needed only when time
// has settled something.
absl::StatusOr<kasvu::v1::Cohort> ReadCohort(const storage::Reader& reader, Programs& programs,
                                             const std::string& id, absl::Time now) {
  KASVU_ASSIGN_OR_RETURN(const auto head, kHeadTable.Find(reader, {id}));
  if (!head) {
    KASVU_ASSIGN_OR_RETURN(const auto purged, kPurgedTable.Find(reader, {id}));
    if (purged) return PublicCohort(*purged);
    return CohortNotFound(CohortName(id));
  }
  if (head->wakes_at() != 0 && absl::FromUnixMicros(head->wakes_at()) <= now) {
    KASVU_ASSIGN_OR_RETURN(const LoadedCohort loaded, LoadShared(reader, programs, id, now));
    return PublicCohort(loaded.image.cohort, head->position());
  }
  KASVU_ASSIGN_OR_RETURN(const CohortState state, kCohortTable.Get(reader, {id}));
  return PublicCohort(state, head->position());
}

// The next cohorts after `after` that the caller may have anything to do with.
absl::StatusOr<std::set<std::string>> CohortsFor(const storage::Reader& reader,
                                                 const services::Mandates& mandates,
                                                 const services::Call& call,
                                                 const std::string& after, size_t limit) {
  if (call.actor.is_operator()) return CohortsAt(reader, {{"", "*"}}, after, limit);
  const std::string& person = call.actor.person();
  KASVU_ASSIGN_OR_RETURN(std::set<std::string> cohorts,
                         CohortsAt(reader, mandates.RolesOf(person, call.today), after, limit));
  KASVU_ASSIGN_OR_RETURN(std::set<std::string> own, CohortsOfPerson(reader, person, after, limit));
  cohorts.merge(own);
  while (cohorts.size() > limit) cohorts.erase(std::prev(cohorts.end()));
  return cohorts;
}

}  // namespace

void EnrolmentServer::BindCohorts() {
  AnswerLater("CreateCohort", &EnrolmentServer::CreateCohort);
  AnswerOnWorker("GetCohort", &EnrolmentServer::GetCohort);
  AnswerOnWorker("ListCohorts", &EnrolmentServer::ListCohorts);
  Commands("StartCohort", &EnrolmentServer::StartCohort,
           AnswerCohort<kasvu::v1::StartCohortRequest>);
  Commands("RescheduleCohort", &EnrolmentServer::RescheduleCohort,
           AnswerCohort<kasvu::v1::RescheduleCohortRequest>);
  Commands("CloseCohort", &EnrolmentServer::CloseCohort,
           AnswerCohort<kasvu::v1::CloseCohortRequest>);
  Commands("CancelCohort", &EnrolmentServer::CancelCohort,
           AnswerCohort<kasvu::v1::CancelCohortRequest>);
}

void EnrolmentServer::CreateCohort(const Call& call, const kasvu::v1::CreateCohortRequest& request,
                                   kasvu::v1::Cohort& response, Completion complete) {
  CohortState state = StateOf(request);
  workflows::Doer doer = AccessTo(state, call.actor, mandates(), call.today).doer;
  if (!doer.is_operator && doer.roles.count("coordinator") == 0) {
    return complete(services::NotAllowed(call.method->name()));
  }
  Order order = OrderOf(call, request,
                        {.cohort = request.cohort_id(), .command = {}, .doer = std::move(doer)});
  order.answer = [&response](const Outcome& outcome) {
    response = CohortIn(outcome);
    return absl::OkStatus();
  };
  order.done = std::move(complete);
  // Before the version is known there is nothing to decide: it may have to be fetched.
  engine().versions().Find(
      request.cohort().template_(), [this, state = std::move(state), order = std::move(order)](
                                        absl::StatusOr<PinnedVersion> version) mutable {
        if (!version.ok()) return order.done(version.status());
        const auto withdrawal = engine().standings().Withdrawal(version->name);
        if (withdrawal) {
          return order.done(VersionWithdrawn(version->name, withdrawal->successor()));
        }
        state.set_template_(version->name);
        state.set_digest(version->digest);
        auto spec = engine().programs().Spec(version->digest);
        if (!spec.ok()) return order.done(spec.status());
        auto program = workflows::Program::Make(*std::move(spec), state);
        if (!program.ok()) return order.done(program.status());
        order.program = *std::move(program);
        order.command = workflows::CreateCohort{std::move(state)};
        engine().committer().Submit(std::move(order));
      });
}

absl::Status EnrolmentServer::GetCohort(const Call& call,
                                        const kasvu::v1::GetCohortRequest& request,
                                        kasvu::v1::Cohort& response) {
  const auto place = Reach(call, request.name(), OWNER_COHORT);
  if (ReasonOf(place.status()) != "COHORT_PURGED") KASVU_RETURN_IF_ERROR(place.status());
  KASVU_ASSIGN_OR_RETURN(response, ReadCohort(*engine().store().TakeSnapshot(), engine().programs(),
                                              CohortIdOf(request.name()), call.now));
  engine().standings().AddTo(response);
  return absl::OkStatus();
}

absl::Status EnrolmentServer::ListCohorts(const Call& call,
                                          const kasvu::v1::ListCohortsRequest& request,
                                          kasvu::v1::ListCohortsResponse& response) {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(std::string last, services::ReadPageToken(request));
  const auto snapshot = engine().store().TakeSnapshot();
  const size_t at_once = static_cast<size_t>(size) + 1;
  std::string after = last;
  while (true) {
    KASVU_ASSIGN_OR_RETURN(const std::set<std::string> ids,
                           CohortsFor(*snapshot, mandates(), call, after, at_once));
    for (const std::string& id : ids) {
      after = id;
      const auto access = Access::Of(*snapshot, mandates(), call, id);
      if (ReasonOf(access.status()) == "COHORT_NOT_FOUND") continue;
      if (ReasonOf(access.status()) != "COHORT_PURGED") KASVU_RETURN_IF_ERROR(access.status());
      if (response.cohorts_size() == size) {
        response.set_next_page_token(services::MakePageToken(request, last));
        return absl::OkStatus();
      }
      last = id;
      kasvu::v1::Cohort& cohort = *response.add_cohorts();
      KASVU_ASSIGN_OR_RETURN(cohort, ReadCohort(*snapshot, engine().programs(), id, call.now));
      engine().standings().AddTo(cohort);
    }
    if (ids.size() < at_once) return absl::OkStatus();
  }
}

absl::StatusOr<Instruction> EnrolmentServer::StartCohort(
    const Call& call, const kasvu::v1::StartCohortRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_COHORT));
  return Instruction{place.cohort, workflows::StartCohort{}, place.access.doer()};
}

absl::StatusOr<Instruction> EnrolmentServer::RescheduleCohort(
    const Call& call, const kasvu::v1::RescheduleCohortRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_COHORT));
  return Instruction{place.cohort, workflows::RescheduleCohort{DayOf(request.start_date())},
                     place.access.doer()};
}

absl::StatusOr<Instruction> EnrolmentServer::CloseCohort(
    const Call& call, const kasvu::v1::CloseCohortRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_COHORT));
  return Instruction{place.cohort, workflows::CloseCohort{}, place.access.doer()};
}

absl::StatusOr<Instruction> EnrolmentServer::CancelCohort(
    const Call& call, const kasvu::v1::CancelCohortRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_COHORT));
  return Instruction{place.cohort, workflows::CancelCohort{request.reason()}, place.access.doer()};
}

}  // namespace kasvu::engine
