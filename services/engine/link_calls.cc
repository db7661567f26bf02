// The calls of EnrolmentService on links.

#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "errors/error.h"
#include "services/common/actor.h"
#include "services/common/page_token.h"
#include "services/engine/cohort_access.h"
#include "services/engine/enrolment_server.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/ordinal_pages.h"
#include "services/engine/outcomes.h"
#include "services/engine/purged.h"
#include "services/engine/reads/public_messages.h"
#include "services/engine/tables.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Event;
using kasvu::storage::v1::LinkState;
using kasvu::storage::v1::OWNER_COHORT;
using kasvu::storage::v1::OWNER_ENROLMENT;
using kasvu::storage::v1::OWNER_GROUP;
using kasvu::storage::v1::OWNER_LINK;

constexpr std::string_view kPersons = "persons/";

absl::Status AnswerMade(const kasvu::v1::AssignLinkRequest&, const Outcome& outcome,
                        kasvu::v1::LinkBinding& response) {
  for (const uint32_t link : OwnersOf(outcome, Event::kLinkMade)) {
    return ShowLink(outcome, link, response);
  }
  return absl::OkStatus();
}

absl::Status AnswerRotated(const kasvu::v1::RotateLinksRequest&, const Outcome& outcome,
                           kasvu::v1::RotateLinksResponse& response) {
  for (const uint32_t link : OwnersOf(outcome, Event::kLinkMade)) {
    KASVU_RETURN_IF_ERROR(ShowLink(outcome, link, *response.add_links()));
  }
  return absl::OkStatus();
}

template <class Request>
absl::Status AnswerLink(const Request& request, const Outcome& outcome,
                        kasvu::v1::LinkBinding& response) {
  const auto ordinal = OrdinalIn(request.name(), outcome.cohort, OWNER_LINK);
  return ShowLink(outcome, ordinal.value_or(0), response);
}

// The ordinals among which all links lie that somebody can be shown: those of one enrolment, or
// those she is in. Nothing where that may be any.
absl::StatusOr<std::optional<std::set<uint32_t>>> FewLinks(const storage::Reader& reader,
                                                           const Place& place,
                                                           std::optional<uint32_t> enrolment) {
  if (enrolment) {
    std::set<uint32_t> links;
    KASVU_ASSIGN_OR_RETURN(const auto state,
                           kEnrolmentTable.Find(reader, {place.cohort, *enrolment}));
    if (state) {
      for (const auto& ref : state->links()) links.insert(ref.ordinal());
    }
    return links;
  }
  if (!place.access.sight().everything) return place.access.sight().links;
  return std::nullopt;
}

}  // namespace

void EnrolmentServer::BindLinks() {
  Commands("AssignLink", &EnrolmentServer::AssignLink, AnswerMade);
  Commands("RotateLinks", &EnrolmentServer::RotateLinks, AnswerRotated);
  Commands("EndLink", &EnrolmentServer::EndLink, AnswerLink<kasvu::v1::EndLinkRequest>);
  Commands("ConsentToLink", &EnrolmentServer::ConsentToLink,
           AnswerLink<kasvu::v1::ConsentToLinkRequest>);
  AnswerOnWorker("ListLinks", &EnrolmentServer::ListLinks);
}

absl::StatusOr<Instruction> EnrolmentServer::AssignLink(
    const Call& call, const kasvu::v1::AssignLinkRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.cohort(), OWNER_COHORT));
  const auto snapshot = engine().store().TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(const auto cohort, kCohortTable.Find(*snapshot, {place.cohort}));
  if (!cohort) return NotThere(*snapshot, place.cohort);
  workflows::AssignLink command{.link = request.link(),
                                .enrolments = {},
                                .fellows = {},
                                .persons = {},
                                .item = request.item()};
  for (const std::string& name : request.enrolments()) {
    const auto ordinal = OrdinalIn(name, place.cohort, OWNER_ENROLMENT);
    if (!ordinal) return EnrolmentNotFound(name);
    KASVU_RETURN_IF_ERROR(place.access.CheckSees(place.cohort, {OWNER_ENROLMENT, *ordinal}));
    command.enrolments.push_back(*ordinal);
  }
  for (const std::string& name : request.others()) {
    if (name.starts_with(kPersons)) {
      const auto person = services::Actor::Person(name);
      command.persons.push_back(
          {name, AccessTo(*cohort, person, mandates(), call.today).doer.roles});
      continue;
    }
    const auto ordinal = OrdinalIn(name, place.cohort, OWNER_ENROLMENT);
    if (!ordinal) return EnrolmentNotFound(name);
    command.fellows.push_back(*ordinal);
  }
  return Instruction{place.cohort, std::move(command), place.access.doer()};
}

