// The calls of EnrolmentService on enrolments.

#include <charconv>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "errors/error.h"
#include "services/common/page_token.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/enrolment_server.h"
#include "services/engine/errors.h"
#include "services/engine/names.h"
#include "services/engine/outcomes.h"
#include "services/engine/reads/public_messages.h"
#include "services/engine/tables.h"
#include "services/engine/times.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::Event;
using kasvu::storage::v1::OWNER_COHORT;
using kasvu::storage::v1::OWNER_ENROLMENT;
using workflows::Move;
using workflows::MoveStage;

absl::Status AnswerCreated(const kasvu::v1::CreateEnrolmentsRequest& request,
                           const Outcome& outcome, kasvu::v1::CreateEnrolmentsResponse& response) {
  if (!response.ParseFromString(outcome.remembered)) return absl::DataLossError("stored results");
  if (!request.validate_only()) return absl::OkStatus();
  for (auto& result : *response.mutable_results()) {
    if (result.outcome() == kasvu::v1::EnrolmentResult::OUTCOME_CREATED) result.clear_enrolment();
  }
  return absl::OkStatus();
}

absl::Status AnswerAccepted(const kasvu::v1::AcceptEnrolmentsRequest&, const Outcome& outcome,
                            kasvu::v1::AcceptEnrolmentsResponse& response) {
  for (const uint32_t ordinal : OwnersOf(outcome, Event::kEnrolmentAccepted)) {
    KASVU_RETURN_IF_ERROR(ShowEnrolment(outcome, ordinal, *response.add_enrolments()));
  }
  return absl::OkStatus();
}

template <class Request>
absl::Status AnswerEnrolment(const Request& request, const Outcome& outcome,
                             kasvu::v1::Enrolment& response) {
  const auto ordinal = OrdinalIn(request.name(), outcome.cohort, OWNER_ENROLMENT);
  return ShowEnrolment(outcome, ordinal.value_or(0), response);
}

Instruction MoveOf(const Place& place, Move move, std::string reason,
                   std::optional<absl::Time> occurred) {
  return {place.cohort,
          MoveStage{.move = move,
                    .enrolment = place.owner.ordinal,
                    .reason = std::move(reason),
                    .occurred = occurred},
          place.access.doer()};
}

}  // namespace

void EnrolmentServer::BindEnrolments() {
  Commands("CreateEnrolments", &EnrolmentServer::CreateEnrolments, AnswerCreated);
  AnswerOnWorker("GetEnrolment", &EnrolmentServer::GetEnrolment);
  AnswerOnWorker("ListEnrolments", &EnrolmentServer::ListEnrolments);
  Commands("AcceptEnrolments", &EnrolmentServer::AcceptEnrolments, AnswerAccepted);
  Commands("WaitlistEnrolment", &EnrolmentServer::WaitlistEnrolment,
           AnswerEnrolment<kasvu::v1::WaitlistEnrolmentRequest>);
  Commands("PauseEnrolment", &EnrolmentServer::PauseEnrolment,
           AnswerEnrolment<kasvu::v1::PauseEnrolmentRequest>);
  Commands("ResumeEnrolment", &EnrolmentServer::ResumeEnrolment,
           AnswerEnrolment<kasvu::v1::ResumeEnrolmentRequest>);
  Commands("WithdrawEnrolment", &EnrolmentServer::WithdrawEnrolment,
           AnswerEnrolment<kasvu::v1::WithdrawEnrolmentRequest>);
  Commands("ReturnEnrolment", &EnrolmentServer::ReturnEnrolment,
           AnswerEnrolment<kasvu::v1::ReturnEnrolmentRequest>);
}

absl::StatusOr<Instruction> EnrolmentServer::CreateEnrolments(
    const Call& call, const kasvu::v1::CreateEnrolmentsRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.cohort(), OWNER_COHORT));
  workflows::CreateEnrolments command{.enrolments = {}, .all_or_nothing = request.all_or_nothing()};
  std::vector<std::pair<std::string, std::string>> wrong;
  for (int i = 0; i < request.enrolments_size(); ++i) {
    const auto& asked = request.enrolments(i);
    if (!asked.person().starts_with("persons/")) {
      wrong.emplace_back("enrolments[" + std::to_string(i) + "].person",
                         "has to be a person's name such as persons/abcdefgh23456723");
    }
    command.enrolments.push_back({asked.person(), asked.company(), asked.track()});
  }
  if (!wrong.empty()) {
    if (wrong.size() > 20) wrong.resize(20);
    return InvalidFields(wrong);
  }
  return Instruction{place.cohort, std::move(command), place.access.doer(),
                     request.validate_only()};
}

