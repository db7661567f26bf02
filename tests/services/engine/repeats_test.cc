// The same request again: after a lost answer, after a failed commit, after a restart.

#include <thread>

#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

class RepeatsTest : public SeasonTest {
 protected:
  // Sends the request twice as it is, and once more after a restart: one record, one answer.
  template <class Response, class Request, class Stub>
  void ExpectSame(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                  Request request) {
    if (request.request_id().empty()) request.set_request_id(NextRequestId());
    const Response first = Do(method, request);
    const uint64_t position = GetCohort("a").position();
    EXPECT_EQ(Do(method, request).DebugString(), first.DebugString());
    Restart();
    EXPECT_EQ(Do(method, request).DebugString(), first.DebugString());
    EXPECT_EQ(GetCohort("a").position(), position);
  }
};

TEST_F(RepeatsTest, GetTheAnswerOfTheFirst) {
  ExpectSame(&Enrolments::CreateCohort, NewCohort("a"));
  kasvu::v1::CreateEnrolmentsRequest create;
  create.set_cohort("cohorts/a");
  for (int i = 1; i <= 10; ++i) create.add_enrolments()->set_person(PersonName(i));
  create.add_enrolments()->set_person(PersonName(3));
  ExpectSame(&Enrolments::CreateEnrolments, create);
  kasvu::v1::AcceptEnrolmentsRequest accept;
  accept.set_cohort("cohorts/a");
  ExpectSame(&Enrolments::AcceptEnrolments, accept);
  kasvu::v1::FormGroupsRequest form;
  form.set_cohort("cohorts/a");
  ExpectSame(&Enrolments::FormGroups, form);
  ExpectSame(&Progress::RecordStep, Signing(Name("a", 1), "joining.ground-rules"));
  ExpectSame(&Progress::RecordStep, Answering(Name("a", 1), "needs", "needs"));
  kasvu::v1::RotateLinksRequest rotate;
  rotate.set_cohort("cohorts/a");
  rotate.set_link("pair");
  rotate.set_item("trust");
  ExpectSame(&Enrolments::RotateLinks, rotate);
  GoTo(absl::CivilDay(2021, 2, 2));
  ExpectSame(&Progress::RecordAttendance,
             Attendance("cohorts/a/groups/g1", "session/trust", {"e2"}));
  Verify("a");
}

TEST_F(RepeatsTest, FindASlotThatCameIntoBeingByThem) {
  Begin(10, 1);
  auto request = Step(Name("a", 1), "connection");
  request.mutable_outcome();
  const auto first = Do(&Progress::RecordStep, request);
  EXPECT_EQ(first.step().step(), "connection/1");
  auto second = Step(Name("a", 1), "connection");
  second.mutable_outcome();
  EXPECT_EQ(Do(&Progress::RecordStep, second).step().step(), "connection/2");
  EXPECT_EQ(Do(&Progress::RecordStep, request).step().step(), "connection/1");
}

TEST_F(RepeatsTest, WithAnotherBodyOrActorAreRefused) {
  Begin(10, 1);
  auto request = Step(Name("a", 1), "connection");
  request.mutable_outcome();
  Do(&Progress::RecordStep, request);
  auto other = request;
  other.set_owner(Name("a", 2));
  EXPECT_EQ(Refusal(&Progress::RecordStep, other), "REQUEST_ID_REUSED");
  EXPECT_EQ(Refusal(&Progress::RecordStep, request, PersonName(1)), "REQUEST_ID_REUSED");
  // Of another cohort it is another request.
  auto elsewhere = NewCohort("b");
  elsewhere.set_request_id(request.request_id());
  Do(&Enrolments::CreateCohort, elsewhere);
}

