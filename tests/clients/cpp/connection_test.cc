#include "clients/cpp/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/cord.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"
#include "errors/retry.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/grpcpp.h"
#include "kasvu/v1/enrolment_service.grpc.pb.h"

namespace kasvu::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
namespace v1 = kasvu::v1;

grpc::Status OnTheWire(const absl::Status& status) {
  google::rpc::Status details;
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    details.add_details()->set_type_url(std::string(url));
    details.mutable_details()->rbegin()->set_value(std::string(payload));
  });
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
                      details.SerializeAsString());
}

// Answers from a script, and remembers what it was asked.
class ScriptedServer : public v1::EnrolmentService::Service {
 public:
  std::deque<absl::Status> answers;  // one per attempt; afterwards all is well
  std::vector<std::string> request_ids;
  std::vector<std::string> actors;
  std::vector<std::string> tokens;
  std::vector<uint64_t> watched_from;
  int silent = 0;  // streams after the first that bring nothing

  grpc::Status StartCohort(grpc::ServerContext* context, const v1::StartCohortRequest* request,
                           v1::Cohort* cohort) override {
    request_ids.push_back(request->request_id());
    const auto actor = context->client_metadata().find("kasvu-actor");
    actors.push_back(actor == context->client_metadata().end()
                         ? ""
                         : std::string(actor->second.data(), actor->second.size()));
    cohort->set_name(request->name());
    return Next();
  }

  grpc::Status GetCohort(grpc::ServerContext*, const v1::GetCohortRequest* request,
                         v1::Cohort* cohort) override {
    request_ids.push_back("");
    cohort->set_name(request->name());
    return Next();
  }

  // Three pages: of one cohort, of none, of two.
  grpc::Status ListCohorts(grpc::ServerContext*, const v1::ListCohortsRequest* request,
                           v1::ListCohortsResponse* response) override {
    tokens.push_back(request->page_token());
    if (request->page_token().empty()) {
      response->add_cohorts()->set_name("cohorts/a");
      response->set_next_page_token("second");
    } else if (request->page_token() == "second") {
      response->set_next_page_token("third");
    } else {
      response->add_cohorts()->set_name("cohorts/b");
      response->add_cohorts()->set_name("cohorts/c");
    }
    return Next();
  }

  // Two changes at a time, the last one of the stream before again among them.
  grpc::Status WatchCohort(grpc::ServerContext*, const v1::WatchCohortRequest* request,
                           grpc::ServerWriter<v1::CohortChange>* writer) override {
    watched_from.push_back(request->position());
    if (watched_from.size() > 1 && silent-- > 0) return OnTheWire(absl::UnavailableError("away"));
    for (uint64_t position = request->position(); position < request->position() + 3; ++position) {
      v1::CohortChange change;
      change.set_position(position);
      writer->Write(change);
    }
    return Next();
  }

 private:
  grpc::Status Next() {
    if (answers.empty()) return grpc::Status::OK;
    const absl::Status answer = answers.front();
    answers.pop_front();
    return OnTheWire(answer);
  }
};

class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&scripted_);
    server_ = builder.BuildAndStart();
    options_.server = "the-test:1";
    options_.wait = [this](absl::Duration pause) { pauses_.push_back(pause); };
  }
  ~ConnectionTest() override { server_->Shutdown(std::chrono::system_clock::now()); }

  Connection Connected() {
    return Connection(options_, server_->InProcessChannel(grpc::ChannelArguments()));
  }

  absl::StatusOr<v1::Cohort> Start(Connection& connection) {
    v1::StartCohortRequest request;
    request.set_name("cohorts/a");
    return connection.Call(kStartCohort, request);
  }

  ScriptedServer scripted_;
  std::unique_ptr<grpc::Server> server_;
  ConnectionOptions options_;
  std::vector<absl::Duration> pauses_;
};

TEST_F(ConnectionTest, ARetryCarriesTheSameRequestId) {
  scripted_.answers = {absl::UnavailableError("away"), absl::AbortedError("conflict")};
  Connection connection = Connected();
  EXPECT_EQ(Start(connection)->name(), "cohorts/a");
  ASSERT_THAT(scripted_.request_ids, SizeIs(3));
  EXPECT_THAT(scripted_.request_ids[0], SizeIs(32));
  EXPECT_EQ(scripted_.request_ids[1], scripted_.request_ids[0]);
  EXPECT_EQ(scripted_.request_ids[2], scripted_.request_ids[0]);
  EXPECT_THAT(pauses_, ElementsAre(absl::Milliseconds(50), absl::Milliseconds(100)));
}

