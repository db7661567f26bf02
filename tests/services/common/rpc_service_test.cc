#include "services/common/rpc_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "errors/error.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/grpcpp.h"
#include "kasvu/v1/person_service.grpc.pb.h"
#include "services/common/mandate_table.h"
#include "services/common/rpc_server.h"

namespace kasvu::services {
namespace {

using kasvu::v1::CreatePersonRequest;
using kasvu::v1::DirectoryChange;
using kasvu::v1::ErasePersonRequest;
using kasvu::v1::ErasePersonResponse;
using kasvu::v1::GetPersonRequest;
using kasvu::v1::Person;
using kasvu::v1::PersonService;
using kasvu::v1::WatchDirectoryRequest;
using ::testing::Contains;
using ::testing::Not;

// Answers three RPCs, each in another way.
class ExampleServer : public RpcService {
 public:
  explicit ExampleServer(const Surroundings& surroundings)
      : RpcService(PersonService::service_full_name(), surroundings) {
    Answer("GetPerson", &ExampleServer::GetPerson);
    AnswerOnWorker("CreatePerson", &ExampleServer::CreatePerson);
    AnswerLater("ErasePerson", &ExampleServer::ErasePerson);
    Stream("WatchDirectory", &ExampleServer::WatchDirectory);
  }

  std::optional<Completion> kept;
  std::atomic<bool> keeps = false;
  std::atomic<int> calls = 0;

 private:
  absl::Status GetPerson(const Call& call, const GetPersonRequest& request, Person& person) {
    ++calls;
    person.set_name(request.name());
    person.set_display_name(call.actor.name());
    return absl::OkStatus();
  }

  absl::Status CreatePerson(const Call& call, const CreatePersonRequest&, Person& person) {
    ++calls;
    person.set_name("persons/" + call.request_id);
    return absl::OkStatus();
  }

  void ErasePerson(const Call&, const ErasePersonRequest& request, ErasePersonResponse&,
                   Completion complete) {
    ++calls;
    if (request.name() == "persons/dropped") return;
    if (request.name() == "persons/absent") {
      complete(Error(absl::StatusCode::kNotFound, "PERSON_NOT_FOUND", "there is none"));
      return;
    }
    kept.emplace(std::move(complete));
    keeps = true;
  }

  absl::StatusOr<Watch<DirectoryChange>> WatchDirectory(const Call&,
                                                        const WatchDirectoryRequest& request) {
    ++calls;
    if (request.position() == 9) {
      return Error(absl::StatusCode::kOutOfRange, "POSITION_GONE", "no longer kept");
    }
    return Watch<DirectoryChange>{
        signal_, [told = false](DirectoryChange& change) mutable -> absl::StatusOr<bool> {
          if (told) return Error(absl::StatusCode::kOutOfRange, "NO_MORE", "one is all there is");
          change.set_position(1);
          return told = true;
        }};
  }

  Signal signal_;
};

class RpcServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    grpc::ServerBuilder builder;
    server_ = RpcServer::Build(builder, {&service_});
    server_->Serve();
    channel_ = server_->Channel();
    stub_ = PersonService::NewStub(channel_);
  }

  void TearDown() override { server_.reset(); }

  absl::Status Get(const std::string& name, const std::string& actor = "",
                   Person* person = nullptr) {
    grpc::ClientContext context;
    if (!actor.empty()) context.AddMetadata(kActorMetadata, actor);
    GetPersonRequest request;
    request.set_name(name);
    Person response;
    return FromGrpc(stub_->GetPerson(&context, request, person ? person : &response));
  }

  absl::Status Create(const std::string& request_id, const std::string& actor = "",
                      Person* person = nullptr) {
    grpc::ClientContext context;
    if (!actor.empty()) context.AddMetadata(kActorMetadata, actor);
    CreatePersonRequest request;
    request.mutable_person()->set_display_name("Esimerkki Aino");
    request.set_request_id(request_id);
    Person response;
    return FromGrpc(stub_->CreatePerson(&context, request, person ? person : &response));
  }

  // Sends `bytes` as the request of `method`, whatever they are.
  absl::Status Send(const std::string& method, const std::string& bytes) {
    grpc::GenericStub stub(channel_);
    grpc::ClientContext context;
    grpc::CompletionQueue queue;
    grpc::Slice slice(bytes);
    grpc::ByteBuffer request(&slice, 1);
    auto call =
        stub.PrepareUnaryCall(&context, "/kasvu.v1.PersonService/" + method, request, &queue);
    call->StartCall();
    grpc::ByteBuffer response;
    grpc::Status status;
    call->Finish(&response, &status, nullptr);
    void* tag;
    bool ok;
    EXPECT_TRUE(queue.Next(&tag, &ok));
    return FromGrpc(status);
  }

