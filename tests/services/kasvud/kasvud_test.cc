#include "services/kasvud/kasvud.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "errors/error.h"
#include "grpc/health/v1/health_service.grpc.pb.h"
#include "kasvu/v1/clock_service.grpc.pb.h"
#include "kasvu/v1/template_service.grpc.pb.h"
#include "services/kasvud/roles.h"
#include "tests/services/in_process.h"
#include "tests/testing/postgres_cluster.h"

namespace kasvu::kasvud {
namespace {

using kasvu::v1::ClockService;
using kasvu::v1::PersonService;
using kasvu::v1::TemplateService;
using services::CallAs;

class KasvudTest : public testing::Test {
 protected:
  ~KasvudTest() override { std::filesystem::remove_all(folder_); }

  Options In(const std::string& name) const {
    Options options;
    options.data = folder_ + "/" + name;
    options.listen = "127.0.0.1:0";
    options.roles = AllRoles();
    options.master_key = options.data + "/master.key";
    options.programmes = false;
    options.test_clock = absl::FromUnixSeconds(1'612'166'400);
    return options;
  }

  static std::shared_ptr<grpc::Channel> ChannelTo(const Kasvud& kasvud) {
    return ConnectTo("127.0.0.1:" + std::to_string(kasvud.port()));
  }

  absl::StatusOr<kasvu::v1::Clock> SetClock(const Kasvud& kasvud, int64_t seconds,
                                            const std::string& actor = "") {
    kasvu::v1::SetClockRequest request;
    request.mutable_time()->set_seconds(seconds);
    request.set_request_id("r" + std::to_string(++requests_));
    const auto stub = ClockService::NewStub(ChannelTo(kasvud));
    return CallAs(actor, *stub, &ClockService::Stub::SetClock, request);
  }

  std::string folder_ = testing::TempDir() + "/kasvud-" + std::to_string(::getpid());
  int requests_ = 0;
};

TEST_F(KasvudTest, ServesTheReadyProgrammesAndKeepsThem) {
  Options options = In("a");
  options.programmes = true;
  for (int start = 0; start < 2; ++start) {
    const auto kasvud = Kasvud::Start(options);
    ASSERT_TRUE(kasvud.ok()) << kasvud.status();
    const auto stub = TemplateService::NewStub(ChannelTo(**kasvud));
    const auto list =
        CallAs("", *stub, &TemplateService::Stub::ListTemplates, kasvu::v1::ListTemplatesRequest());
    ASSERT_TRUE(list.ok()) << list.status();
    EXPECT_EQ(list->templates_size(), 9);
  }
}

TEST_F(KasvudTest, TheTestClockIsSetByTheOperatorAlone) {
  const auto kasvud = *Kasvud::Start(In("a"));
  const auto stub = ClockService::NewStub(ChannelTo(*kasvud));
  const auto clock =
      CallAs("persons/p", *stub, &ClockService::Stub::GetClock, kasvu::v1::GetClockRequest());
  EXPECT_EQ(clock->time().seconds(), 1'612'166'400);
  EXPECT_TRUE(clock->test_clock());
  EXPECT_EQ(SetClock(*kasvud, 1'612'166'401)->time().seconds(), 1'612'166'401);
  EXPECT_EQ(ReasonOf(SetClock(*kasvud, 1'612'166'402, "persons/p").status()), "NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(SetClock(*kasvud, 1'612'166'400).status()), "CLOCK_WOULD_GO_BACK");
  EXPECT_EQ(ReasonOf(SetClock(*kasvud, -1).status()), "INVALID_FIELDS");
  EXPECT_EQ(ReasonOf(SetClock(*kasvud, int64_t{1} << 60).status()), "INVALID_FIELDS");
}

TEST_F(KasvudTest, TheRealClockIsNotSet) {
  Options options = In("a");
  options.test_clock.reset();
  const auto kasvud = *Kasvud::Start(options);
  EXPECT_EQ(ReasonOf(SetClock(*kasvud, 1'612'166'401).status()), "TEST_CLOCK_OFF");
}

TEST_F(KasvudTest, OneFolderHasOneServer) {
  const auto first = Kasvud::Start(In("a"));
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(ReasonOf(Kasvud::Start(In("a")).status()), "STORE_IN_USE");
  EXPECT_TRUE(Kasvud::Start(In("b")).ok());
}

TEST_F(KasvudTest, OnePortHasOneServer) {
  const auto first = Kasvud::Start(In("a"));
  ASSERT_TRUE(first.ok());
  Options options = In("b");
  options.listen = "127.0.0.1:" + std::to_string((*first)->port());
  EXPECT_EQ(ReasonOf(Kasvud::Start(options).status()), "LISTEN_TAKEN");
}

TEST_F(KasvudTest, AMissingMasterKeyIsSaid) {
  const Options options = In("a");
  ASSERT_TRUE(Kasvud::Start(options).ok());
  std::filesystem::remove(options.master_key);
  EXPECT_EQ(ReasonOf(Kasvud::Start(options).status()), "MASTER_KEY_MISSING");
}

TEST_F(KasvudTest, MissingKeysAreSaidAndNotMadeAnew) {
  const Options options = In("a");
  ASSERT_TRUE(Kasvud::Start(options).ok());
  std::filesystem::rename(options.data + "/keys", folder_ + "/elsewhere");
  EXPECT_EQ(ReasonOf(Kasvud::Start(options).status()), "KEYS_MISSING");
  std::filesystem::rename(folder_ + "/elsewhere", options.data + "/keys");
  EXPECT_TRUE(Kasvud::Start(options).ok());
}

TEST_F(KasvudTest, KeepsItsDataInADatabase) {
  tests::PostgresCluster cluster;
  // Somebody else may have made the tables.
  for (const char* table : {"kasvu_keys", "kasvu_engine", "kasvu_catalogue"}) {
    cluster.Run(std::string("CREATE TABLE ") + table +
                " (key bytea PRIMARY KEY, value bytea NOT NULL)");
    cluster.Run(std::string("CREATE TABLE ") + table + "_locks (name bytea PRIMARY KEY)");
  }
  Options options = In("a");
  options.store = *storage::PostgresAddress::Parse(cluster.Url());
  for (int start = 0; start < 2; ++start) {
    const auto kasvud = Kasvud::Start(options);
    ASSERT_TRUE(kasvud.ok()) << kasvud.status();
    EXPECT_TRUE(SetClock(**kasvud, 1'612'166'401 + start).ok());
  }
  EXPECT_NE(cluster.Run("SELECT count(*) FROM kasvu_engine"), "0");

  // Forgetting where the data is begins nothing anew, on either side.
  Options without = options;
  without.store.reset();
  EXPECT_EQ(ReasonOf(Kasvud::Start(without).status()), "STORES_ELSEWHERE");
  EXPECT_TRUE(Kasvud::Start(In("b")).ok());
  Options moved = In("b");
  moved.store = options.store;
  EXPECT_EQ(ReasonOf(Kasvud::Start(moved).status()), "STORES_ELSEWHERE");

  // Other data folders do not have the key of the keys in the database, nor its kind of clock.
  EXPECT_EQ(ReasonOf([&] {
              Options other = In("c");
              other.store = options.store;
              other.test_clock.reset();
              return Kasvud::Start(other).status();
            }()),
            "MASTER_KEY_MISSING");

  cluster.Run("CREATE TABLE kept AS SELECT * FROM kasvu_engine");
  cluster.Run("TRUNCATE kasvu_engine");
  EXPECT_EQ(ReasonOf(Kasvud::Start(options).status()), "STORE_MISSING") << "it is empty";
  cluster.Run("INSERT INTO kasvu_engine SELECT * FROM kept");

  cluster.Run("ALTER TABLE kasvu_engine RENAME TO elsewhere");
  absl::Status status = Kasvud::Start(options).status();
  EXPECT_EQ(ReasonOf(status), "STORE_MISSING");
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("the table kasvu_engine in "));
  cluster.Run("ALTER TABLE elsewhere RENAME TO kasvu_engine");
  cluster.Run("ALTER TABLE kasvu_keys RENAME TO elsewhere");
  EXPECT_EQ(ReasonOf(Kasvud::Start(options).status()), "KEYS_MISSING");
  cluster.Run("ALTER TABLE elsewhere RENAME TO kasvu_keys");
  EXPECT_TRUE(Kasvud::Start(options).ok());

  cluster.Kill();
  EXPECT_EQ(ReasonOf(Kasvud::Start(options).status()), "STORE_UNREACHABLE");
}

// A folder that somebody emptied is no first start.
TEST_F(KasvudTest, AMissingStoreIsSaidAndNotMadeAnew) {
  const Options options = In("a");
  ASSERT_TRUE(Kasvud::Start(options).ok());
  for (const std::string& store : AllRoles()) {
    SCOPED_TRACE(store);
    const std::string path = options.data + "/" + store;
    std::filesystem::rename(path, folder_ + "/elsewhere");
    absl::Status status = Kasvud::Start(options).status();
    EXPECT_EQ(ReasonOf(status), "STORE_MISSING");
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr(path + " back from a backup"));
    std::filesystem::create_directory(path);
    EXPECT_EQ(ReasonOf(Kasvud::Start(options).status()), "STORE_MISSING");
    std::filesystem::remove_all(path);
    std::filesystem::rename(folder_ + "/elsewhere", path);
    EXPECT_TRUE(Kasvud::Start(options).ok());
  }
}

TEST_F(KasvudTest, ADamagedStoreIsSaidWithWhatToDo) {
  const Options options = In("a");
  ASSERT_TRUE(Kasvud::Start(options).ok());
  for (const auto& entry : std::filesystem::directory_iterator(options.data + "/directory")) {
    if (entry.path().extension() == ".sst") std::filesystem::remove(entry.path());
  }
  const absl::Status status = Kasvud::Start(options).status();
  EXPECT_EQ(ReasonOf(status), "STORE_DAMAGED");
  EXPECT_THAT(std::string(status.message()),
              testing::AllOf(testing::HasSubstr("directory back from a backup"),
                             testing::HasSubstr("another --data")));
}

// Contexts that never ran here are made when they first do.
TEST_F(KasvudTest, ARoleMayComeLater) {
  Options options = In("a");
  options.roles = {kDirectoryRole};
  ASSERT_TRUE(Kasvud::Start(options).ok());
  options.roles = AllRoles();
  EXPECT_TRUE(Kasvud::Start(options).ok());
}

TEST_F(KasvudTest, AMessageMayMeasureFourMegabytes) {
  const auto kasvud = *Kasvud::Start(In("a"));
  const auto stub = TemplateService::NewStub(ChannelTo(*kasvud));
  kasvu::v1::CheckTemplateRequest request;
  request.set_text(std::string(kMaxMessageBytes - 100, '#'));
  EXPECT_EQ(ReasonOf(CallAs("", *stub, &TemplateService::Stub::CheckTemplate, request).status()),
            "INVALID_FIELDS");
  request.set_text(std::string(kMaxMessageBytes + 100, '#'));
  EXPECT_EQ(CallAs("", *stub, &TemplateService::Stub::CheckTemplate, request).status().code(),
            absl::StatusCode::kResourceExhausted);
}

// The catalogue of one process learns from the directory of another who may publish.
TEST_F(KasvudTest, ContextsRunApart) {
  Options with_directory = In("a");
  with_directory.roles = {kDirectoryRole};
  const auto directory = *Kasvud::Start(with_directory);
  Options with_catalogue = In("b");
  with_catalogue.roles = {kCatalogueRole};
  with_catalogue.directory = "127.0.0.1:" + std::to_string(directory->port());
  const auto catalogue = *Kasvud::Start(with_catalogue);

  const auto people = PersonService::NewStub(ChannelTo(*directory));
  kasvu::v1::CreatePersonRequest create;
  create.mutable_person()->set_display_name("Esimerkki Aino");
  create.set_request_id("p1");
  const std::string aino = CallAs("", *people, &PersonService::Stub::CreatePerson, create)->name();
  kasvu::v1::GrantMandateRequest grant;
  grant.mutable_mandate()->set_person(aino);
  grant.mutable_mandate()->set_role("publisher");
  grant.mutable_mandate()->set_scope("publishers/humak");
  grant.set_request_id("m1");
  ASSERT_TRUE(CallAs("", *people, &PersonService::Stub::GrantMandate, grant).ok());

  const auto templates = TemplateService::NewStub(ChannelTo(*catalogue));
  kasvu::v1::PublishTemplateRequest publish;
  publish.set_publisher("humak");
  publish.set_text("neither: template\n");
  publish.set_request_id("t1");
  std::string reason;
  // It knows as soon as the feed has brought it.
  do {
    reason = ReasonOf(
        CallAs(aino, *templates, &TemplateService::Stub::PublishTemplate, publish).status());
  } while (reason == "NOT_ALLOWED");
  EXPECT_EQ(reason, "TEMPLATE_HAS_FAULTS");

  kasvu::v1::GetPersonRequest get;
  get.set_name(aino);
  const auto elsewhere = PersonService::NewStub(ChannelTo(*catalogue));
  EXPECT_EQ(CallAs("", *elsewhere, &PersonService::Stub::GetPerson, get).status().code(),
            absl::StatusCode::kUnimplemented);
}

TEST_F(KasvudTest, TellsItsHealth) {
  Options options = In("a");
  options.roles = {kCatalogueRole};
  const auto kasvud = *Kasvud::Start(options);
  using grpc::health::v1::HealthCheckResponse;
  const auto health = grpc::health::v1::Health::NewStub(ChannelTo(*kasvud));
  const auto check = [&](const std::string& service) {
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(service);
    return CallAs("", *health, &grpc::health::v1::Health::Stub::Check, request);
  };
  EXPECT_EQ(check("")->status(), HealthCheckResponse::SERVING);
  EXPECT_EQ(check("kasvu.v1.TemplateService")->status(), HealthCheckResponse::SERVING);
  EXPECT_EQ(check("kasvu.v1.PersonService").status().code(), absl::StatusCode::kNotFound);

  grpc::health::v1::HealthCheckRequest elsewhere;
  elsewhere.set_service("kasvu.v1.PersonService");
  grpc::ClientContext context;
  const auto watch = health->Watch(&context, elsewhere);
  HealthCheckResponse response;
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVICE_UNKNOWN);
  kasvud->Stop();
  EXPECT_FALSE(watch->Read(&response));
  EXPECT_EQ(ReasonOf(services::FromGrpc(watch->Finish())), "SHUTTING_DOWN");
}

// A stream that is open and a client that goes on calling do not hold up the end.
TEST_F(KasvudTest, StopsWhileCallsAreInFlight) {
  auto kasvud = *Kasvud::Start(In("a"));
  const auto people = PersonService::NewStub(ChannelTo(*kasvud));
  grpc::ClientContext context;
  const auto feed = people->WatchDirectory(&context, kasvu::v1::WatchDirectoryRequest());
  kasvu::v1::DirectoryChange change;
  ASSERT_TRUE(feed->Read(&change));
  kasvud->Stop();
  EXPECT_FALSE(feed->Read(&change));
  EXPECT_EQ(ReasonOf(services::FromGrpc(feed->Finish())), "SHUTTING_DOWN");
  kasvud.reset();
  EXPECT_TRUE(Kasvud::Start(In("a")).ok());
}

}  // namespace
}  // namespace kasvu::kasvud