// Nothing of a dry run is kept, and a week of requests may be much to read.
TEST_F(RepeatsTest, AreNotLookedForByDryRuns) {
  EnrolInGroups("a", 10, 1);
  store_->FailReadsOf(storage::KeyRange::Prefix(storage::EncodeKey(storage::Tag::kEngineRequests)),
                      absl::DataLossError("as scripted"));
  kasvu::v1::RotateLinksRequest rotate;
  rotate.set_cohort("cohorts/a");
  rotate.set_link("pair");
  rotate.set_item("trust");
  rotate.set_validate_only(true);
  EXPECT_EQ(Do(&Enrolments::RotateLinks, rotate).links_size(), 5);
  rotate.set_validate_only(false);
  rotate.set_request_id("new");
  Restart();
  EXPECT_TRUE(absl::IsDataLoss(As("", &Enrolments::RotateLinks, rotate).status()));
}

TEST_F(RepeatsTest, AreForgottenAfterAWeek) {
  Begin(10, 1);
  auto request = Step(Name("a", 1), "connection");
  request.mutable_outcome();
  EXPECT_EQ(Do(&Progress::RecordStep, request).step().step(), "connection/1");
  GoTo(absl::CivilDay(2021, 1, 25));
  EXPECT_EQ(Do(&Progress::RecordStep, request).step().step(), "connection/2");
}

TEST_F(RepeatsTest, OfWhatChangedNothingAnswerTheSame) {
  Begin(10, 1);
  kasvu::v1::AcceptEnrolmentsRequest accept;
  accept.set_cohort("cohorts/a");
  ExpectSame(&Enrolments::AcceptEnrolments, accept);
}

TEST_F(RepeatsTest, TellWhatBecameOfACommitThatFailed) {
  Begin(10, 1);
  const uint64_t before = GetCohort("a").position();
  for (const auto fault : {storage::CommitFault::kUnknownLost,
                           storage::CommitFault::kUnknownWritten, storage::CommitFault::kRefused}) {
    auto request = Step(Name("a", 1), "connection");
    request.mutable_outcome();
    store_->FailCommit(1, fault);
    EXPECT_EQ(Refusal(&Progress::RecordStep, request),
              fault == storage::CommitFault::kRefused ? "DISK_NEARLY_FULL" : "COMMIT_UNKNOWN");
    Do(&Progress::RecordStep, request);
    Verify("a");
  }
  EXPECT_EQ(GetCohort("a").position(), before + 3);
}

// A key that is not on the disk seals nothing that is.
TEST_F(RepeatsTest, WaitForTheKeyOfTheirWords) {
  Begin(10, 1);
  const uint64_t before = GetCohort("a").position();
  auto request = Step(Name("a", 1), "exercise/trust");
  request.mutable_done();
  request.set_note("An example of a note.");
  // After the last of them the key is there.
  for (const auto fault : {storage::CommitFault::kRefused, storage::CommitFault::kUnknownLost,
                           storage::CommitFault::kUnknownWritten}) {
    keys_->FailCommit(1, fault);
    EXPECT_EQ(Refusal(&Progress::RecordStep, request),
              fault == storage::CommitFault::kRefused ? "DISK_NEARLY_FULL" : "COMMIT_UNKNOWN");
    EXPECT_EQ(GetCohort("a").position(), before);
    Verify("a");
  }
  Do(&Progress::RecordStep, request);
  EXPECT_EQ(GetCohort("a").position(), before + 1);
  Verify("a");
}

TEST_F(RepeatsTest, SurviveReadsThatFail) {
  Begin(10, 1);
  for (int read = 1; read <= 6; ++read) {
    Restart();
    auto request = Step(Name("a", 1 + read % 5), "connection");
    request.mutable_outcome();
    store_->FailRead(read);
    As("", &Progress::RecordStep, request).status().IgnoreError();
    Do(&Progress::RecordStep, request);
    Verify("a");
  }
}

