// What people do in a season of eKollega, as calls of the services.
#pragma once

#include <string>
#include <vector>

#include "tests/services/engine/engine_in_process.h"

namespace kasvu::engine {

class SeasonTest : public EngineTest {
 protected:
  static std::string Name(const std::string& cohort, int enrolment) {
    return "cohorts/" + cohort + "/enrolments/e" + std::to_string(enrolment);
  }

  kasvu::v1::RecordStepRequest Step(const std::string& owner, const std::string& step) {
    kasvu::v1::RecordStepRequest request;
    request.set_owner(owner);
    request.set_step(step);
    request.set_request_id(NextRequestId());
    return request;
  }

  kasvu::v1::RecordStepRequest Signing(const std::string& owner, const std::string& step) {
    auto request = Step(owner, step);
    request.mutable_signed_()->set_role("self");
    return request;
  }

  // Every required question of `form`, with the highest number or the first option.
  kasvu::v1::RecordStepRequest Answering(const std::string& owner, const std::string& step,
                                         const std::string& form) {
    auto request = Step(owner, step);
    auto& answers = *request.mutable_answers()->mutable_by_question();
    const auto spec = *engine_->programs().Spec(GetCohort("a").digest());
    for (const auto& question : spec->forms().at(form).questions()) {
      if (!question.required()) continue;
      if (question.has_scale()) answers[question.id()].set_number(question.scale().max());
      if (question.has_choice()) {
        const std::string& option = question.choice().options(0).id();
        if (question.choice().several()) {
          answers[question.id()].mutable_options()->add_options(option);
        } else {
          answers[question.id()].set_option(option);
        }
      }
    }
    return request;
  }

  kasvu::v1::RecordAttendanceRequest Attendance(const std::string& group, const std::string& step,
                                                const std::vector<std::string>& absent = {}) {
    kasvu::v1::RecordAttendanceRequest request;
    request.set_group(group);
    request.set_step(step);
    for (const std::string& name : absent) request.add_absent(name);
    request.set_request_id(NextRequestId());
    return request;
  }

  // A cohort `a` of `people` in `groups` that have done what comes before the first session.
  void Begin(int people, int groups) {
    EnrolInGroups("a", people, groups);
    for (int i = 1; i <= people; ++i) {
      Do(&Progress::RecordStep, Answering(Name("a", i), "needs", "needs"));
      Do(&Progress::RecordStep, Signing(Name("a", i), "joining.ground-rules"));
      Do(&Progress::RecordStep, Answering(Name("a", i), "before", "wellbeing"));
    }
  }

  // The sessions of `a`'s first group, by date.
  std::vector<kasvu::v1::SessionDate> Sessions() {
    kasvu::v1::ListGroupsRequest request;
    request.set_cohort("cohorts/a");
    const auto groups = As("", &Enrolments::ListGroups, request);
    EXPECT_TRUE(groups.ok()) << groups.status();
    std::vector<kasvu::v1::SessionDate> sessions;
    for (const auto& session : groups->groups(0).sessions()) {
      if (session.step().starts_with("session/")) sessions.push_back(session);
    }
    return sessions;
  }

  // Everything that the engine's store holds, as one string of bytes.
  std::string AllBytes() {
    std::string all;
    EXPECT_TRUE(store_->TakeSnapshot()
                    ->Scan(storage::KeyRange::Prefix(""),
                           [&](std::string_view key, std::string_view value) {
                             all.append(key).append(value);
                             return true;
                           })
                    .ok());
    return all;
  }
};

}  // namespace kasvu::engine
