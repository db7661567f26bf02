#include "services/engine/reads/public_messages.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/engine/reads/public_names.h"
#include "services/engine/reads/public_titles.h"

namespace kasvu::engine {
namespace {

using kasvu::v1::Cohort;
using kasvu::v1::Enrolment;
using kasvu::v1::Group;
using kasvu::v1::LinkBinding;
using kasvu::v1::SessionDate;
using storage::v1::Occurrence;

constexpr int64_t kMicrosecondsPerSecond = 1'000'000;

// `field` is the mutable_… of the message: it is made only when there is an instant to put there.
template <typename Message>
void SetTime(Message& message, google::protobuf::Timestamp* (Message::*field)(),
             int64_t microseconds) {
  if (microseconds != 0) *(message.*field)() = PublicTime(microseconds);
}

bool Earlier(const Occurrence* one, const Occurrence* other) {
  if (one->starts_at() == 0) return false;
  return other->starts_at() == 0 || one->starts_at() < other->starts_at();
}

}  // namespace

google::protobuf::Timestamp PublicTime(int64_t microseconds) {
  int64_t seconds = microseconds / kMicrosecondsPerSecond;
  int64_t rest = microseconds % kMicrosecondsPerSecond;
  if (rest < 0) {
    // Nanoseconds count forwards, also before 1970.
    rest += kMicrosecondsPerSecond;
    --seconds;
  }
  google::protobuf::Timestamp time;
  time.set_seconds(seconds);
  time.set_nanos(static_cast<int32_t>(rest * 1000));
  return time;
}

google::protobuf::Timestamp PublicTime(absl::Time time) {
  return PublicTime(absl::ToUnixMicros(time));
}

Cohort PublicCohort(const storage::v1::CohortState& cohort, uint64_t position) {
  Cohort shown;
  shown.set_name(CohortName(cohort.id()));
  shown.set_title(cohort.title());
  shown.set_template_(cohort.template_());
  shown.set_region(cohort.region());
  shown.set_owner(cohort.owner());
  shown.set_project(cohort.project());
  shown.set_time_zone(cohort.time_zone());
  shown.set_start_date(absl::FormatCivilTime(absl::CivilDay(1970, 1, 1) + cohort.start_date()));
  *shown.mutable_params() = cohort.params();
  shown.set_stage(PublicStage(cohort.stage()));
  SetTime(shown, &Cohort::mutable_create_time, cohort.created_at());
  SetTime(shown, &Cohort::mutable_start_time, cohort.started_at());
  SetTime(shown, &Cohort::mutable_close_time, cohort.closed_at());
  shown.set_enrolments(static_cast<int32_t>(cohort.enrolments()));
  shown.set_groups(static_cast<int32_t>(cohort.groups()));
  shown.set_position(position);
  shown.set_digest(cohort.digest());
  return shown;
}

Group PublicGroup(const workflows::TemplateIndex& index, const storage::v1::CohortState& cohort,
                  const storage::v1::GroupState& group) {
  Group shown;
  shown.set_name(GroupName(cohort.id(), group.ordinal()));
  shown.set_title(group.title());
  for (const uint32_t member : group.members()) {
    shown.add_members(EnrolmentName(cohort.id(), member));
  }
  std::vector<const Occurrence*> occurrences;
  for (const Occurrence& occurrence : group.occurrences()) occurrences.push_back(&occurrence);
  std::stable_sort(occurrences.begin(), occurrences.end(), Earlier);
  for (const Occurrence* occurrence : occurrences) {
    *shown.add_sessions() = PublicSession(index, *occurrence);
  }
  return shown;
}

SessionDate PublicSession(const workflows::TemplateIndex& index, const Occurrence& occurrence) {
  SessionDate shown;
  shown.set_step(occurrence.key());
  *shown.mutable_title() = TitleOf(index, occurrence.key());
  shown.set_state(PublicState(occurrence.state()));
  SetTime(shown, &SessionDate::mutable_start_time, occurrence.starts_at());
  SetTime(shown, &SessionDate::mutable_end_time, occurrence.ends_at());
  shown.set_mode(occurrence.mode());
  shown.set_present(static_cast<int32_t>(occurrence.present()));
  shown.set_absent(static_cast<int32_t>(occurrence.absent()));
  shown.set_topic(occurrence.topic());
  return shown;
}

LinkBinding PublicLink(const storage::v1::CohortState& cohort, const storage::v1::LinkState& link) {
  LinkBinding shown;
  shown.set_name(LinkName(cohort.id(), link.ordinal()));
  shown.set_link(link.link());
  shown.set_item(link.item());
  if (link.group() != 0) shown.set_group(GroupName(cohort.id(), link.group()));
  for (const storage::v1::LinkMember& member : link.members()) {
    const std::string name =
        member.enrolment() == 0 ? member.person() : EnrolmentName(cohort.id(), member.enrolment());
    (member.subject() ? *shown.add_enrolments() : *shown.add_others()) = name;
  }
  shown.set_stage(PublicStage(link.stage()));
  SetTime(shown, &LinkBinding::mutable_make_time, link.made_at());
  SetTime(shown, &LinkBinding::mutable_end_time, link.ended_at());
  shown.set_reason(link.reason());
  return shown;
}

Enrolment PublicEnrolment(const storage::v1::CohortState& cohort,
                          const storage::v1::EnrolmentState& enrolment) {
  Enrolment shown;
  shown.set_name(EnrolmentName(cohort.id(), enrolment.ordinal()));
  shown.set_person(enrolment.person());
  shown.set_company(enrolment.company());
  shown.set_track(enrolment.track());
  shown.set_stage(PublicStage(enrolment.stage()));
  if (enrolment.group() != 0) shown.set_group(GroupName(cohort.id(), enrolment.group()));
  shown.set_end(enrolment.end());
  shown.set_end_kind(enrolment.end_kind());
  shown.set_ended_from(PublicStage(enrolment.ended_from()));
  shown.set_template_(enrolment.template_());
  SetTime(shown, &Enrolment::mutable_apply_time, enrolment.applied_at());
  SetTime(shown, &Enrolment::mutable_accept_time, enrolment.accepted_at());
  SetTime(shown, &Enrolment::mutable_join_time, enrolment.joined_at());
  SetTime(shown, &Enrolment::mutable_end_time, enrolment.ended_at());
  shown.set_reason(enrolment.end_reason());
  return shown;
}

// Stored and public enums have the same numbers, which a test compares name by name.
Cohort::Stage PublicStage(storage::v1::CohortStage stage) {
  return static_cast<Cohort::Stage>(stage);
}

Enrolment::Stage PublicStage(storage::v1::EnrolmentStage stage) {
  return static_cast<Enrolment::Stage>(stage);
}

LinkBinding::Stage PublicStage(storage::v1::LinkStage stage) {
  return static_cast<LinkBinding::Stage>(stage);
}

SessionDate::State PublicState(storage::v1::OccurrenceState state) {
  return static_cast<SessionDate::State>(state);
}

kasvu::v1::State PublicState(storage::v1::StepState state) {
  return static_cast<kasvu::v1::State>(state);
}

}  // namespace kasvu::engine
