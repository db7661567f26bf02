#include "services/engine/reads/funnel.h"

#include <gtest/gtest.h>

#include <string>

#include "google/protobuf/util/message_differencer.h"
#include "tests/services/engine/reads/parse_text.h"

namespace kasvu::engine {
namespace {

void Enrol(workflows::CohortImage& image, int count, const std::string& state) {
  for (int i = 0; i < count; ++i) {
    const uint32_t ordinal = static_cast<uint32_t>(image.enrolments.size()) + 1;
    image.enrolments[ordinal] = Parse<storage::v1::EnrolmentState>(state);
  }
}

void ExpectFunnel(const workflows::CohortImage& image, const std::string& expected) {
  const auto funnel = FunnelOf(image);
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(
      funnel, Parse<kasvu::v1::Funnel>(expected)))
      << funnel.DebugString();
}

TEST(Funnel, TellsASeasonOfPeerMentoring) {
  workflows::CohortImage image;
  Enrol(image, 2, R"(stage: ENROLMENT_STAGE_ENDED end_kind: END_KIND_CANCELLED accepted_at: 1
                     ended_from: ENROLMENT_STAGE_ACCEPTED ended_at: 2)");
  Enrol(image, 22, "stage: ENROLMENT_STAGE_ACTIVE accepted_at: 1 joined_at: 2");
  Enrol(image, 1, "stage: ENROLMENT_STAGE_PAUSED accepted_at: 1 joined_at: 2 paused_at: 3");
  ExpectFunnel(image, "applied: 25 accepted: 25 joined: 23 active: 23 cancelled: 2");

  for (uint32_t ordinal = 3; ordinal <= 25; ++ordinal) {
    auto& enrolment = image.enrolments[ordinal];
    enrolment.set_stage(storage::v1::ENROLMENT_STAGE_ENDED);
    enrolment.set_end_kind(ordinal <= 22   ? kasvu::v1::END_KIND_COMPLETED
                           : ordinal == 23 ? kasvu::v1::END_KIND_WITHDRAWN
                                           : kasvu::v1::END_KIND_INCOMPLETE);
  }
  ExpectFunnel(image, R"(applied: 25 accepted: 25 joined: 23 completed: 20 withdrawn: 1
                         cancelled: 2 other_ends: 2)");
}

TEST(Funnel, BeginsWithThoseWhoApplied) {
  workflows::CohortImage image;
  ExpectFunnel(image, "");
  Enrol(image, 3, "stage: ENROLMENT_STAGE_APPLIED applied_at: 1");
  Enrol(image, 1, "stage: ENROLMENT_STAGE_WAITLISTED applied_at: 1");
  Enrol(image, 2, "stage: ENROLMENT_STAGE_ACCEPTED applied_at: 1 accepted_at: 2");
  ExpectFunnel(image, "applied: 6 accepted: 2");
}

}  // namespace
}  // namespace kasvu::engine
