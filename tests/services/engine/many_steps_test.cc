// Many steps in one call: each decided by itself, all in one answer.

#include <gmock/gmock.h>

#include <future>
#include <utility>

#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::RecordStepsRequest;
using kasvu::v1::RecordStepsResponse;
using testing::ElementsAre;

class ManyStepsTest : public SeasonTest {
 protected:
  ManyStepsTest() { EnrolInGroups("a", 10, 1); }

  // Signs `step` for each of `ordinals`; without request_ids of their own.
  RecordStepsRequest Signatures(const std::string& step, const std::vector<int>& ordinals) {
    RecordStepsRequest request;
    for (const int ordinal : ordinals) {
      *request.add_steps() = Signing(Name("a", ordinal), step);
      request.mutable_steps()->rbegin()->clear_request_id();
    }
    request.set_request_id(NextRequestId());
    return request;
  }

  // "" of what was recorded, the reason of what was refused.
  static std::vector<std::string> ReasonsOf(const RecordStepsResponse& response) {
    std::vector<std::string> reasons;
    for (const auto& result : response.results()) {
      reasons.push_back(result.has_recorded() ? "" : ReasonOf(StatusFrom(result.refused())));
    }
    return reasons;
  }

  // What people do and get wrong before the season: in an order in which some of it depends on what
  // comes before it.
  RecordStepsRequest AllSorts() {
    RecordStepsRequest request;
    *request.add_steps() = Answering(Name("a", 1), "needs", "needs");
    *request.add_steps() = Signing(Name("a", 2), "joining.ground-rules");
    *request.add_steps() = Signing(Name("a", 2), "joining.ground-rules");
    *request.add_steps() = Signing(Name("a", 1), "nowhere");
    *request.add_steps() = Signing(Name("a", 99), "joining.ground-rules");
    *request.add_steps() = Step(Name("a", 3), "connection");
    for (int i = 0; i < 2; ++i) {
      auto& outcome = *request.add_steps() = Step(Name("a", 3), "connection");
      outcome.mutable_outcome();
      outcome.set_note("met at the fair");
    }
    *request.add_steps() = Step("no name", "needs");
    *request.add_steps() = Answering(Name("a", 1), "before", "wellbeing");
    request.set_request_id(NextRequestId());
    return request;
  }
};

// Dry runs are decided elsewhere: how long the committer's queue is matters nothing to them.
TEST_F(ManyStepsTest, AreTriedWhileTheDiskStandsStill) {
  store_->HoldCommits();
  auto held = std::async(std::launch::async, [this] {
    return As("", &Progress::RecordStep, Signing(Name("a", 9), "joining.ground-rules")).ok();
  });
  store_->AwaitHeldCommit();
  auto request = Signatures("joining.ground-rules", {1, 2});
  bool full = false;
  // Each connection has its share, so that many have to come.
  for (uint64_t connection = 1; !full; ++connection) {
    for (int i = 0; i < 100; ++i) {
      Order order;
      order.cohort = "absent";
      order.connection = connection;
      order.done = [](const absl::Status&) {};
      engine_->committer().Submit(std::move(order));
    }
    if (engine_->committer().HasRoom(0)) continue;
    full = Refusal(&Progress::RecordSteps, request) == "OVERLOADED";
  }
  request.set_validate_only(true);
  EXPECT_THAT(ReasonsOf(Do(&Progress::RecordSteps, request)), ElementsAre("", ""));
  store_->LetCommitsGo();
  EXPECT_TRUE(held.get());
}

TEST_F(ManyStepsTest, HaveTheResultsThatEachHasByItself) {
  const RecordStepsRequest request = AllSorts();
  const auto together = Do(&Progress::RecordSteps, request);
  ASSERT_EQ(together.results_size(), request.steps_size());
  const uint64_t records = Verify("a");

  // Each is known again under its own id: as if it had been asked for by itself.
  for (int i = 0; i < request.steps_size(); ++i) {
    const auto alone = As("", &Progress::RecordStep, request.steps(i));
    const auto& result = together.results(i);
    EXPECT_EQ(alone.ok(), result.has_recorded()) << i;
    if (!alone.ok()) {
      EXPECT_EQ(ReasonOf(alone.status()), ReasonsOf(together)[i]) << i;
    } else {
      EXPECT_EQ(alone->position(), result.recorded().position()) << i;
      EXPECT_EQ(alone->step().step(), result.recorded().step().step()) << i;
    }
  }
  EXPECT_EQ(Verify("a"), records);
}

