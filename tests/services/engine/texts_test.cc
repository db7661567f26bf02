// Where words about people end up.

#include "services/engine/texts.h"

#include <gmock/gmock.h>

#include "services/engine/anchor_chain.h"
#include "services/engine/tables.h"
#include "tests/services/engine/season.h"

namespace kasvu::engine {
namespace {

using kasvu::storage::v1::SealedContent;

constexpr char kNote[] = "Example note: Veikko wants to sell his boat";

class TextsTest : public SeasonTest {
 protected:
  // The words that the enrolment's record of `step` holds.
  absl::StatusOr<SealedContent> WordsOf(uint32_t enrolment, const std::string& step) {
    const auto state = *kEnrolmentTable.Get(*store_->TakeSnapshot(), {"a", enrolment});
    for (const auto& record : state.steps()) {
      if (record.key() != step) continue;
      const auto& sealed = record.work().sealed();
      KASVU_ASSIGN_OR_RETURN(const std::string opened,
                             vault_->Open(sealed.subject(), sealed.content()));
      SealedContent content;
      EXPECT_TRUE(content.ParseFromString(opened));
      return content;
    }
    return absl::NotFoundError("no such record");
  }
};

TEST_F(TextsTest, AreSealedForThePersonBeforeTheyAreWritten) {
  Begin(10, 1);
  GoTo(absl::CivilDay(2021, 2, 5));
  auto request = Step(Name("a", 2), "exercise/trust");
  request.mutable_done();
  request.set_note(kNote);
  Do(&Progress::RecordStep, request);
  EXPECT_EQ(WordsOf(2, "exercise/trust")->note(), kNote);
  EXPECT_EQ(AllBytes().find("Veikko"), std::string::npos);

  // The history stays whole without the words, and agrees with the anchor of when they were there.
  Restart();
  ASSERT_TRUE(vault_->Destroy(PersonName(2)).ok());
  EXPECT_EQ(ReasonOf(WordsOf(2, "exercise/trust").status()), "CONTENT_ERASED");
  Verify("a");
  EXPECT_EQ(*CheckAnchorsOf(*store_->TakeSnapshot(), "a"), 1u);
}

TEST_F(TextsTest, OfAGroupGoWithAnyOfItsPeople) {
  Begin(10, 1);
  GoTo(absl::CivilDay(2021, 2, 2));
  auto request = Attendance("cohorts/a/groups/g1", "session/trust");
  request.set_note(kNote);
  Do(&Progress::RecordAttendance, request);
  EXPECT_EQ(AllBytes().find("Veikko"), std::string::npos);
  const auto note = [&] {
    const auto group = *kGroupTable.Get(*store_->TakeSnapshot(), {"a", 1u});
    const auto& sealed = group.steps(0).work().sealed();
    return vault_->Open(sealed.subject(), sealed.content());
  };
  EXPECT_TRUE(note().ok());
  ASSERT_TRUE(engine_->FollowErasure(PersonName(2)).ok());
  EXPECT_EQ(ReasonOf(note().status()), "CONTENT_ERASED");
  ASSERT_TRUE(engine_->FollowErasure(PersonName(2)).ok());

  // New notes get a new key.
  request = Attendance("cohorts/a/groups/g1", "session/trust", {"e3"});
  request.set_note("Example note: all well");
  Do(&Progress::RecordAttendance, request);
  EXPECT_TRUE(note().ok());
  Verify("a");
}

TEST_F(TextsTest, OfAGroupGoWithThoseWhoWereInItOnce) {
  Begin(22, 2);
  GoTo(absl::CivilDay(2021, 2, 2));
  const std::string before = GetEnrolment("a", 2).group();
  const std::string after = before.ends_with("g1") ? "cohorts/a/groups/g2" : "cohorts/a/groups/g1";
  auto request = Attendance(before, "session/trust");
  request.set_note(kNote);
  Do(&Progress::RecordAttendance, request);
  kasvu::v1::MoveEnrolmentRequest move;
  move.set_name(Name("a", 2));
  move.set_group(after);
  Do(&Enrolments::MoveEnrolment, move);

  const uint32_t ordinal = before.ends_with("g1") ? 1 : 2;
  const auto group = *kGroupTable.Get(*store_->TakeSnapshot(), {"a", ordinal});
  const auto& sealed = group.steps(0).work().sealed();
  EXPECT_TRUE(vault_->Open(sealed.subject(), sealed.content()).ok());
  ASSERT_TRUE(engine_->FollowErasure(PersonName(2)).ok());
  EXPECT_EQ(ReasonOf(vault_->Open(sealed.subject(), sealed.content()).status()), "CONTENT_ERASED");
}

// A coordinator's words on the cohort are hers; the operator's are about anybody in it.
TEST_F(TextsTest, OfACohortGoWithWhoWroteThemOrWithAnyOfItsPeople) {
  constexpr char kCoordinator[] = "persons/coordinator";
  Begin(10, 1);
  Grant(kCoordinator, "coordinator", "regions/02");
  GoTo(absl::CivilDay(2021, 6, 1));
  const auto record = [&] {
    const auto cohort = *kCohortTable.Get(*store_->TakeSnapshot(), {"a"});
    return cohort.steps(cohort.steps_size() - 1);
  };
  const auto note = [&] {
    const auto kept = record();
    const auto& sealed = kept.work().sealed();
    return vault_->Open(sealed.subject(), sealed.content());
  };
  auto request = Step("cohorts/a", "go-on");
  request.mutable_decision()->set_value("yes");
  request.set_note(kNote);
  ASSERT_TRUE(As(kCoordinator, &Progress::RecordStep, request).ok());
  EXPECT_EQ(AllBytes().find("Veikko"), std::string::npos);
  ASSERT_TRUE(engine_->FollowErasure(PersonName(2)).ok());
  EXPECT_TRUE(note().ok());
  ASSERT_TRUE(engine_->FollowErasure(kCoordinator).ok());
  ASSERT_TRUE(vault_->Destroy(kCoordinator).ok());
  EXPECT_EQ(ReasonOf(note().status()), "CONTENT_ERASED");

  kasvu::v1::CorrectStepRequest correct;
  *correct.mutable_work() = request;
  correct.mutable_work()->clear_request_id();
  correct.set_reason("slip");
  Do(&Progress::CorrectStep, correct);
  EXPECT_TRUE(note().ok());
  ASSERT_TRUE(engine_->FollowErasure(PersonName(3)).ok());
  EXPECT_EQ(ReasonOf(note().status()), "CONTENT_ERASED");
  EXPECT_EQ(record().work().value(), "yes") << "what was decided stays";
  Verify("a");
}

TEST_F(TextsTest, ARefusedCommandLeavesNoKeyBehind) {
  Begin(10, 1);
  GoTo(absl::CivilDay(2021, 2, 5));
  const auto key_of = [&](const std::string& subject) {
    return ReasonOf(vault_->Open(subject, {}).status());
  };
  auto attendance = Attendance("cohorts/a/groups/g1", "session/unheard-of");
  attendance.set_note(kNote);
  EXPECT_EQ(Refusal(&Progress::RecordAttendance, attendance), "STEP_UNKNOWN");
  EXPECT_EQ(key_of("cohorts/a/groups/g1"), "CONTENT_KEY_ABSENT");

  auto step = Step(Name("a", 2), "exercise/unheard-of");
  step.mutable_done();
  step.set_note(kNote);
  EXPECT_EQ(Refusal(&Progress::RecordStep, step), "STEP_UNKNOWN");
  kasvu::v1::CorrectStepRequest correct;
  *correct.mutable_work() = Step(Name("a", 2), "exercise/trust");
  correct.mutable_work()->clear_request_id();
  correct.set_reason("slip");
  correct.mutable_work()->mutable_done();
  correct.mutable_work()->set_note(kNote);
  EXPECT_EQ(Refusal(&Progress::CorrectStep, correct), "NOTHING_TO_CORRECT");
  EXPECT_EQ(key_of(PersonName(2)), "CONTENT_KEY_ABSENT");

  step.set_step("exercise/trust");
  step.set_request_id(NextRequestId());
  Do(&Progress::RecordStep, step);
  EXPECT_EQ(WordsOf(2, "exercise/trust")->note(), kNote);
}

// Otherwise it would ask for the next name for ever.
TEST_F(TextsTest, KeysThatCannotBeLookedUpAreAnError) {
  ASSERT_TRUE(vault_->EnsureKeys({"cohorts/a", "cohorts/a/keys/2"}).ok());
  ASSERT_TRUE(vault_->Destroy("cohorts/a").ok());
  EXPECT_THAT(*KeysOf(*vault_, "cohorts/a"), testing::SizeIs(2));
  keys_->FailReadsOf(storage::KeyRange::Prefix(""), absl::DataLossError("as scripted"));
  EXPECT_TRUE(absl::IsDataLoss(KeysOf(*vault_, "cohorts/b").status()));
}

TEST_F(TextsTest, AnswersInWordsAreSealedAndNumbersAreNot) {
  EnrolInGroups("a", 10, 1);
  auto request = Answering(Name("a", 1), "needs", "needs");
  (*request.mutable_answers()->mutable_by_question())["offer"].set_words(kNote);
  Do(&Progress::RecordStep, request);
  EXPECT_EQ(WordsOf(1, "needs")->answers().at("offer"), kNote);
  EXPECT_EQ(AllBytes().find("Veikko"), std::string::npos);
}

}  // namespace
}  // namespace kasvu::engine
