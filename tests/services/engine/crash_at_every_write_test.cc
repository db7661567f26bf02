// A season of eKollega in which the server crashes once, at every single write in turn, just before
// and just after it reached the disk: whoever repeats the call that had no answer comes to the same
// season as if nothing had happened.

#include <sstream>

#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

using storage::CommitFault;

constexpr const char* kItems[] = {"trust", "goals", "time", "change"};

// Of 25 who sign up two cancel.
constexpr int kPeople = 23;
constexpr int kGroups = 2;

// Where the server crashes: at the `nth` write of one of its stores.
struct Crash {
  bool keys = false;  // the store of keys, not the engine's
  int nth = 0;        // none: it does not crash
  CommitFault fault = CommitFault::kUnknownLost;
};

// What is left of a season: the states, and how many writes there were.
struct Played {
  std::string states;
  int writes = 0;
  int key_writes = 0;
};

class Season : public SeasonTest {
 public:
  explicit Season(const Crash& crash) : crash_(crash) {
    if (crash.nth > 0) Store().FailCommit(crash.nth, crash.fault);
    // The vault has made its own keys already.
    crash_.nth += crash.nth > 0 ? Store().commits() : 0;
  }

  Played Play() {
    Enrol();
    for (int i = 1; i <= kPeople; ++i) {
      Send(&Progress::RecordStep, Answering(Name("a", i), "needs", "needs"));
      Send(&Progress::RecordStep, Signing(Name("a", i), "joining.ground-rules"));
    }
    const auto sessions = Sessions();
    EXPECT_EQ(sessions.size(), 5u);
    for (size_t i = 0; i < sessions.size(); ++i) {
      PassTo(absl::ToCivilDay(absl::FromUnixSeconds(sessions[i].start_time().seconds()),
                              absl::UTCTimeZone()) +
             1);
      Meet(sessions[i].step(), i);
    }
    End();
    Crashes();
    EXPECT_TRUE(crash_.nth == 0) << "never came to write " << crash_.nth;
    Verify("a");
    return {States(), store_->commits(), keys_->commits() - keys_before_};
  }

  void TestBody() override {}

 private:
  storage::FaultyStore& Store() { return crash_.keys ? *keys_ : *store_; }

  // Restarts the server when its write has come; nothing but the stores is left.
  bool Crashes() {
    if (crash_.nth == 0 || Store().commits() < crash_.nth) return false;
    crash_.nth = 0;
    Restart();
    return true;
  }

  // As a client does: what has no answer is sent again, with the same request_id.
  template <class Response, class Request, class Stub>
  void Send(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
            Request request) {
    if (request.request_id().empty()) request.set_request_id(NextRequestId());
    absl::StatusOr<Response> response = As("", method, request);
    if (Crashes() && !response.ok()) {
      EXPECT_EQ(ReasonOf(response.status()), "COMMIT_UNKNOWN");
      response = As("", method, request);
    }
    EXPECT_TRUE(response.ok()) << request.DebugString() << response.status();
  }

  void PassTo(const absl::CivilDay& day) {
    EXPECT_TRUE(clock_.Set(absl::FromCivil(day, absl::UTCTimeZone()) + absl::Hours(9)).ok());
    absl::Status moved = engine_->ClockMoved(clock_.Now());
    if (Crashes()) moved = engine_->ClockMoved(clock_.Now());
    EXPECT_TRUE(moved.ok()) << moved;
  }

  void Enrol() {
    Send(&Enrolments::CreateCohort, NewCohort("a"));
    kasvu::v1::CreateEnrolmentsRequest sign_ups;
    sign_ups.set_cohort("cohorts/a");
    for (int i = 1; i <= kPeople + 2; ++i) {
      sign_ups.add_enrolments()->set_person(PersonName(i));
    }
    Send(&Enrolments::CreateEnrolments, sign_ups);
    for (int i = kPeople + 1; i <= kPeople + 2; ++i) Withdraw(i, "no-time");
    kasvu::v1::AcceptEnrolmentsRequest accept;
    accept.set_cohort("cohorts/a");
    Send(&Enrolments::AcceptEnrolments, accept);
    kasvu::v1::FormGroupsRequest form;
    form.set_cohort("cohorts/a");
    form.set_groups(kGroups);
    Send(&Enrolments::FormGroups, form);
  }

