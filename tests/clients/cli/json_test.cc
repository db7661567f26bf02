#include "clients/cli/json.h"

#include <gtest/gtest.h>

#include "kasvu/v1/enrolment_service.pb.h"

namespace kasvu::cli {
namespace {

TEST(JsonTest, IsTheSameEveryTime) {
  kasvu::v1::HistoryEvent event;
  for (const char* key : {"c", "a", "b", "e", "d"}) (*event.mutable_details())[key] = "x";
  event.set_kind("StepRecorded");
  EXPECT_EQ(JsonLine(event), R"({"subject":"","kind":"StepRecorded","step":"",)"
                             R"("details":{"a":"x","b":"x","c":"x","d":"x","e":"x"}})");
}

TEST(JsonTest, HasTheNamesOfTheProtosAndEveryPlainField) {
  kasvu::v1::Cohort cohort;
  cohort.set_name("cohorts/eko");
  cohort.set_stage(kasvu::v1::Cohort::STAGE_RUNNING);
  cohort.mutable_create_time()->set_seconds(1612170000);
  const std::string json = JsonLine(cohort);
  EXPECT_NE(json.find(R"("create_time":"2021-02-01T09:00:00Z")"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("stage":"STAGE_RUNNING")"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("enrolments":0)"), std::string::npos) << json;
}

TEST(JsonTest, ListsAreArrays) {
  kasvu::v1::AcceptEnrolmentsResponse response;
  EXPECT_EQ(JsonList(response, "enrolments"), "[]");
  kasvu::v1::ListHistoryResponse history;
  history.add_changes()->set_command("a");
  history.add_changes()->set_command("b");
  const std::string json = JsonList(history, "changes");
  EXPECT_TRUE(json.starts_with("[\n  {\n")) << json;
  EXPECT_TRUE(json.ends_with("\n  }\n]")) << json;
}

}  // namespace
}  // namespace kasvu::cli