TEST_F(RepeatsTest, RefusalsWriteNothing) {
  Begin(10, 1);
  const std::string before = AllBytes();
  auto request = Step(Name("a", 1), "nothing");
  request.mutable_done();
  EXPECT_EQ(Refusal(&Progress::RecordStep, request), "STEP_UNKNOWN");
  EXPECT_EQ(Refusal(&Progress::RecordStep, Signing(Name("a", 1), "joining.ground-rules")),
            "STEP_SETTLED");
  EXPECT_EQ(Refusal(&Progress::RecordStep, Signing(Name("a", 99), "joining.ground-rules")),
            "ENROLMENT_NOT_FOUND");
  EXPECT_EQ(Refusal(&Progress::RecordStep, Signing("cohorts/b", "go-on")), "COHORT_NOT_FOUND");
  auto future = Signing(Name("a", 1), "connection");
  future.mutable_outcome();
  future.mutable_occur_time()->set_seconds(2'000'000'000);
  EXPECT_EQ(Refusal(&Progress::RecordStep, future), "OCCURRED_IN_FUTURE");
  EXPECT_EQ(AllBytes(), before);
}

TEST_F(RepeatsTest, ManyClientsAtOnceLeaveOneHistory) {
  EnrolInGroups("a", 12, 1);
  Do(&Enrolments::CreateCohort, NewCohort("b"));
  std::vector<std::thread> clients;
  for (int client = 0; client < 6; ++client) {
    clients.emplace_back([this, client] {
      for (int i = 0; i < 20; ++i) {
        kasvu::v1::RecordStepRequest request;
        request.set_owner(Name("a", 1 + client * 2 + i % 2));
        request.set_step(i < 2 ? "joining.ground-rules" : i < 12 ? "connection" : "nothing");
        if (i < 2) {
          request.mutable_signed_()->set_role("self");
        } else {
          request.mutable_outcome();
        }
        request.set_request_id("c" + std::to_string(client) + "-" + std::to_string(i));
        const auto first = As("", &Progress::RecordStep, request);
        const auto again = As("", &Progress::RecordStep, request);
        EXPECT_EQ(first.ok(), i < 12) << first.status();
        EXPECT_EQ(again.ok(), i < 12) << again.status();
        if (!first.ok() || !again.ok()) continue;
        EXPECT_EQ(first->step().step(), again->step().step());
      }
    });
  }
  for (std::thread& client : clients) client.join();
  // Twelve enrolments, six records each, one each.
  const uint64_t records = Verify("a");
  EXPECT_EQ(records, 4u + 12 * 6);
  kasvu::v1::GetProgressRequest get;
  get.set_name(Name("a", 12));
  int connections = 0;
  const auto progress = As("", &Progress::GetProgress, get);
  for (const auto& step : progress->steps()) {
    connections += step.step().starts_with("connection/") && step.state() == kasvu::v1::STATE_DONE;
  }
  EXPECT_EQ(connections, 5);
}

// While one batch is written the next is decided over it, and has to fall with it.
TEST_F(RepeatsTest, ManyClientsAtOnceLeaveOneHistoryThoughCommitsFail) {
  constexpr int kClients = 12;
  constexpr int kConnections = 5;
  EnrolInGroups("a", kClients, 1);
  const uint64_t before = Verify("a");
  const storage::CommitFault faults[] = {storage::CommitFault::kUnknownLost,
                                         storage::CommitFault::kRefused,
                                         storage::CommitFault::kUnknownWritten};
  for (int i = 0; i < 30; ++i) store_->FailCommit(2 + 2 * i, faults[i % 3]);
  std::vector<std::thread> clients;
  for (int client = 1; client <= kClients; ++client) {
    clients.emplace_back([this, client] {
      for (int i = 1; i <= kConnections; ++i) {
        kasvu::v1::RecordStepRequest request;
        request.set_owner(Name("a", client));
        request.set_step("connection");
        request.mutable_outcome();
        request.set_request_id("c" + std::to_string(client) + "-" + std::to_string(i));
        auto answer = As("", &Progress::RecordStep, request);
        while (!answer.ok()) {
          ASSERT_TRUE(ReasonOf(answer.status()) == "COMMIT_UNKNOWN" ||
                      ReasonOf(answer.status()) == "DISK_NEARLY_FULL")
              << answer.status();
          answer = As("", &Progress::RecordStep, request);
        }
        EXPECT_EQ(answer->step().step(), "connection/" + std::to_string(i));
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(Verify("a"), before + kClients * kConnections);
}

}  // namespace
}  // namespace kasvu::engine
