// Whatever the server can answer has words: every reason, every state, in three languages.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "clients/cli/reasons.h"
#include "clients/cli/states.h"
#include "google/protobuf/descriptor.h"
#include "kasvu/v1/clock_service.pb.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "kasvu/v1/person_service.pb.h"
#include "kasvu/v1/progress_service.pb.h"
#include "kasvu/v1/rules.pb.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

const google::protobuf::FileDescriptor* const kFiles[] = {
    v1::Clock::descriptor()->file(), v1::Cohort::descriptor()->file(),
    v1::Person::descriptor()->file(), v1::StepProgress::descriptor()->file(),
    v1::TemplateVersion::descriptor()->file()};

TEST(ReasonsTest, EveryReasonOfTheProtosHasWords) {
  for (const auto* file : kFiles) {
    const auto* const service = file->service(0);
    for (int i = 0; i < service->method_count(); ++i) {
      for (const std::string& reason :
           service->method(i)->options().GetExtension(v1::call).reasons()) {
        EXPECT_TRUE(WordsOfReason(reason)) << reason;
      }
    }
  }
}

TEST(ReasonsTest, EveryReasonIsSaidInThreeLanguages) {
  for (const std::string_view reason : KnownReasons()) {
    const Words words = *WordsOfReason(reason);
    for (const std::string_view sentence : {words.fi, words.sv, words.en}) {
      EXPECT_TRUE(sentence.ends_with('.')) << reason << sentence;
    }
    EXPECT_EQ(std::set<std::string_view>({words.fi, words.sv, words.en}).size(), 3u) << reason;
  }
  EXPECT_FALSE(WordsOfReason("NO_SUCH_REASON"));
}

class StateWordsTest : public ::testing::TestWithParam<const google::protobuf::EnumDescriptor*> {};

TEST_P(StateWordsTest, EveryValueHasAWordInFinnish) {
  for (int i = 0; i < GetParam()->value_count(); ++i) {
    const auto& value = *GetParam()->value(i);
    const std::string word = StateWord(*GetParam(), value.number(), "fi");
    if (value.number() == 0) {
      EXPECT_EQ(word, "");
      continue;
    }
    // A value without words would be shown by its own name.
    EXPECT_THAT(word, ::testing::Not(::testing::HasSubstr("_"))) << value.full_name();
    EXPECT_NE(word, "") << value.full_name();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Enums, StateWordsTest,
    ::testing::Values(v1::Cohort::Stage_descriptor(), v1::Enrolment::Stage_descriptor(),
                      v1::EndKind_descriptor(), v1::State_descriptor(),
                      v1::SessionDate::State_descriptor(), v1::LinkBinding::Stage_descriptor(),
                      v1::Mode_descriptor(), v1::Standing_descriptor(), v1::Severity_descriptor(),
                      v1::WorkItem::Urgency_descriptor(), v1::ImportResult::Outcome_descriptor(),
                      v1::EnrolmentResult::Outcome_descriptor(), v1::Theme_descriptor()),
    [](const auto& type) {
      std::string name = type.param->full_name().substr(9);
      name.erase(std::remove(name.begin(), name.end(), '.'), name.end());
      return name;
    });

TEST(StateOfTest, AnEndedEnrolmentTellsHow) {
  v1::Enrolment enrolment;
  enrolment.set_stage(v1::Enrolment::STAGE_ACTIVE);
  EXPECT_EQ(StateOf(enrolment, "fi"), "aktiivinen");
  enrolment.set_stage(v1::Enrolment::STAGE_ENDED);
  enrolment.set_end_kind(v1::END_KIND_WITHDRAWN);
  EXPECT_EQ(StateOf(enrolment, "fi"), "keskeytti");
  EXPECT_EQ(StateOf(enrolment, "en"), "withdrew");
}

TEST(WorkWordsTest, UnknownWordsStay) {
  EXPECT_EQ(WorkReasonWord("due-passed", "fi"), "määräaika meni");
  EXPECT_EQ(WorkReasonWord("of-the-future", "fi"), "of-the-future");
  EXPECT_EQ(RoleWord("coordinator", "sv"), "koordinator");
  EXPECT_EQ(KindWord("session", "fi"), "tapaaminen");
}

}  // namespace
}  // namespace kasvu::cli
