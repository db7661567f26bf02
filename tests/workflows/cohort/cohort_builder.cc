#include "tests/workflows/cohort/cohort_builder.h"

#include <cstdlib>
#include <iostream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "tests/workflows/cohort/programs.h"
#include "workflows/cohort/apply_step.h"
#include "workflows/cohort/session_plan.h"

namespace kasvu::workflows {

using storage::v1::Event;

CohortBuilder::CohortBuilder(const std::string& yaml, absl::CivilDay start)
    : program_(ProgramOf(yaml, CohortFrom(start))), now_() {
  image_.cohort = CohortFrom(start);
  now_ = program_->zone().StartOf(start);
  image_.cohort.set_template_("test/example@1");
  image_.cohort.set_created_at(absl::ToUnixMicros(now_ - absl::Hours(24 * 30)));
}

CohortBuilder& CohortBuilder::At(absl::Time now) {
  now_ = now;
  return *this;
}

CohortBuilder& CohortBuilder::Run() {
  return Happen(TheCohort(), [](Event& event) { event.mutable_cohort_started(); });
}

CohortBuilder& CohortBuilder::Stage(storage::v1::CohortStage stage) {
  image_.cohort.set_stage(stage);
  return *this;
}

uint32_t CohortBuilder::Enrol(storage::v1::EnrolmentStage stage) {
  Happen(TheCohort(), [](Event& event) { event.mutable_ordinals_given()->set_enrolments(1); });
  const uint32_t ordinal = image_.cohort.enrolments();
  const OwnerRef owner = EnrolmentOf(ordinal);
  Happen(owner, [&](Event& event) {
    event.mutable_enrolment_applied()->set_person(absl::StrCat("persons/p", ordinal));
  });
  if (stage == storage::v1::ENROLMENT_STAGE_WAITLISTED) {
    Happen(owner, [](Event& event) { event.mutable_enrolment_waitlisted(); });
  }
  if (stage < storage::v1::ENROLMENT_STAGE_ACCEPTED) return ordinal;
  Happen(owner, [](Event& event) { event.mutable_enrolment_accepted(); });
  if (stage == storage::v1::ENROLMENT_STAGE_ACCEPTED) return ordinal;
  Happen(owner, [](Event& event) { event.mutable_enrolment_joined(); });
  if (stage == storage::v1::ENROLMENT_STAGE_PAUSED) {
    Happen(owner, [](Event& event) { event.mutable_enrolment_paused(); });
  } else if (stage == storage::v1::ENROLMENT_STAGE_ENDED) {
    Happen(owner, [](Event& event) {
      event.mutable_enrolment_ended()->set_end("withdrawn");
      event.mutable_enrolment_ended()->set_kind(kasvu::v1::END_KIND_WITHDRAWN);
    });
  }
  return ordinal;
}

std::vector<uint32_t> CohortBuilder::Enrol(int count, storage::v1::EnrolmentStage stage) {
  std::vector<uint32_t> ordinals;
  for (int i = 0; i < count; ++i) ordinals.push_back(Enrol(stage));
  return ordinals;
}

uint32_t CohortBuilder::Form(const std::vector<uint32_t>& members) {
  Happen(TheCohort(), [](Event& event) { event.mutable_ordinals_given()->set_groups(1); });
  const uint32_t ordinal = image_.cohort.groups();
  Happen(GroupOf(ordinal), [](Event& event) { event.mutable_group_formed(); });
  for (const uint32_t member : members) {
    Happen(GroupOf(ordinal),
           [&](Event& event) { event.mutable_member_added()->set_enrolment(member); });
    Happen(EnrolmentOf(member),
           [&](Event& event) { event.mutable_enrolment_grouped()->set_group(ordinal); });
  }
  return Happen(GroupOf(ordinal),
                [&](Event& event) {
                  for (auto& planned : PlanSessions(*program_, image_.cohort, now_)) {
                    *event.mutable_sessions_planned()->add_occurrences() = planned;
                  }
                })
      .image()
      .cohort.groups();
}

const storage::v1::Occurrence& CohortBuilder::occurrence(uint32_t group,
                                                         const std::string& key) const {
  for (const auto& occurrence : image_.groups.at(group).occurrences()) {
    if (occurrence.key() == key) return occurrence;
  }
  std::cerr << "no session " << key << " in the plan\n";
  std::abort();
}

storage::v1::StepRecord CohortBuilder::record(uint32_t enrolment, const std::string& key) const {
  const auto* record = FindStep(image_.enrolments.at(enrolment).steps(), key);
  return record == nullptr ? storage::v1::StepRecord() : *record;
}

Doer CohortBuilder::Coordinator() { return Doer{false, "persons/coordinator", {"coordinator"}}; }

namespace {

std::string OwnerOf(const Event& event) {
  switch (event.owner()) {
    case storage::v1::OWNER_GROUP:
      return absl::StrCat(" g", event.ordinal());
    case storage::v1::OWNER_LINK:
      return absl::StrCat(" l", event.ordinal());
    case storage::v1::OWNER_ENROLMENT:
      return absl::StrCat(" e", event.ordinal());
    default:
      return "";
  }
}

// The event's kind as its message is called, and its key if it has one.
std::string KindOf(const Event& event, std::string* key) {
  const auto* field = Event::descriptor()->FindFieldByNumber(static_cast<int>(event.kind_case()));
  if (field == nullptr) return "nothing";
  const auto& kind = event.GetReflection()->GetMessage(event, field);
  const auto* key_field = kind.GetDescriptor()->FindFieldByName("key");
  if (key_field != nullptr) *key = " " + kind.GetReflection()->GetString(kind, key_field);
  return kind.GetDescriptor()->name();
}

}  // namespace

std::vector<std::string> Lines(const std::vector<Event>& events) {
  std::vector<std::string> lines;
  for (const Event& event : events) {
    std::string key;
    const std::string kind = KindOf(event, &key);
    lines.push_back(kind + OwnerOf(event) + key);
  }
  return lines;
}

}  // namespace kasvu::workflows
