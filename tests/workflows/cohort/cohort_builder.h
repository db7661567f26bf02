// A small cohort for tests of its rules, brought by events into any state without asking a rule.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "workflows/cohort/decide.h"
#include "workflows/cohort/decide_families.h"
#include "workflows/cohort/preconditions.h"

namespace kasvu::workflows {

class CohortBuilder {
 public:
  // A cohort of `yaml`'s template that enrols from `start`'s day on, created 30 days before; now is
  // 00:00 of the start.
  CohortBuilder(const std::string& yaml, absl::CivilDay start);

  CohortBuilder& At(absl::Time now);
  absl::Time now() const { return now_; }

  // Started now.
  CohortBuilder& Run();
  // A cohort's stage and nothing else.
  CohortBuilder& Stage(storage::v1::CohortStage stage);

  // One more enrolment of persons/pN, N its ordinal, in that stage since now: with the times of the
  // stages on the way there. Ended is withdrawn, from active.
  uint32_t Enrol(storage::v1::EnrolmentStage stage);
  // So many in that stage; their ordinals.
  std::vector<uint32_t> Enrol(int count, storage::v1::EnrolmentStage stage);

  // One more group of them, with its sessions as planned when it is formed now; its ordinal.
  uint32_t Form(const std::vector<uint32_t>& members);

  // Applies an event of `owner` at now to the image.
  template <typename Fill>
  CohortBuilder& Happen(OwnerRef owner, Fill fill) {
    storage::v1::Event event = EventOf(owner, now_);
    fill(event);
    Apply(image_, event);
    return *this;
  }

  // Decides by the rules and applies what they say.
  template <typename Command>
  absl::StatusOr<Decision> Do(const Command& command, const Doer& doer = Coordinator()) {
    absl::StatusOr<Decision> decision = DecideOn(view(), command, doer);
    if (decision.ok()) {
      for (const auto& event : decision->events) Apply(image_, event);
    }
    return decision;
  }

  View view() const { return View{*program_, image_, now_}; }
  const Program& program() const { return *program_; }
  const CohortImage& image() const { return image_; }
  // To bend by hand what no event brings about.
  CohortImage& bent() { return image_; }
  const storage::v1::EnrolmentState& enrolment(uint32_t ordinal) const {
    return image_.enrolments.at(ordinal);
  }
  const storage::v1::GroupState& group(uint32_t ordinal) const { return image_.groups.at(ordinal); }
  // The occurrence of `key` in the group's plan; fails loudly when there is none.
  const storage::v1::Occurrence& occurrence(uint32_t group, const std::string& key) const;
  // What is recorded of an enrolment's step, or an empty record.
  storage::v1::StepRecord record(uint32_t enrolment, const std::string& key) const;

  static Doer Coordinator();

 private:
  std::shared_ptr<const Program> program_;
  CohortImage image_;
  absl::Time now_;
};

// "StepRecorded e3 session/goals" for every event, in order, for comparing whole decisions.
std::vector<std::string> Lines(const std::vector<storage::v1::Event>& events);

}  // namespace kasvu::workflows
