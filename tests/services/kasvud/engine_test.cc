// The engine as kasvud runs it: with a real store, with the clock, apart from the others.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "errors/error.h"
#include "kasvu/v1/clock_service.grpc.pb.h"
#include "kasvu/v1/enrolment_service.grpc.pb.h"
#include "kasvu/v1/progress_service.grpc.pb.h"
#include "kasvu/v1/template_service.grpc.pb.h"
#include "services/kasvud/kasvud.h"
#include "services/kasvud/roles.h"
#include "tests/services/in_process.h"

namespace kasvu::kasvud {
namespace {

using kasvu::v1::ClockService;
using kasvu::v1::Cohort;
using kasvu::v1::EnrolmentService;
using kasvu::v1::PersonService;
using kasvu::v1::ProgressService;
using kasvu::v1::TemplateService;
using services::CallAs;

constexpr int64_t kBefore = 1'610'355'600;   // 2021-01-11
constexpr int64_t kStarted = 1'612'170'000;  // 2021-02-01, when the cohorts here start

class EngineOfKasvudTest : public testing::Test {
 protected:
  ~EngineOfKasvudTest() override { std::filesystem::remove_all(folder_); }

  Options In(const std::string& name, std::vector<std::string> roles = AllRoles()) const {
    Options options;
    options.data = folder_ + "/" + name;
    options.listen = "127.0.0.1:0";
    options.roles = std::move(roles);
    options.master_key = options.data + "/master.key";
    options.test_clock = absl::FromUnixSeconds(kBefore);
    return options;
  }

  static std::string AddressOf(const Kasvud& kasvud) {
    return "127.0.0.1:" + std::to_string(kasvud.port());
  }

  // Calls of `server` as the operator, with a request_id where there is none.
  template <class Service, class Response, class Request>
  absl::StatusOr<Response> Call(const Kasvud& server,
                                grpc::Status (Service::Stub::*method)(grpc::ClientContext*,
                                                                      const Request&, Response*),
                                Request request, const std::string& actor = "") {
    const auto* field = Request::descriptor()->FindFieldByName("request_id");
    if (field != nullptr && request.GetReflection()->GetString(request, field).empty()) {
      request.GetReflection()->SetString(&request, field, "r" + std::to_string(++requests_));
    }
    const auto stub = Service::NewStub(ConnectTo(AddressOf(server)));
    return CallAs(actor, *stub, method, request);
  }

  absl::StatusOr<Cohort> CreateCohort(const Kasvud& server, const std::string& id,
                                      const std::string& actor = "") {
    kasvu::v1::CreateCohortRequest request;
    request.set_cohort_id(id);
    request.mutable_cohort()->set_template_("kasvu/ekollega@1");
    request.mutable_cohort()->set_start_date("2021-02-01");
    request.mutable_cohort()->set_region("02");
    return Call<EnrolmentService>(server, &EnrolmentService::Stub::CreateCohort, request, actor);
  }

  absl::StatusOr<Cohort> GetCohort(const Kasvud& server, const std::string& id) {
    kasvu::v1::GetCohortRequest request;
    request.set_name("cohorts/" + id);
    return Call<EnrolmentService>(server, &EnrolmentService::Stub::GetCohort, request);
  }

  std::string CreatePerson(const Kasvud& server, const std::string& display_name) {
    kasvu::v1::CreatePersonRequest request;
    request.mutable_person()->set_display_name(display_name);
    return Call<PersonService>(server, &PersonService::Stub::CreatePerson, request)->name();
  }

  absl::Status Enrol(const Kasvud& server, const std::string& id, const std::string& person) {
    kasvu::v1::CreateEnrolmentsRequest create;
    create.set_cohort("cohorts/" + id);
    create.add_enrolments()->set_person(person);
    KASVU_RETURN_IF_ERROR(
        Call<EnrolmentService>(server, &EnrolmentService::Stub::CreateEnrolments, create).status());
    kasvu::v1::AcceptEnrolmentsRequest accept;
    accept.set_cohort("cohorts/" + id);
    return Call<EnrolmentService>(server, &EnrolmentService::Stub::AcceptEnrolments, accept)
        .status();
  }