TEST_F(ManyStepsTest, DecideOnWhatTheOnesBeforeLeft) {
  const auto done = Do(&Progress::RecordSteps, AllSorts());
  EXPECT_THAT(ReasonsOf(done),
              ElementsAre("", "", "STEP_SETTLED", "STEP_UNKNOWN", "ENROLMENT_NOT_FOUND",
                          "WRONG_WORK", "", "", "INVALID_FIELDS", ""));
  EXPECT_EQ(done.results(6).recorded().step().step(), "connection/1");
  EXPECT_EQ(done.results(7).recorded().step().step(), "connection/2");
}

TEST_F(ManyStepsTest, OnceMoreAreFoundAgain) {
  const auto request = Signatures("joining.ground-rules", {1, 2, 3});
  const auto first = Do(&Progress::RecordSteps, request);
  const uint64_t records = Verify("a");
  EXPECT_EQ(Do(&Progress::RecordSteps, request).DebugString(), first.DebugString());
  Restart();
  EXPECT_EQ(Do(&Progress::RecordSteps, request).DebugString(), first.DebugString());
  EXPECT_EQ(Verify("a"), records);
  // Another step at a place that is taken.
  const auto other = [&] {
    auto changed = request;
    changed.mutable_steps(1)->set_owner(Name("a", 7));
    return changed;
  }();
  EXPECT_THAT(ReasonsOf(Do(&Progress::RecordSteps, other)),
              ElementsAre("", "REQUEST_ID_REUSED", ""));
}

TEST_F(ManyStepsTest, AfterACommitThatNobodyKnowsOfAreRecordedOnce) {
  const uint64_t before = Verify("a");
  for (const auto fault :
       {storage::CommitFault::kUnknownWritten, storage::CommitFault::kUnknownLost}) {
    SCOPED_TRACE(static_cast<int>(fault));
    const bool written = fault == storage::CommitFault::kUnknownWritten;
    const auto request =
        Signatures("joining.ground-rules", written ? std::vector{1, 2} : std::vector{3, 4});
    store_->FailCommit(1, fault);
    EXPECT_EQ(Refusal(&Progress::RecordSteps, request), "COMMIT_UNKNOWN");
    EXPECT_THAT(ReasonsOf(Do(&Progress::RecordSteps, request)), ElementsAre("", ""));
  }
  EXPECT_EQ(Verify("a"), before + 4);
}

TEST_F(ManyStepsTest, OfADryRunSayWhatWouldBecomeOfThemAndLeaveNothing) {
  auto request = AllSorts();
  request.set_validate_only(true);
  const std::string bytes = AllBytes();
  const int keys = keys_->commits();
  const auto foreseen = Do(&Progress::RecordSteps, request);
  EXPECT_EQ(AllBytes(), bytes);
  EXPECT_EQ(keys_->commits(), keys);
  request.set_validate_only(false);
  EXPECT_EQ(Do(&Progress::RecordSteps, request).DebugString(), foreseen.DebugString());
}

TEST_F(ManyStepsTest, OfSomebodyAreHersAlone) {
  RecordStepsRequest request;
  *request.add_steps() = Signing(Name("a", 1), "joining.ground-rules");
  *request.add_steps() = Signing(Name("a", 2), "joining.ground-rules");
  *request.add_steps() = Signing("cohorts/b/enrolments/e1", "joining.ground-rules");
  request.set_request_id(NextRequestId());
  const auto done = As(PersonName(1), &Progress::RecordSteps, request);
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_THAT(ReasonsOf(*done), ElementsAre("", "ENROLMENT_NOT_FOUND", "COHORT_NOT_FOUND"));
}

TEST_F(ManyStepsTest, AreNeitherNoneNorTooMany) {
  EXPECT_EQ(Refusal(&Progress::RecordSteps, RecordStepsRequest()), "INVALID_FIELDS");
  EXPECT_EQ(
      Refusal(&Progress::RecordSteps, Signatures("joining.ground-rules", std::vector<int>(501, 1))),
      "INVALID_FIELDS");
  const auto most =
      Do(&Progress::RecordSteps, Signatures("joining.ground-rules", std::vector<int>(500, 1)));
  EXPECT_EQ(ReasonsOf(most).front(), "");
  EXPECT_EQ(ReasonsOf(most).back(), "STEP_SETTLED");
}

}  // namespace
}  // namespace kasvu::engine
