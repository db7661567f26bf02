#include "workflows/cohort/answer_rules.h"

#include <gmock/gmock.h>

#include "errors/error.h"
#include "tests/workflows/cohort/workshop.h"

namespace kasvu::workflows {
namespace {

using storage::v1::Answer;
using ::testing::HasSubstr;

const kasvu::v1::Form& Needs() {
  static const auto* const spec = new auto(Compile(kWorkshop));
  return (*spec)->forms().at("needs");
}

Answer Option(const std::vector<std::string>& options) {
  Answer answer;
  for (const std::string& option : options) answer.add_options(option);
  return answer;
}

Answer Number(int64_t number) {
  Answer answer;
  answer.set_numeric(true);
  answer.set_number(number);
  return answer;
}

Answer Answered() {
  Answer answer;
  answer.set_answered(true);
  return answer;
}

// Everything that is required, to be changed.
storage::v1::Work Complete() {
  storage::v1::Work work;
  (*work.mutable_answers())["abroad"] = Option({"yes"});
  return work;
}

TEST(CheckAnswersTest, TakesAllKinds) {
  storage::v1::Work work = Complete();
  (*work.mutable_answers())["hopes"] = Option({"peers", "skills"});
  (*work.mutable_answers())["age"] = Number(100);
  (*work.mutable_answers())["strain"] = Answered();
  EXPECT_TRUE(CheckAnswers(Needs(), {"why"}, work).ok());
}

TEST(CheckAnswersTest, MarksSealedWordsAsAnswered) {
  storage::v1::Work work = Complete();
  ASSERT_TRUE(CheckAnswers(Needs(), {"why"}, work).ok());
  EXPECT_TRUE(work.answers().at("why").answered());
}

struct Wrong {
  std::string name;
  std::string question;
  Answer answer;
  std::string says;
};

class WrongAnswerTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongAnswerTest, IsNamedWithTheReason) {
  storage::v1::Work work = Complete();
  (*work.mutable_answers())[GetParam().question] = GetParam().answer;
  const absl::Status status = CheckAnswers(Needs(), {"why"}, work);
  EXPECT_EQ(ReasonOf(status), "ANSWER_INVALID") << status;
  EXPECT_EQ(ParticularsOf(status)["question"], GetParam().question);
  EXPECT_THAT(std::string(status.message()), HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongAnswerTest,
    testing::Values(Wrong{"UnknownOption", "abroad", Option({"maybe"}), "it has yes, no"},
                    Wrong{"TwoOptions", "abroad", Option({"yes", "no"}), "one option only"},
                    Wrong{"NoOption", "abroad", Option({}), "one of its options"},
                    Wrong{"NumberForChoice", "abroad", Number(1), "one of its options"},
                    Wrong{"OptionTwice", "hopes", Option({"peers", "peers"}), "twice"},
                    Wrong{"TooHigh", "age", Number(101), "goes from 0 to 100, not 101"},
                    Wrong{"TooLow", "age", Number(-1), "goes from 0 to 100"},
                    Wrong{"NotANumber", "age", Option({"many"}), "asks for a number"},
                    Wrong{"HealthValue", "strain", Number(3), "only that it was answered"},
                    Wrong{"OptionForWords", "why", Option({"because"}), "asks for words"},
                    Wrong{"UnknownQuestion", "hope", Option({"peers"}), "did you mean hopes?"}),
    [](const auto& tested) { return tested.param.name; });

TEST(CheckAnswersTest, NamesAllThatIsMissing) {
  storage::v1::Work work;
  const absl::Status status = CheckAnswers(Needs(), {}, work);
  EXPECT_EQ(ReasonOf(status), "ANSWER_INVALID");
  EXPECT_EQ(ParticularsOf(status)["question"], "abroad, why");
}

TEST(CheckAnswersTest, WordsOnlyWhereTheyAreAsked) {
  storage::v1::Work work = Complete();
  EXPECT_EQ(ParticularsOf(CheckAnswers(Needs(), {"why", "age"}, work))["question"], "age");
  storage::v1::Work health = Complete();
  EXPECT_THAT(std::string(CheckAnswers(Needs(), {"why", "strain"}, health).message()),
              HasSubstr("health"));
}

}  // namespace
}  // namespace kasvu::workflows