  void Withdraw(int enrolment, const std::string& reason) {
    kasvu::v1::WithdrawEnrolmentRequest request;
    request.set_name(Name("a", enrolment));
    request.set_reason(reason);
    Send(&Enrolments::WithdrawEnrolment, request);
  }

  // A session, and what the participants do until the next.
  void Meet(const std::string& session, size_t number) {
    for (int group = 1; group <= kGroups; ++group) {
      Send(&Progress::RecordAttendance,
           Attendance("cohorts/a/groups/g" + std::to_string(group), session));
    }
    if (number >= std::size(kItems)) return;
    kasvu::v1::RotateLinksRequest rotate;
    rotate.set_cohort("cohorts/a");
    rotate.set_link("pair");
    rotate.set_item(kItems[number]);
    Send(&Enrolments::RotateLinks, rotate);
    auto exercise =
        Step(Name("a", 1 + static_cast<int>(number)), std::string("exercise/") + kItems[number]);
    exercise.mutable_done();
    exercise.set_note("An example of a note.");
    Send(&Progress::RecordStep, exercise);
    // One of those who pause their businesses.
    if (number == 1) Withdraw(kPeople, "pauses-business");
  }

  void End() {
    for (int i = 1; i < kPeople; ++i) {
      Send(&Progress::RecordStep, Answering(Name("a", i), "before", "wellbeing"));
      Send(&Progress::RecordStep, Answering(Name("a", i), "after", "after"));
    }
    auto decision = Step("cohorts/a", "go-on");
    decision.mutable_decision()->set_value("yes");
    Send(&Progress::RecordStep, decision);
    kasvu::v1::CloseCohortRequest close;
    close.set_name("cohorts/a");
    Send(&Enrolments::CloseCohort, close);
  }

  // Everything but sealed words, which are other bytes each time.
  std::string States() {
    auto loaded =
        LoadCohort(*store_->TakeSnapshot(), engine_->programs(), "a", absl::InfinitePast());
    if (!loaded.ok()) return loaded.status().ToString();
    std::ostringstream states;
    states << loaded->image.cohort.DebugString();
    for (auto& [ordinal, group] : loaded->image.groups) states << group.DebugString();
    for (auto& [ordinal, link] : loaded->image.links) states << link.DebugString();
    for (auto& [ordinal, enrolment] : loaded->image.enrolments) {
      for (auto& step : *enrolment.mutable_steps()) {
        if (!step.work().has_sealed()) continue;
        step.mutable_work()->mutable_sealed()->clear_content();
      }
      states << enrolment.DebugString();
    }
    return states.str();
  }

  Crash crash_;
  const int keys_before_ = keys_->commits();
};

class CrashAtEveryWriteTest : public testing::TestWithParam<CommitFault> {};

TEST_P(CrashAtEveryWriteTest, ComesToTheSameSeason) {
  const Played whole = Season({}).Play();
  ASSERT_GT(whole.writes, 40);
  ASSERT_EQ(whole.key_writes, 4);
  const auto crash = [&](bool keys, int nth) {
    SCOPED_TRACE(testing::Message() << (keys ? "write of keys " : "write ") << nth);
    // Not EXPECT_EQ, which would print both.
    EXPECT_TRUE(Season({keys, nth, GetParam()}).Play().states == whole.states);
    return !testing::Test::HasFailure();
  };
  for (int nth = 1; nth <= whole.writes && crash(false, nth); ++nth) continue;
  for (int nth = 1; nth <= whole.key_writes && crash(true, nth); ++nth) continue;
}

INSTANTIATE_TEST_SUITE_P(JustBeforeAndJustAfter, CrashAtEveryWriteTest,
                         testing::Values(CommitFault::kUnknownLost, CommitFault::kUnknownWritten),
                         [](const auto& each) {
                           return each.param == CommitFault::kUnknownLost ? "before" : "after";
                         });

}  // namespace
}  // namespace kasvu::engine
