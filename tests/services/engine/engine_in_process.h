// An engine in memory behind a server, with a catalogue of the ready programmes beside it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "errors/error.h"
#include "kasvu/v1/enrolment_service.grpc.pb.h"
#include "kasvu/v1/progress_service.grpc.pb.h"
#include "services/catalogue/catalogue.h"
#include "services/catalogue/ready_programmes.h"
#include "services/catalogue/template_server.h"
#include "services/common/mandate_table.h"
#include "services/engine/cohort_reader.h"
#include "services/engine/engine.h"
#include "services/engine/enrolment_server.h"
#include "services/engine/names.h"
#include "services/engine/progress_server.h"
#include "services/engine/tables.h"
#include "storage/faulty_store.h"
#include "storage/memory_store.h"
#include "storage/vault.h"
#include "tests/services/engine/listed_reasons.h"
#include "tests/services/in_process.h"

namespace kasvu::engine {

using Enrolments = kasvu::v1::EnrolmentService::Stub;
using Progress = kasvu::v1::ProgressService::Stub;

// 2021-01-11, 11 o'clock in Finland: three weeks before the season of the tests begins.
inline absl::Time TestStart() { return absl::FromUnixSeconds(1'610'355'600); }

// The ready programmes, published once for all tests of the program.
inline storage::Store& ReadyCatalogue() {
  static storage::Store& store = *[] {
    auto* made = storage::NewMemoryStore().release();
    catalogue::Catalogue catalogue(*made);
    EXPECT_TRUE(catalogue::PublishReadyProgrammes(*made, catalogue, TestStart()).ok());
    return made;
  }();
  return store;
}

// A clock that can also be set back, as that of a machine may be.
class JumpingClock : public services::SettableClock {
 public:
  using SettableClock::SettableClock;
  absl::Time Now() const override { return SettableClock::Now() - behind_.load(); }
  void JumpBack(absl::Duration by) { behind_ = behind_.load() + by; }

 private:
  std::atomic<absl::Duration> behind_ = absl::ZeroDuration();
};

class EngineTest : public testing::Test {
 protected:
  EngineTest() {
    folder_ = testing::TempDir() + "/engine-" + std::to_string(::getpid());
    std::filesystem::create_directories(folder_);
    vault_ = *storage::OpenVault(*keys_, folder_ + "/master.key", randomness_);
    catalogue_server_ = std::make_unique<services::InProcess>(template_service_);
    OpenEngine();
  }

  ~EngineTest() override {
    CloseEngine();
    catalogue_server_.reset();
    std::filesystem::remove_all(folder_);
  }

  void OpenEngine() {
    workers_ = std::make_unique<services::Workers>(4);
    engine_ = std::make_unique<Engine>(EngineParts{*store_, *vault_, clock_, mandates_, *workers_});
    if (catalogue_server_ != nullptr) {
      engine_->Connect(catalogue_server_->channel(), catalogue_server_->queue());
    }
    engine_->Start();
    const services::Surroundings surroundings{clock_, mandates_, *workers_};
    enrolment_service_ = std::make_unique<EnrolmentServer>(*engine_, surroundings);
    progress_service_ = std::make_unique<ProgressServer>(*engine_, surroundings);
    enrolment_server_ = std::make_unique<services::InProcess>(*enrolment_service_);
    progress_server_ = std::make_unique<services::InProcess>(*progress_service_);
    enrolments_ = kasvu::v1::EnrolmentService::NewStub(enrolment_server_->channel());
    progress_ = kasvu::v1::ProgressService::NewStub(progress_server_->channel());
  }

  void CloseEngine() {
    if (engine_ == nullptr) return;
    engine_->Stop();
    enrolment_server_.reset();
    progress_server_.reset();
    // A worker may still be about to count the end of a call that the client has the answer of.
    workers_.reset();
    enrolment_service_.reset();
    progress_service_.reset();
    engine_.reset();
  }

  // What is left when the server starts again: the stores.
  void Restart() {
    CloseEngine();
    OpenEngine();
  }

  // Calls as `actor`; "" is the operator. A refusal has to be one that the proto lists.
  template <class Response, class Request>
  absl::StatusOr<Response> As(const std::string& actor,
                              grpc::Status (Enrolments::*method)(grpc::ClientContext*,
                                                                 const Request&, Response*),
                              const Request& request) {
    auto response = services::CallAs(actor, *enrolments_, method, request);
    ExpectListed(Request::descriptor(), response.status());
    return response;
  }
  template <class Response, class Request>
  absl::StatusOr<Response> As(const std::string& actor,
                              grpc::Status (Progress::*method)(grpc::ClientContext*, const Request&,
                                                               Response*),
                              const Request& request) {
    auto response = services::CallAs(actor, *progress_, method, request);
    ExpectListed(Request::descriptor(), response.status());
    return response;
  }

  // As the operator, with a request_id of its own unless there is one; the test fails on errors.
  template <class Response, class Request, class Stub>
  Response Do(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
              Request request) {
    if (request.request_id().empty()) request.set_request_id(NextRequestId());
    const absl::StatusOr<Response> response = As("", method, request);
    EXPECT_TRUE(response.ok()) << request.GetDescriptor()->name() << ": " << response.status();
    return response.ok() ? *response : Response();
  }

  // The reason that such a call is refused with.
  template <class Response, class Request, class Stub>
  std::string Refusal(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      Request request, const std::string& actor = "") {
    if (request.request_id().empty()) request.set_request_id(NextRequestId());
    return ReasonOf(As(actor, method, request).status());
  }

  std::string NextRequestId() { return "r" + std::to_string(++requests_); }

  kasvu::v1::CreateCohortRequest NewCohort(const std::string& id,
                                           const std::string& version = "kasvu/ekollega@1") {
    kasvu::v1::CreateCohortRequest request;
    request.set_cohort_id(id);
    request.mutable_cohort()->set_template_(version);
    request.mutable_cohort()->set_start_date("2021-02-01");
    request.mutable_cohort()->set_region("02");
    request.mutable_cohort()->set_owner("humak");
    request.set_request_id(NextRequestId());
    return request;
  }

  // A cohort with `people` enrolled: persons/p01, persons/p02 …, e1, e2 ….
  void Enrol(const std::string& id, int people) {
    Do(&Enrolments::CreateCohort, NewCohort(id));
    kasvu::v1::CreateEnrolmentsRequest request;
    request.set_cohort("cohorts/" + id);
    for (int i = 1; i <= people; ++i) request.add_enrolments()->set_person(PersonName(i));
    Do(&Enrolments::CreateEnrolments, request);
  }

  static std::string PersonName(int number) {
    return "persons/p" + std::string(number < 10 ? "0" : "") + std::to_string(number);
  }

  // The same, accepted and in groups.
  void EnrolInGroups(const std::string& id, int people, int groups) {
    Enrol(id, people);
    kasvu::v1::AcceptEnrolmentsRequest accept;
    accept.set_cohort("cohorts/" + id);
    Do(&Enrolments::AcceptEnrolments, accept);
    kasvu::v1::FormGroupsRequest form;
    form.set_cohort("cohorts/" + id);
    form.set_groups(groups);
    Do(&Enrolments::FormGroups, form);
  }

  // Time goes on to `day`, 11 o'clock in Finland, and what is due is settled.
  void GoTo(const absl::CivilDay& day) {
    EXPECT_TRUE(clock_.Set(absl::FromCivil(day, absl::UTCTimeZone()) + absl::Hours(9)).ok());
    const absl::Status moved = engine_->ClockMoved(clock_.Now());
    EXPECT_TRUE(moved.ok()) << moved;
  }

  // Whether history, states, indexes and counters agree; how many records there are.
  uint64_t Verify(const std::string& id) {
    kasvu::v1::VerifyHistoryRequest request;
    request.set_cohort("cohorts/" + id);
    const auto verified = As("", &Enrolments::VerifyHistory, request);
    EXPECT_TRUE(verified.ok()) << verified.status();
    return verified.ok() ? verified->records() : 0;
  }

  kasvu::v1::Cohort GetCohort(const std::string& id) {
    kasvu::v1::GetCohortRequest request;
    request.set_name("cohorts/" + id);
    const auto cohort = As("", &Enrolments::GetCohort, request);
    EXPECT_TRUE(cohort.ok()) << cohort.status();
    return cohort.ok() ? *cohort : kasvu::v1::Cohort();
  }

  kasvu::v1::Enrolment GetEnrolment(const std::string& id, int ordinal) {
    kasvu::v1::GetEnrolmentRequest request;
    request.set_name("cohorts/" + id + "/enrolments/e" + std::to_string(ordinal));
    const auto enrolment = As("", &Enrolments::GetEnrolment, request);
    EXPECT_TRUE(enrolment.ok()) << enrolment.status();
    return enrolment.ok() ? *enrolment : kasvu::v1::Enrolment();
  }

  void Grant(const std::string& person, const std::string& role, const std::string& scope) {
    kasvu::v1::Mandate mandate;
    mandate.set_name("mandates/" + std::to_string(++mandates_given_));
    mandate.set_person(person);
    mandate.set_role(role);
    mandate.set_scope(scope);
    mandates_.Put(mandate);
  }

  JumpingClock clock_{TestStart()};
  storage::SeededRandomness randomness_{2021};
  std::string folder_;
  std::unique_ptr<storage::FaultyStore> store_ =
      std::make_unique<storage::FaultyStore>(storage::NewMemoryStore());
  std::unique_ptr<storage::FaultyStore> keys_ =
      std::make_unique<storage::FaultyStore>(storage::NewMemoryStore());
  std::unique_ptr<storage::Vault> vault_;
  services::MandateTable mandates_;
  services::Workers catalogue_workers_{1};
  catalogue::Catalogue catalogue_{ReadyCatalogue()};
  catalogue::TemplateServer template_service_{catalogue_, {clock_, mandates_, catalogue_workers_}};
  std::unique_ptr<services::InProcess> catalogue_server_;

  std::unique_ptr<services::Workers> workers_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<EnrolmentServer> enrolment_service_;
  std::unique_ptr<ProgressServer> progress_service_;
  std::unique_ptr<services::InProcess> enrolment_server_;
  std::unique_ptr<services::InProcess> progress_server_;
  std::unique_ptr<Enrolments> enrolments_;
  std::unique_ptr<Progress> progress_;
  int requests_ = 0;
  int mandates_given_ = 0;
};

}  // namespace kasvu::engine