TEST_F(ConnectionTest, AnotherCallHasAnotherRequestId) {
  Connection connection = Connected();
  ASSERT_TRUE(Start(connection).ok());
  ASSERT_TRUE(Start(connection).ok());
  EXPECT_NE(scripted_.request_ids[0], scripted_.request_ids[1]);
}

TEST_F(ConnectionTest, AGivenRequestIdIsKept) {
  Connection connection = Connected();
  v1::StartCohortRequest request;
  request.set_name("cohorts/a");
  request.set_request_id("mine");
  ASSERT_TRUE(connection.Call(kStartCohort, request).ok());
  EXPECT_THAT(scripted_.request_ids, ElementsAre("mine"));
}

TEST_F(ConnectionTest, WhatNoServerWouldTakeIsNotSent) {
  Connection connection = Connected();
  v1::StartCohortRequest request;
  request.set_name(std::string(5 << 20, 'a'));
  EXPECT_EQ(ReasonOf(connection.Call(kStartCohort, request).status()), "REQUEST_TOO_LARGE");
  // gRPC would end the process over these.
  for (const char* actor : {"persons/ä", "operator\nother: x", "\xff"}) {
    options_.actor = actor;
    Connection misnamed = Connected();
    EXPECT_EQ(ReasonOf(Start(misnamed).status()), "ACTOR_INVALID");
    EXPECT_EQ(ReasonOf(misnamed.WatchCohort({}, [](const auto&) { return true; })),
              "ACTOR_INVALID");
  }
  EXPECT_THAT(scripted_.request_ids, IsEmpty());
  EXPECT_THAT(scripted_.watched_from, IsEmpty());
}

TEST_F(ConnectionTest, GivesUpAfterAllAttempts) {
  options_.attempts = 3;
  scripted_.answers.assign(5, absl::UnavailableError("away"));
  Connection connection = Connected();
  EXPECT_EQ(ReasonOf(Start(connection).status()), "SERVER_UNREACHABLE");
  EXPECT_THAT(scripted_.request_ids, SizeIs(3));
}

TEST_F(ConnectionTest, OnlyAReadIsTriedAgainAfterItsDeadline) {
  scripted_.answers = {absl::DeadlineExceededError("late")};
  Connection connection = Connected();
  EXPECT_EQ(Start(connection).status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_THAT(scripted_.request_ids, SizeIs(1));

  scripted_.answers = {absl::DeadlineExceededError("late")};
  v1::GetCohortRequest request;
  request.set_name("cohorts/a");
  EXPECT_TRUE(connection.Call(kGetCohort, request).ok());
}

TEST_F(ConnectionTest, ComesAgainToABusyServerWhenItSaysAndNotWithAllTheOthers) {
  const absl::Status busy = Error(absl::StatusCode::kResourceExhausted, "OVERLOADED", "busy");
  scripted_.answers = {WithRetryAfter(busy, absl::Milliseconds(400)),
                       WithRetryAfter(busy, absl::Milliseconds(30))};
  options_.chance = [] { return 0.5; };
  Connection connection = Connected();
  EXPECT_TRUE(Start(connection).ok());
  EXPECT_EQ(scripted_.request_ids[2], scripted_.request_ids[0]);
  EXPECT_THAT(pauses_, ElementsAre(absl::Milliseconds(600), absl::Milliseconds(150)));
}

TEST_F(ConnectionTest, AFullDiskIsNotTriedAgain) {
  scripted_.answers = {Error(absl::StatusCode::kResourceExhausted, "DISK_NEARLY_FULL", "full")};
  Connection connection = Connected();
  EXPECT_EQ(ReasonOf(Start(connection).status()), "DISK_NEARLY_FULL");
  EXPECT_THAT(scripted_.request_ids, SizeIs(1));
}

TEST_F(ConnectionTest, AStaleEtagIsNotTriedAgain) {
  scripted_.answers = {Error(absl::StatusCode::kAborted, "ETAG_MISMATCH", "changed")};
  Connection connection = Connected();
  EXPECT_EQ(ReasonOf(Start(connection).status()), "ETAG_MISMATCH");
  EXPECT_THAT(scripted_.request_ids, SizeIs(1));
}

TEST_F(ConnectionTest, AnErrorKeepsReasonAndParticulars) {
  scripted_.answers = {Error(absl::StatusCode::kFailedPrecondition, "COHORT_STARTED",
                             "the cohort has started", {{"cohort", "cohorts/a"}})};
  Connection connection = Connected();
  const absl::Status status = Start(connection).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(), "the cohort has started");
  EXPECT_EQ(ReasonOf(status), "COHORT_STARTED");
  EXPECT_THAT(ParticularsOf(status), ElementsAre(Pair("cohort", "cohorts/a")));
}