  absl::Status RecordConnection(const Kasvud& server, const std::string& id,
                                const std::string& note) {
    kasvu::v1::RecordStepRequest request;
    request.set_owner("cohorts/" + id + "/enrolments/e1");
    request.set_step("connection");
    request.mutable_outcome();
    request.set_note(note);
    return Call<ProgressService>(server, &ProgressService::Stub::RecordStep, request).status();
  }

  absl::StatusOr<kasvu::v1::VerifyHistoryResponse> Verify(const Kasvud& server,
                                                          const std::string& id) {
    kasvu::v1::VerifyHistoryRequest request;
    request.set_cohort("cohorts/" + id);
    return Call<EnrolmentService>(server, &EnrolmentService::Stub::VerifyHistory, request);
  }

  // Whether any file below `folder` holds `words`.
  static bool AnyFileHas(const std::string& folder, const std::string& words) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(file)), {});
      if (bytes.find(words) != std::string::npos) return true;
    }
    return false;
  }

  std::string folder_ = testing::TempDir() + "/kasvud-engine-" + std::to_string(::getpid());
  int requests_ = 0;
};

TEST_F(EngineOfKasvudTest, SettlesWhatIsDueBeforeTheClockIsAnswered) {
  const auto kasvud = *Kasvud::Start(In("a"));
  ASSERT_TRUE(CreateCohort(*kasvud, "c").ok());
  kasvu::v1::SetClockRequest set;
  set.mutable_time()->set_seconds(kStarted);
  ASSERT_TRUE(Call<ClockService>(*kasvud, &ClockService::Stub::SetClock, set).ok());
  // Only what is written has a position.
  EXPECT_EQ(GetCohort(*kasvud, "c")->position(), 2u);
  EXPECT_EQ(GetCohort(*kasvud, "c")->stage(), Cohort::STAGE_RUNNING);
}

TEST_F(EngineOfKasvudTest, KeepsWhatItAnsweredAndNothingPersonalInPlain) {
  const std::string note = "Example note: Veikko wants to sell his boat";
  std::string hash;
  for (int start = 0; start < 3; ++start) {
    const auto kasvud = *Kasvud::Start(In("a"));
    if (start == 0) {
      ASSERT_TRUE(CreateCohort(*kasvud, "c").ok());
      const absl::Status enrolled =
          Enrol(*kasvud, "c", CreatePerson(*kasvud, "Esimerkki Kastehelmi"));
      ASSERT_TRUE(enrolled.ok()) << enrolled;
      const absl::Status recorded = RecordConnection(*kasvud, "c", note);
      ASSERT_TRUE(recorded.ok()) << recorded;
    }
    const auto verified = Verify(*kasvud, "c");
    ASSERT_TRUE(verified.ok()) << verified.status();
    if (start == 0) hash = verified->hash();
    EXPECT_EQ(verified->hash(), hash);
  }
  EXPECT_FALSE(AnyFileHas(folder_, "Veikko"));
  EXPECT_FALSE(AnyFileHas(folder_, "Kastehelmi"));
  EXPECT_TRUE(AnyFileHas(folder_, "ekollega"));
}