absl::Status EnrolmentServer::GetEnrolment(const Call& call,
                                           const kasvu::v1::GetEnrolmentRequest& request,
                                           kasvu::v1::Enrolment& response) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.name(), OWNER_ENROLMENT));
  const uint32_t ordinal = place.owner.ordinal;
  KASVU_ASSIGN_OR_RETURN(const LoadedCohort loaded,
                         LoadEnrolment(*engine().store().TakeSnapshot(), engine().programs(),
                                       place.cohort, ordinal, call.now));
  response = PublicEnrolment(loaded.image.cohort, loaded.image.enrolments.at(ordinal));
  return absl::OkStatus();
}

absl::Status EnrolmentServer::ListEnrolments(const Call& call,
                                             const kasvu::v1::ListEnrolmentsRequest& request,
                                             kasvu::v1::ListEnrolmentsResponse& response) {
  constexpr int kDefaultEnrolments = 50;
  KASVU_ASSIGN_OR_RETURN(
      const int size,
      services::PageSize(request.page_size() == 0 ? kDefaultEnrolments : request.page_size()));
  KASVU_ASSIGN_OR_RETURN(const std::string token, services::ReadPageToken(request));
  uint32_t after = 0;
  std::from_chars(token.data(), token.data() + token.size(), after);
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.cohort(), OWNER_COHORT));
  KASVU_ASSIGN_OR_RETURN(
      const auto loaded,
      engine().whole_cohorts().Get(*engine().store().TakeSnapshot(), place.cohort, call.now));
  const auto& enrolments = loaded->image.enrolments;
  for (auto next = enrolments.upper_bound(after); next != enrolments.end(); ++next) {
    if (!place.access.sight().SeesEnrolment(next->first)) continue;
    if (response.enrolments_size() == size) {
      response.set_next_page_token(services::MakePageToken(request, std::to_string(after)));
      break;
    }
    after = next->first;
    *response.add_enrolments() = PublicEnrolment(loaded->image.cohort, next->second);
  }
  return absl::OkStatus();
}

absl::StatusOr<Instruction> EnrolmentServer::AcceptEnrolments(
    const Call& call, const kasvu::v1::AcceptEnrolmentsRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.cohort(), OWNER_COHORT));
  workflows::AcceptEnrolments command;
  for (const std::string& name : request.enrolments()) {
    const auto ordinal = OrdinalIn(name, place.cohort, OWNER_ENROLMENT);
    if (!ordinal) return EnrolmentNotFound(name);
    command.enrolments.push_back(*ordinal);
  }
  return Instruction{place.cohort, std::move(command), place.access.doer()};
}

absl::StatusOr<Instruction> EnrolmentServer::WaitlistEnrolment(
    const Call& call, const kasvu::v1::WaitlistEnrolmentRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_ENROLMENT));
  return MoveOf(place, Move::kWaitlist, std::string(), std::nullopt);
}

absl::StatusOr<Instruction> EnrolmentServer::PauseEnrolment(
    const Call& call, const kasvu::v1::PauseEnrolmentRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_ENROLMENT));
  KASVU_ASSIGN_OR_RETURN(const auto occurred, OccurredOf(request));
  return MoveOf(place, Move::kPause, request.reason(), occurred);
}

absl::StatusOr<Instruction> EnrolmentServer::ResumeEnrolment(
    const Call& call, const kasvu::v1::ResumeEnrolmentRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_ENROLMENT));
  KASVU_ASSIGN_OR_RETURN(const auto occurred, OccurredOf(request));
  return MoveOf(place, Move::kResume, std::string(), occurred);
}

absl::StatusOr<Instruction> EnrolmentServer::WithdrawEnrolment(
    const Call& call, const kasvu::v1::WithdrawEnrolmentRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Reach(call, request.name(), OWNER_ENROLMENT));
  if (!place.access.sight().own.contains(place.owner.ordinal)) {
    KASVU_RETURN_IF_ERROR(place.access.CheckCoordinates(call));
  }
  KASVU_ASSIGN_OR_RETURN(const auto occurred, OccurredOf(request));
  return MoveOf(place, Move::kWithdraw, request.reason(), occurred);
}

absl::StatusOr<Instruction> EnrolmentServer::ReturnEnrolment(
    const Call& call, const kasvu::v1::ReturnEnrolmentRequest& request) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Coordinated(call, request.name(), OWNER_ENROLMENT));
  KASVU_ASSIGN_OR_RETURN(const auto occurred, OccurredOf(request));
  return MoveOf(place, Move::kReturn, std::string(), occurred);
}

}  // namespace kasvu::engine
