#include "workflows/cohort/apply.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "workflows/cohort/apply_step.h"

namespace kasvu::workflows {
namespace {

using namespace storage::v1;  // NOLINT: events and states are all this is about
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Sets every plain field to something that is not its default, messages too: numbers to `number`.
void Fill(Message& message, int number) {
  const auto* reflection = message.GetReflection();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (field->is_map()) continue;
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      Fill(field->is_repeated() ? *reflection->AddMessage(&message, field)
                                : *reflection->MutableMessage(&message, field),
           number);
    } else if (field->is_repeated()) {
      continue;
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      reflection->SetString(&message, field, "x");
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
      reflection->SetBool(&message, field, true);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      reflection->SetEnumValue(&message, field, 1);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_UINT32) {
      reflection->SetUInt32(&message, field, number);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
      reflection->SetInt32(&message, field, number);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
      reflection->SetInt64(&message, field, number);
    }
  }
}

// An event of that kind, filled.
Event Filled(const FieldDescriptor& kind) {
  Event event;
  event.set_ordinal(7);
  event.set_occurred_at(1'000'000);
  Fill(*event.GetReflection()->MutableMessage(&event, &kind), 3);
  return event;
}

// Whether `event` changes a state that holds what the event names, or one that holds other numbers.
template <typename State>
bool Changes(const Event& event) {
  for (const int number : {2, 3}) {
    State state;
    Fill(state, number);
    const std::string before = state.SerializeAsString();
    Apply(state, event);
    if (state.SerializeAsString() != before) return true;
  }
  return false;
}

// A letter for each kind of owner whose state an event changes: Cohort, Group, Link, Enrolment.
std::string Changed(const Event& event) {
  return std::string(Changes<CohortState>(event) ? "C" : "") +
         (Changes<GroupState>(event) ? "G" : "") + (Changes<LinkState>(event) ? "L" : "") +
         (Changes<EnrolmentState>(event) ? "E" : "");
}

// Whom each event belongs to. A new event needs a line here and an applier.
const std::map<std::string, std::string>& Owners() {
  static const auto* const kOwners = new std::map<std::string, std::string>{
      {"cohort_created", "C"},     {"cohort_started", "C"},    {"cohort_rescheduled", "C"},
      {"cohort_closed", "C"},      {"cohort_cancelled", "C"},  {"aggregate_changed", "CG"},
      {"ordinals_given", "C"},     {"group_formed", "G"},      {"member_added", "G"},
      {"member_removed", "G"},     {"sessions_planned", "G"},  {"session_moved", "G"},
      {"session_cancelled", "G"},  {"session_held", "G"},      {"link_made", "L"},
      {"link_bound", "L"},         {"link_ended", "L"},        {"link_attached", "GE"},
      {"link_detached", "GE"},     {"consent_given", "L"},     {"enrolment_applied", "E"},
      {"link_paused", "L"},        {"link_resumed", "L"},      {"enrolment_waitlisted", "E"},
      {"enrolment_accepted", "E"}, {"enrolment_joined", "E"},  {"enrolment_grouped", "E"},
      {"enrolment_paused", "E"},   {"enrolment_resumed", "E"}, {"enrolment_ended", "E"},
      {"enrolment_returned", "E"}, {"step_recorded", "CGLE"},  {"step_signed", "CGLE"},
      {"step_missed", "CGLE"},     {"step_waived", "CGLE"},    {"step_escalated", "CGLE"},
      {"step_corrected", "CGLE"},  {"step_made_up", "CGLE"},   {"step_rescheduled", "CGLE"},
      {"fact_written", "CGLE"},    {"step_returned", "CGLE"},  {"migrated", "CGLE"},
  };
  return *kOwners;
}

TEST(ApplyTest, EveryEventChangesTheStateOfItsOwnersAlone) {
  const auto* kinds = Event::descriptor()->FindOneofByName("kind");
  EXPECT_EQ(static_cast<size_t>(kinds->field_count()), Owners().size());
  for (int i = 0; i < kinds->field_count(); ++i) {
    const FieldDescriptor& kind = *kinds->field(i);
    ASSERT_TRUE(Owners().contains(kind.name())) << kind.name() << " has no line in Owners()";
    // Removing somebody needs her to be a member; a list of numbers is not filled.
    if (kind.name() == "member_removed") continue;
    EXPECT_EQ(Changed(Filled(kind)), Owners().at(kind.name())) << kind.name();
  }
}