absl::StatusOr<Instruction> EnrolmentServer::RotateLinks(
    const Call& call, const kasvu::v1::RotateLinksRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.cohort(), OWNER_COHORT));
  workflows::RotateLinks command{
      .link = request.link(), .item = request.item(), .group = std::nullopt};
  if (!request.group().empty()) {
    command.group = OrdinalIn(request.group(), place.cohort, OWNER_GROUP);
    if (!command.group) return GroupNotFound(request.group());
  }
  return Instruction{place.cohort, std::move(command), place.access.doer(),
                     request.validate_only()};
}

absl::StatusOr<Instruction> EnrolmentServer::EndLink(const Call& call,
                                                     const kasvu::v1::EndLinkRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.name(), OWNER_LINK));
  return Instruction{place.cohort, workflows::EndLink{place.owner.ordinal, request.reason()},
                     place.access.doer()};
}

absl::StatusOr<Instruction> EnrolmentServer::ConsentToLink(
    const Call& call, const kasvu::v1::ConsentToLinkRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.name(), OWNER_LINK));
  workflows::ConsentToLink command{
      .link = place.owner.ordinal, .enrolment = std::nullopt, .person = call.actor.person()};
  if (request.by().starts_with(kPersons)) {
    command.person = request.by();
  } else if (!request.by().empty()) {
    command.person.clear();
    command.enrolment = OrdinalIn(request.by(), place.cohort, OWNER_ENROLMENT);
    if (!command.enrolment) return EnrolmentNotFound(request.by());
  } else if (call.actor.is_operator()) {
    return InvalidFields({{"by", "has to say who agrees"}});
  }
  return Instruction{place.cohort, std::move(command), place.access.doer()};
}

absl::Status EnrolmentServer::ListLinks(const Call& call,
                                        const kasvu::v1::ListLinksRequest& request,
                                        kasvu::v1::ListLinksResponse& response) {
  KASVU_ASSIGN_OR_RETURN(const int size, services::PageSize(request.page_size()));
  KASVU_ASSIGN_OR_RETURN(uint32_t after, OrdinalAfter(request));
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.cohort(), OWNER_COHORT));
  const auto snapshot = engine().store().TakeSnapshot();
  KASVU_ASSIGN_OR_RETURN(const auto cohort, kCohortTable.Find(*snapshot, {place.cohort}));
  if (!cohort) return NotThere(*snapshot, place.cohort);
  std::optional<uint32_t> enrolment;
  if (!request.enrolment().empty()) {
    enrolment = OrdinalIn(request.enrolment(), place.cohort, OWNER_ENROLMENT);
    if (!enrolment) return EnrolmentNotFound(request.enrolment());
    KASVU_RETURN_IF_ERROR(place.access.CheckSees(place.cohort, {OWNER_ENROLMENT, *enrolment}));
  }
  const auto asked = [&](const LinkState& link) {
    if (!request.link().empty() && link.link() != request.link()) return false;
    if (!request.ended() && link.stage() == kasvu::storage::v1::LINK_STAGE_ENDED) return false;
    if (!place.access.sight().Sees({OWNER_LINK, link.ordinal()})) return false;
    if (!enrolment) return true;
    for (const auto& member : link.members()) {
      if (member.enrolment() == *enrolment) return true;
    }
    return false;
  };
  const auto add = [&](uint32_t ordinal, const LinkState& link) {
    if (!asked(link)) return true;
    if (response.links_size() == size) {
      response.set_next_page_token(services::MakePageToken(request, std::to_string(after)));
      return false;
    }
    after = ordinal;
    *response.add_links() = PublicLink(*cohort, link);
    return true;
  };
  // Whoever asks for somebody's, or sees only her own, need not wait for all of them.
  if (const auto few = FewLinks(*snapshot, place, enrolment); few.ok() && few->has_value()) {
    for (auto next = (*few)->upper_bound(after); next != (*few)->end(); ++next) {
      KASVU_ASSIGN_OR_RETURN(const auto link, kLinkTable.Find(*snapshot, {place.cohort, *next}));
      if (link && !add(*next, *link)) break;
    }
    return absl::OkStatus();
  } else if (!few.ok()) {
    return few.status();
  }
  return kLinkTable.ScanAfter(
      *snapshot, std::tuple(place.cohort), {place.cohort, after},
      [&](const auto& key, const LinkState& link) { return add(std::get<1>(key), link); });
}

}  // namespace kasvu::engine
