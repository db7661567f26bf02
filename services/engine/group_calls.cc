// The calls of EnrolmentService on groups.

#include <map>
#include <string>

#include "errors/error.h"
#include "services/common/page_token.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/enrolment_server.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/ordinal_pages.h"
#include "services/engine/outcomes.h"
#include "services/engine/reads/public_messages.h"
#include "workflows/cohort/pins.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Event;
using kasvu::storage::v1::OWNER_COHORT;
using kasvu::storage::v1::OWNER_ENROLMENT;
using kasvu::storage::v1::OWNER_GROUP;

absl::Status AnswerFormed(const kasvu::v1::FormGroupsRequest&, const Outcome& outcome,
                          kasvu::v1::FormGroupsResponse& response) {
  for (const uint32_t group : OwnersOf(outcome, Event::kGroupFormed)) {
    KASVU_RETURN_IF_ERROR(ShowGroup(outcome, group, *response.add_groups()));
  }
  return absl::OkStatus();
}

absl::Status AnswerMoved(const kasvu::v1::MoveEnrolmentRequest& request, const Outcome& outcome,
                         kasvu::v1::Enrolment& response) {
  const auto ordinal = OrdinalIn(request.name(), outcome.cohort, OWNER_ENROLMENT);
  return ShowEnrolment(outcome, ordinal.value_or(0), response);
}

// What is known of each: one word that counts for whatever the version wants to be mixed.
absl::StatusOr<std::map<uint32_t, std::map<std::string, std::string>>> AttributesOf(
    const kasvu::v1::FormGroupsRequest& request, const std::string& cohort,
    const kasvu::v1::GroupRules& rules) {
  std::map<uint32_t, std::map<std::string, std::string>> attributes;
  for (const auto& [enrolment, word] : request.attributes()) {
    const auto ordinal = OrdinalIn(enrolment, cohort, OWNER_ENROLMENT);
    if (!ordinal) return EnrolmentNotFound(enrolment);
    auto& known = attributes[*ordinal];
    for (const std::string& name : rules.spread()) known[name] = word;
    for (const std::string& name : rules.apart()) known[name] = word;
  }
  return attributes;
}

}  // namespace

void EnrolmentServer::BindGroups() {
  Commands("FormGroups", &EnrolmentServer::FormGroups, AnswerFormed);
  Commands("MoveEnrolment", &EnrolmentServer::MoveEnrolment, AnswerMoved);
  AnswerOnWorker("ListGroups", &EnrolmentServer::ListGroups);
}

absl::StatusOr<Instruction> EnrolmentServer::FormGroups(
    const Call& call, const kasvu::v1::FormGroupsRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.cohort(), OWNER_COHORT));
  if (request.groups() < 0) return InvalidFields({{"groups", "must not be negative"}});
  workflows::FormGroups command{.groups = request.groups(), .attributes = {}};
  if (request.attributes_size() > 0) {
    KASVU_ASSIGN_OR_RETURN(const LoadedCohort loaded,
                           LoadShared(*engine().store().TakeSnapshot(), engine().programs(),
                                      place.cohort, absl::InfinitePast()));
    KASVU_ASSIGN_OR_RETURN(
        command.attributes,
        AttributesOf(request, place.cohort, loaded.program->spec().people().group()));
  }
  return Instruction{place.cohort, std::move(command), place.access.doer(),
                     request.validate_only()};
}

absl::StatusOr<Instruction> EnrolmentServer::MoveEnrolment(
    const Call& call, const kasvu::v1::MoveEnrolmentRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_ENROLMENT));
  const auto group = OrdinalIn(request.group(), place.cohort, OWNER_GROUP);
  if (!group) return GroupNotFound(request.group());
  return Instruction{place.cohort, workflows::MoveEnrolment{place.owner.ordinal, *group},
                     place.access.doer()};
}

absl::Status EnrolmentServer::ListGroups(const Call& call,
                                         const kasvu::v1::ListGroupsRequest& request,
                                         kasvu::v1::ListGroupsResponse& response) {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(uint32_t after, OrdinalAfter(request));
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.cohort(), OWNER_COHORT));
  KASVU_ASSIGN_OR_RETURN(
      const LoadedCohort loaded,
      LoadShared(*engine().store().TakeSnapshot(), engine().programs(), place.cohort, call.now));
  const auto& groups = loaded.image.groups;
  size_t bytes = 0;
  for (auto next = groups.upper_bound(after); next != groups.end(); ++next) {
    if (!place.access.sight().SeesGroup(next->first)) continue;
    if (response.groups_size() == size || bytes > services::kMaxPageBytes) {
      response.set_next_page_token(services::MakePageToken(request, std::to_string(after)));
      break;
    }
    after = next->first;
    const workflows::Program& program =
        workflows::Governing(loaded.At(call.now), workflows::GroupOf(next->first));
    *response.add_groups() = PublicGroup(program.index(), loaded.image.cohort, next->second);
    bytes += response.groups(response.groups_size() - 1).ByteSizeLong();
  }
  return absl::OkStatus();
}

}  // namespace kasvu::engine