TEST_F(ConnectionTest, FieldViolationsArrive) {
  scripted_.answers = {InvalidFields({{"name", "has to be given"}})};
  Connection connection = Connected();
  const absl::Status status = Start(connection).status();
  google::rpc::BadRequest details;
  ASSERT_TRUE(status.GetPayload(absl::string_view(kBadRequestUrl.data(), kBadRequestUrl.size()))
                  .has_value());
  ASSERT_TRUE(details.ParseFromString(std::string(
      *status.GetPayload(absl::string_view(kBadRequestUrl.data(), kBadRequestUrl.size())))));
  EXPECT_EQ(details.field_violations(0).field(), "name");
}

TEST_F(ConnectionTest, TheActorIsNamed) {
  options_.actor = "persons/abcdefgh23456723";
  Connection connection = Connected();
  ASSERT_TRUE(Start(connection).ok());
  options_.actor = "";
  Connection as_operator = Connected();
  ASSERT_TRUE(Start(as_operator).ok());
  EXPECT_THAT(scripted_.actors, ElementsAre("persons/abcdefgh23456723", ""));
}

TEST_F(ConnectionTest, AllPagesBecomeOneList) {
  Connection connection = Connected();
  const auto all = connection.CallAll(kListCohorts, v1::ListCohortsRequest());
  ASSERT_TRUE(all.ok()) << all.status();
  ASSERT_EQ(all->cohorts_size(), 3);
  EXPECT_EQ(all->cohorts(2).name(), "cohorts/c");
  EXPECT_THAT(all->next_page_token(), IsEmpty());
  EXPECT_THAT(scripted_.tokens, ElementsAre("", "second", "third"));
}

TEST_F(ConnectionTest, AWatchGoesOnWithoutGapOrRepeat) {
  scripted_.answers = {absl::UnavailableError("restarting"), absl::OkStatus(),
                       absl::UnavailableError("restarting")};
  Connection connection = Connected();
  std::vector<uint64_t> seen;
  v1::WatchCohortRequest request;
  request.set_cohort("cohorts/a");
  const absl::Status status = connection.WatchCohort(request, [&](const v1::CohortChange& change) {
    seen.push_back(change.position());
    return seen.size() < 7;
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_THAT(seen, ElementsAre(1, 2, 3, 4, 5, 6, 7));
  EXPECT_THAT(scripted_.watched_from, ElementsAre(0, 2, 4, 6));
}

TEST_F(ConnectionTest, AWatchOutlastsAServerThatStartsAnew) {
  options_.attempts = 2;
  Connection connection = Connected();
  scripted_.silent = 20;
  std::vector<uint64_t> seen;
  const absl::Status status = connection.WatchCohort({}, [&](const v1::CohortChange& change) {
    seen.push_back(change.position());
    return seen.size() < 4;
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_THAT(seen, ElementsAre(1, 2, 3, 4));
}

TEST_F(ConnectionTest, AWatchEndsWithAnErrorThatStays) {
  scripted_.answers = {Error(absl::StatusCode::kOutOfRange, "POSITION_GONE", "no longer kept")};
  Connection connection = Connected();
  EXPECT_EQ(ReasonOf(connection.WatchCohort({}, [](const auto&) { return true; })),
            "POSITION_GONE");
}

TEST(UnreachableTest, ServerIsNamed) {
  ConnectionOptions options;
  options.server = "127.0.0.1:1";
  options.attempts = 2;
  options.wait = [](absl::Duration) {};
  Connection connection(options);
  const absl::Status status = connection.Call(kGetCohort, v1::GetCohortRequest()).status();
  EXPECT_EQ(ReasonOf(status), "SERVER_UNREACHABLE");
  EXPECT_EQ(ParticularsOf(status)["server"], "127.0.0.1:1");
}

}  // namespace
}  // namespace kasvu::client
