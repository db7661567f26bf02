#include "workflows/cohort/transitions.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: nothing but the names of stages

// The pairs that may follow each other, as they stand in docs/states.md.
template <typename Stage>
std::string Table(const google::protobuf::EnumDescriptor& stages, size_t prefix) {
  std::string table;
  const auto name = [&](int i) {
    std::string word = stages.value(i)->name().substr(prefix);
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return word;
  };
  for (int from = 0; from < stages.value_count(); ++from) {
    for (int to = 0; to < stages.value_count(); ++to) {
      const auto a = static_cast<Stage>(stages.value(from)->number());
      const auto b = static_cast<Stage>(stages.value(to)->number());
      if (MayFollow(a, b)) table += "| " + name(from) + " | " + name(to) + " |\n";
    }
  }
  return table;
}

std::string StatesDocument() {
  std::ifstream file(std::string(KASVU_SOURCE_DIR) + "/docs/states.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(TransitionsTest, TheDocumentHasTheTablesOfTheCode) {
  const std::string document = StatesDocument();
  for (const std::string& table :
       {Table<CohortStage>(*CohortStage_descriptor(), sizeof("COHORT_STAGE")),
        Table<EnrolmentStage>(*EnrolmentStage_descriptor(), sizeof("ENROLMENT_STAGE")),
        Table<OccurrenceState>(*OccurrenceState_descriptor(), sizeof("OCCURRENCE_STATE")),
        Table<LinkStage>(*LinkStage_descriptor(), sizeof("LINK_STAGE"))}) {
    ASSERT_FALSE(table.empty());
    EXPECT_NE(document.find("|---|---|\n" + table + "\n"), std::string::npos) << table;
  }
}

TEST(TransitionsTest, NamesWhereAnEnrolmentMayComeFrom) {
  EXPECT_EQ(Before(ENROLMENT_STAGE_PAUSED), (std::vector{ENROLMENT_STAGE_ACTIVE}));
  EXPECT_EQ(Before(ENROLMENT_STAGE_WAITLISTED),
            (std::vector{ENROLMENT_STAGE_APPLIED, ENROLMENT_STAGE_ENDED}));
}

TEST(TransitionsTest, WhatSatisfiesIsSettledButNotTheOtherWayRound) {
  for (int i = 0; i < StepState_descriptor()->value_count(); ++i) {
    const auto state = static_cast<StepState>(StepState_descriptor()->value(i)->number());
    if (Satisfies(state)) {
      EXPECT_TRUE(IsSettled(state)) << StepState_Name(state);
    }
  }
  EXPECT_TRUE(IsSettled(STEP_STATE_MISSED));
  EXPECT_FALSE(Satisfies(STEP_STATE_MISSED));
  EXPECT_FALSE(IsSettled(STEP_STATE_SUBMITTED));
}

}  // namespace
}  // namespace kasvu::workflows