TEST_F(EngineOfKasvudTest, RunsApartAndGoesOnWhileTheOthersAreDown) {
  auto others = *Kasvud::Start(In("others", {kCatalogueRole, kDirectoryRole}));
  Options with_engine = In("engine", {kEngineRole});
  with_engine.catalogue = with_engine.directory = AddressOf(*others);
  auto engine = *Kasvud::Start(with_engine);

  const std::string coordinator = CreatePerson(*others, "Esimerkki Elli");
  kasvu::v1::GrantMandateRequest grant;
  grant.mutable_mandate()->set_person(coordinator);
  grant.mutable_mandate()->set_role("coordinator");
  grant.mutable_mandate()->set_scope("regions/02");
  ASSERT_TRUE(Call<PersonService>(*others, &PersonService::Stub::GrantMandate, grant).ok());
  absl::StatusOr<Cohort> created;
  // The feed brings the mandate.
  do {
    created = CreateCohort(*engine, "c", coordinator);
  } while (ReasonOf(created.status()) == "NOT_ALLOWED");
  ASSERT_TRUE(created.ok()) << created.status();
  ASSERT_TRUE(Enrol(*engine, "c", CreatePerson(*others, "Esimerkki Aino")).ok());

  others.reset();
  EXPECT_TRUE(RecordConnection(*engine, "c", "Example note").ok());
  EXPECT_TRUE(CreateCohort(*engine, "d").ok());
  engine.reset();
  engine = *Kasvud::Start(with_engine);
  EXPECT_TRUE(RecordConnection(*engine, "c", "Example note").ok());
  EXPECT_TRUE(Verify(*engine, "c").ok());
}

TEST_F(EngineOfKasvudTest, KnowsAWithdrawnVersionAlsoWhileTheCatalogueIsAway) {
  auto others = *Kasvud::Start(In("others", {kCatalogueRole, kDirectoryRole}));
  Options with_engine = In("engine", {kEngineRole});
  with_engine.catalogue = with_engine.directory = AddressOf(*others);
  auto engine = *Kasvud::Start(with_engine);
  ASSERT_TRUE(CreateCohort(*engine, "c").ok());

  kasvu::v1::ChangeStandingRequest change;
  change.set_name("kasvu/ekollega@1");
  change.set_standing(kasvu::v1::STANDING_WITHDRAWN);
  change.set_reason("Example reason");
  ASSERT_TRUE(Call<TemplateService>(*others, &TemplateService::Stub::ChangeStanding, change).ok());
  Cohort cohort;
  // The feed brings the standing.
  do {
    cohort = *GetCohort(*engine, "c");
  } while (cohort.standing() != kasvu::v1::STANDING_WITHDRAWN);
  EXPECT_EQ(cohort.standing_reason(), "Example reason");
  kasvu::v1::ListWorkItemsRequest work;
  work.set_cohort("cohorts/c");
  const auto listed = Call<ProgressService>(*engine, &ProgressService::Stub::ListWorkItems, work);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_THAT(listed->items(), testing::Contains(testing::Truly([](const auto& item) {
                return item.reason() == "version-withdrawn" && item.role() == "coordinator" &&
                       item.template_() == "kasvu/ekollega@1" &&
                       item.standing_reason() == "Example reason";
              })));

  others.reset();
  engine.reset();
  engine = *Kasvud::Start(with_engine);
  EXPECT_EQ(GetCohort(*engine, "c")->standing(), kasvu::v1::STANDING_WITHDRAWN);
  EXPECT_EQ(ReasonOf(CreateCohort(*engine, "d").status()), "VERSION_WITHDRAWN");
  kasvu::v1::StartCohortRequest start;
  start.set_name("cohorts/c");
  EXPECT_TRUE(Call<EnrolmentService>(*engine, &EnrolmentService::Stub::StartCohort, start).ok());
}

TEST_F(EngineOfKasvudTest, StopsWhileACohortIsWatched) {
  auto kasvud = *Kasvud::Start(In("a"));
  ASSERT_TRUE(CreateCohort(*kasvud, "c").ok());
  const auto stub = EnrolmentService::NewStub(ConnectTo(AddressOf(*kasvud)));
  grpc::ClientContext context;
  kasvu::v1::WatchCohortRequest request;
  request.set_cohort("cohorts/c");
  const auto watch = stub->WatchCohort(&context, request);
  kasvu::v1::CohortChange change;
  ASSERT_TRUE(watch->Read(&change));
  kasvud->Stop();
  EXPECT_FALSE(watch->Read(&change));
  EXPECT_EQ(ReasonOf(services::FromGrpc(watch->Finish())), "SHUTTING_DOWN");
}

}  // namespace
}  // namespace kasvu::kasvud
