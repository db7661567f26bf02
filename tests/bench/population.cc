#include "tests/bench/population.h"

#include <algorithm>
#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kasvu/v1/enrolment_service.grpc.pb.h"
#include "kasvu/v1/person_service.grpc.pb.h"
#include "tests/bench/calls.h"

namespace kasvu::bench {
namespace {

using kasvu::v1::RecordStepRequest;

constexpr int kRowsPerImport = 500;

template <typename Stub, typename Request, typename Response>
Response Must(Stub& stub,
              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
              const Request& request) {
  grpc::ClientContext context;
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) GiveUp(status.error_message());
  return response;
}

void AnswerScales(std::initializer_list<const char*> questions, int number,
                  RecordStepRequest& request) {
  for (const char* question : questions) {
    (*request.mutable_answers()->mutable_by_question())[question].set_number(number);
  }
}

// What one participant can record in eKollega, one function for each step.
using Fill = void (*)(RecordStepRequest&);

void FillNeeds(RecordStepRequest& request) {
  request.set_step("needs");
  auto& answers = *request.mutable_answers()->mutable_by_question();
  answers["hopes"].mutable_options()->add_options("peers");
  answers["topics"].set_option("goals");
  answers["stage"].set_option("running");
  answers["offer"].set_words("An example: ten years of selling to other small firms.");
}

void FillGroundRules(RecordStepRequest& request) {
  request.set_step("joining.ground-rules");
  request.mutable_signed_()->set_role("self");
}

void FillBefore(RecordStepRequest& request) {
  request.set_step("before");
  AnswerScales({"goals", "control", "support", "change", "networks", "future"}, 3, request);
}

template <int kExercise>
void FillExercise(RecordStepRequest& request) {
  constexpr const char* kItems[] = {"trust", "goals", "time", "change"};
  request.set_step(absl::StrCat("exercise/", kItems[kExercise]));
  request.mutable_done();
  request.set_note("An example: it took an hour and paid for itself within the week.");
}

template <int kNumber>
void FillConnection(RecordStepRequest& request) {
  request.set_step(absl::StrCat("connection/", kNumber));
  request.mutable_outcome();
}

constexpr Fill kSteps[] = {
    FillNeeds,         FillGroundRules,   FillBefore,        FillExercise<0>,
    FillExercise<1>,   FillExercise<2>,   FillExercise<3>,   FillConnection<1>,
    FillConnection<2>, FillConnection<3>, FillConnection<4>, FillConnection<5>,
};

std::string RecentDate() {
  return absl::FormatTime("%Y-%m-%d", absl::Now() - absl::Hours(24 * 10), absl::UTCTimeZone());
}

}  // namespace

void GiveUp(const std::string& why) { throw GivenUp(why); }

Population::Population(std::string address, std::string prefix)
    : address_(std::move(address)), prefix_(std::move(prefix)) {}

void Population::Grow(int cohorts, int participants) {
  std::vector<std::string> persons;
  for (int i = 0; i < cohorts; ++i) {
    if (persons.empty()) {
      const int waiting = (cohorts - i) * participants;
      const int batch = std::max(participants, kRowsPerImport / participants * participants);
      persons = MakePersons(cohorts_ * participants, std::min(waiting, batch));
    }
    const std::vector<std::string> first(persons.begin(), persons.begin() + participants);
    persons.erase(persons.begin(), persons.begin() + participants);
    MakeCohort(absl::StrCat(prefix_, "-", ++cohorts_), first);
  }
}

std::vector<std::string> Population::MakePersons(int first, int count) const {
  const Stubs<kasvu::v1::PersonService> stubs(address_);
  kasvu::v1::ImportPersonsRequest request;
  request.set_request_id(absl::StrCat(prefix_, "-persons-", first));
  for (int i = first; i < first + count; ++i) {
    kasvu::v1::Person& person = *request.add_rows()->mutable_person();
    person.set_display_name(absl::StrCat("Example Participant ", i));
    person.set_email(absl::StrCat(prefix_, ".", i, "@example.org"));
    person.set_language("fi");
  }
  using Stub = kasvu::v1::PersonService::Stub;
  const auto response = Must(stubs.Of(0), &Stub::ImportPersons, request);
  std::vector<std::string> persons;
  for (const auto& result : response.results()) {
    if (result.person().empty()) GiveUp(result.message());
    persons.push_back(result.person());
  }
  return persons;
}

void Population::MakeCohort(const std::string& id, const std::vector<std::string>& persons) {
  using kasvu::v1::EnrolmentService;
  const Stubs<EnrolmentService> stubs(address_);
  const std::string name = "cohorts/" + id;

  kasvu::v1::CreateCohortRequest create;
  create.set_cohort_id(id);
  create.set_request_id(id + "-create");
  create.mutable_cohort()->set_template_(kProgramme);
  create.mutable_cohort()->set_region("02");
  create.mutable_cohort()->set_start_date(RecentDate());
  Must(stubs.Of(0), &EnrolmentService::Stub::CreateCohort, create);

  kasvu::v1::CreateEnrolmentsRequest enrol;
  enrol.set_cohort(name);
  enrol.set_request_id(id + "-enrol");
  for (const std::string& person : persons) enrol.add_enrolments()->set_person(person);
  const auto enrolled = Must(stubs.Of(0), &EnrolmentService::Stub::CreateEnrolments, enrol);
  for (const auto& result : enrolled.results()) {
    if (result.enrolment().empty()) GiveUp(result.message());
    enrolments_.push_back(result.enrolment());
  }

  kasvu::v1::AcceptEnrolmentsRequest accept;
  accept.set_cohort(name);
  accept.set_request_id(id + "-accept");
  Must(stubs.Of(0), &EnrolmentService::Stub::AcceptEnrolments, accept);
}

int Population::recordings() const { return enrolments() * static_cast<int>(std::size(kSteps)); }

RecordStepRequest Population::Recording(int index) const {
  RecordStepRequest request;
  request.set_owner(enrolments_[index % enrolments()]);
  request.set_request_id(absl::StrCat(prefix_, "-record-", index));
  kSteps[index / enrolments()](request);
  return request;
}

}  // namespace kasvu::bench