  SettableClock clock_{absl::FromUnixSeconds(1'600'000'000)};
  MandateTable mandates_;
  Workers workers_{1};
  ExampleServer service_{{.clock = clock_, .mandates = mandates_, .workers = workers_}};
  std::unique_ptr<RpcServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<PersonService::Stub> stub_;
};

TEST_F(RpcServiceTest, KnowsTheActor) {
  Person person;
  ASSERT_TRUE(Get("persons/a", "", &person).ok());
  EXPECT_EQ(person.display_name(), "operator");
  ASSERT_TRUE(Get("persons/a", "operator", &person).ok());
  EXPECT_EQ(person.display_name(), "operator");
  ASSERT_TRUE(Get("persons/a", "persons/b", &person).ok());
  EXPECT_EQ(person.display_name(), "persons/b");
}

TEST_F(RpcServiceTest, RefusesAnActorThatIsNone) {
  for (const char* actor : {"root", "persons/", "companies/c", "persons/a b"}) {
    EXPECT_EQ(ReasonOf(Get("persons/a", actor)), "ACTOR_INVALID") << actor;
  }
  EXPECT_EQ(service_.calls, 0);
}

TEST_F(RpcServiceTest, ChecksTheFields) {
  EXPECT_EQ(ReasonOf(Get("")), "INVALID_FIELDS");
  EXPECT_EQ(ReasonOf(Get("persons")), "INVALID_FIELDS");
  EXPECT_EQ(service_.calls, 0);
}

TEST_F(RpcServiceTest, ChecksTheRequestId) {
  Person person;
  EXPECT_TRUE(Create(std::string(64, 'r'), "", &person).ok());
  EXPECT_EQ(person.name(), "persons/" + std::string(64, 'r'));
  for (const std::string& id :
       {std::string(), std::string(65, 'r'), std::string("a b"), std::string("ä")}) {
    EXPECT_EQ(ReasonOf(Create(id)), "INVALID_FIELDS") << id;
  }
  EXPECT_EQ(service_.calls, 1);
}

TEST_F(RpcServiceTest, ChecksWhoMayTry) {
  EXPECT_EQ(ReasonOf(Create("r1", "persons/b")), "NOT_ALLOWED");
  kasvu::v1::Mandate mandate;
  mandate.set_name("mandates/m");
  mandate.set_person("persons/b");
  mandate.set_role("coordinator");
  mandate.set_scope("regions/02");
  mandate.set_from_date("2020-09-13");
  mandate.set_until_date("2020-09-13");
  mandates_.Put(mandate);
  EXPECT_TRUE(Create("r2", "persons/b").ok());
  ASSERT_TRUE(clock_.Set(clock_.Now() + absl::Hours(24)).ok());
  EXPECT_EQ(ReasonOf(Create("r3", "persons/b")), "NOT_ALLOWED");
}

TEST_F(RpcServiceTest, NamesAFieldThatIsNotUtf8) {
  const absl::Status status = Send("GetPerson", "\x0a\x02\xc3\x28");
  EXPECT_EQ(ReasonOf(status), "INVALID_FIELDS");
  EXPECT_EQ(status.message(), "name: has to be UTF-8");
  // The same, two messages deep.
  EXPECT_EQ(Send("CreatePerson", "\x0a\x04\x12\x02\xc3\x28").message(),
            "person.display_name: has to be UTF-8");
}

TEST_F(RpcServiceTest, SaysThatBytesAreNoMessage) {
  EXPECT_EQ(ReasonOf(Send("GetPerson", "\x0a\x7f")), "REQUEST_UNREADABLE");
  EXPECT_EQ(ReasonOf(Send("GetPerson", "\xff\xff\xff\xff")), "REQUEST_UNREADABLE");
  EXPECT_EQ(service_.calls, 0);
}

TEST_F(RpcServiceTest, AnswersWhenTheCompletionIsCalled) {
  grpc::ClientContext context;
  ErasePersonRequest request;
  request.set_name("persons/a");
  request.set_request_id("r1");
  ErasePersonResponse response;
  std::mutex mutex;
  std::condition_variable changed;
  std::optional<grpc::Status> status;
  stub_->async()->ErasePerson(&context, &request, &response, [&](grpc::Status got) {
    const std::lock_guard lock(mutex);
    status = got;
    changed.notify_one();
  });
  // A second call on another connection shows that the first holds nobody up.
  while (!service_.keeps) ASSERT_TRUE(Get("persons/b").ok());
  (*service_.kept)(absl::OkStatus());
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return status.has_value(); });
  EXPECT_TRUE(status->ok());
}

TEST_F(RpcServiceTest, PassesErrorsOnAndEndsWhatWasDropped) {
  const auto erase = [&](const std::string& name) {
    grpc::ClientContext context;
    ErasePersonRequest request;
    request.set_name(name);
    request.set_request_id("r1");
    ErasePersonResponse response;
    return FromGrpc(stub_->ErasePerson(&context, request, &response));
  };
  EXPECT_EQ(ReasonOf(erase("persons/absent")), "PERSON_NOT_FOUND");
  EXPECT_EQ(ReasonOf(erase("persons/dropped")), "SHUTTING_DOWN");
}

TEST_F(RpcServiceTest, StreamsOrRefuses) {
  const auto watch = [&](uint64_t position, int* seen) {
    grpc::ClientContext context;
    WatchDirectoryRequest request;
    request.set_position(position);
    auto reader = stub_->WatchDirectory(&context, request);
    DirectoryChange change;
    while (reader->Read(&change)) ++*seen;
    return FromGrpc(reader->Finish());
  };
  int seen = 0;
  EXPECT_EQ(ReasonOf(watch(1, &seen)), "NO_MORE");
  EXPECT_EQ(seen, 1);
  EXPECT_EQ(ReasonOf(watch(9, &seen)), "POSITION_GONE");
  EXPECT_EQ(seen, 1);
}

TEST_F(RpcServiceTest, DoesNotBeginAfterTheDeadline) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() - std::chrono::seconds(1));
  GetPersonRequest request;
  request.set_name("persons/a");
  Person response;
  EXPECT_EQ(stub_->GetPerson(&context, request, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(service_.calls, 0);
}

TEST_F(RpcServiceTest, NamesWhatIsNotBound) {
  EXPECT_THAT(service_.Unbound(), Contains("CreateCompany"));
  EXPECT_THAT(service_.Unbound(), Not(Contains("GetPerson")));
  grpc::ClientContext context;
  kasvu::v1::CreateCompanyRequest request;
  kasvu::v1::Company response;
  EXPECT_EQ(stub_->CreateCompany(&context, request, &response).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
}

}  // namespace
}  // namespace kasvu::services
