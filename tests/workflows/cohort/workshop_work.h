// Work on the steps of the workshop, as the tests of recording do it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/workflows/cohort/workshop.h"

namespace kasvu::workflows {

inline storage::v1::Answer Option(const std::string& option) {
  storage::v1::Answer answer;
  answer.add_options(option);
  return answer;
}

inline storage::v1::Answer Number(int64_t number) {
  storage::v1::Answer answer;
  answer.set_numeric(true);
  answer.set_number(number);
  return answer;
}

inline RecordStep Needs(const std::string& abroad) {
  RecordStep command = Doing("needs", WorkKind::kAnswers);
  (*command.work.mutable_answers())["abroad"] = Option(abroad);
  command.words = {"why"};
  return command;
}

inline RecordStep After(int useful, OwnerRef owner = EnrolmentOf(1)) {
  RecordStep command = Doing("after", WorkKind::kAnswers, owner);
  (*command.work.mutable_answers())["useful"] = Number(useful);
  return command;
}

inline RecordStep Shared(uint32_t by, std::vector<uint32_t> with) {
  RecordStep command = Doing("contact", WorkKind::kOutcome, EnrolmentOf(by));
  for (const uint32_t other : with) command.work.add_shared_with(other);
  return command;
}

inline RecordStep Notes(const std::set<std::string>& words,
                        const std::map<std::string, int64_t>& numbers) {
  RecordStep command = Doing("notes", WorkKind::kDone);
  command.words = words;
  for (const auto& [field, number] : numbers) (*command.work.mutable_numbers())[field] = number;
  return command;
}

inline RecordStep Selecting(const std::map<uint32_t, std::string>& decided) {
  RecordStep command = Doing("selection", WorkKind::kDecision, TheCohort());
  for (const auto& [enrolment, value] : decided)
    (*command.work.mutable_decided())[enrolment] = value;
  return command;
}

inline void End(CohortBuilder& cohort) {
  cohort.Happen(EnrolmentOf(1), [](auto& event) {
    event.mutable_enrolment_ended()->set_end("withdrawn");
    event.mutable_enrolment_ended()->set_kind(kasvu::v1::END_KIND_WITHDRAWN);
  });
}

inline void Twice(CohortBuilder& cohort) {
  for (int i = 0; i < 2; ++i) {
    const auto decision = cohort.Do(Doing("contact", WorkKind::kOutcome), Participant(1));
    ASSERT_TRUE(decision.ok()) << decision.status();
  }
}

}  // namespace kasvu::workflows