Event Step(const std::string& key, StepState state) {
  Event event;
  event.set_occurred_at(5);
  event.mutable_step_recorded()->set_key(key);
  event.mutable_step_recorded()->set_state(state);
  event.mutable_step_recorded()->set_via(VIA_WORK);
  return event;
}

TEST(ApplyTest, AMemberLeavesAndComesBackOnce) {
  GroupState group;
  Event event;
  event.mutable_member_added()->set_enrolment(4);
  Apply(group, event);
  Apply(group, event);
  EXPECT_EQ(group.members_size(), 1);
  event.mutable_member_removed()->set_enrolment(4);
  Apply(group, event);
  EXPECT_EQ(group.members_size(), 0);
}

TEST(ApplyTest, ACorrectionReplacesTheWorkAndItsSignatures) {
  EnrolmentState enrolment;
  Event signing;
  signing.mutable_step_signed()->set_key("agreement");
  signing.mutable_step_signed()->set_complete(true);
  Apply(enrolment, signing);
  ASSERT_EQ(enrolment.steps(0).state(), STEP_STATE_DONE);
  Event correction;
  correction.mutable_step_corrected()->set_key("agreement");
  correction.mutable_step_corrected()->set_reason("wrong-person");
  Apply(enrolment, correction);
  EXPECT_EQ(enrolment.steps(0).state(), STEP_STATE_UNSPECIFIED);
  EXPECT_EQ(enrolment.steps(0).signatures_size(), 0);
  EXPECT_EQ(enrolment.steps(0).via(), VIA_CORRECTION);
}

TEST(ApplyTest, AResumeMovesDatesAndRemembersThePause) {
  EnrolmentState enrolment;
  enrolment.set_stage(ENROLMENT_STAGE_ACTIVE);
  Event pause;
  pause.set_occurred_at(100);
  pause.mutable_enrolment_paused();
  Apply(enrolment, pause);
  Event resume;
  resume.set_occurred_at(150);
  auto* moved = resume.mutable_enrolment_resumed()->add_moved();
  moved->set_key("after");
  moved->set_due_at(250);
  Apply(enrolment, resume);
  EXPECT_EQ(enrolment.stage(), ENROLMENT_STAGE_ACTIVE);
  ASSERT_EQ(enrolment.pauses_size(), 1);
  EXPECT_EQ(enrolment.pauses(0).from(), 100);
  EXPECT_EQ(enrolment.pauses(0).until(), 150);
  ASSERT_NE(FindStep(enrolment.steps(), "after"), nullptr);
  EXPECT_EQ(FindStep(enrolment.steps(), "after")->due_at(), 250);
}

TEST(ApplyTest, WhoWithdrewFromAPauseReturnsToWork) {
  EnrolmentState enrolment;
  enrolment.set_stage(ENROLMENT_STAGE_PAUSED);
  enrolment.set_paused_at(10);
  Apply(enrolment, Step("session/goals", STEP_STATE_DONE));
  Event end;
  end.set_occurred_at(20);
  end.mutable_enrolment_ended()->set_kind(kasvu::v1::END_KIND_WITHDRAWN);
  Apply(enrolment, end);
  EXPECT_EQ(enrolment.ended_from(), ENROLMENT_STAGE_PAUSED);
  Event back;
  back.mutable_enrolment_returned();
  Apply(enrolment, back);
  EXPECT_EQ(enrolment.stage(), ENROLMENT_STAGE_ACTIVE);
  EXPECT_EQ(enrolment.steps(0).state(), STEP_STATE_DONE) << "what was done counts";
  EXPECT_EQ(enrolment.end_kind(), kasvu::v1::END_KIND_UNSPECIFIED);
}

}  // namespace
}  // namespace kasvu::workflows
