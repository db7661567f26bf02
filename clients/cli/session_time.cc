#include "clients/cli/session_time.h"

#include "clients/cli/dates.h"
#include "clients/cli/participants.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

absl::StatusOr<absl::Time> SessionTime(Frame& frame, const std::string& group,
                                       const std::string& step, const std::string& text) {
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, CohortOf(group)));
  const absl::TimeZone zone = ZoneOf(cohort);
  const auto day = ParseDay(text);
  if (!day.ok()) return ParseMoment(text, zone);
  v1::ListGroupsRequest request;
  request.set_cohort(cohort.name());
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListGroups, request));
  for (const v1::Group& one : listed.groups()) {
    if (one.name() != group) continue;
    for (const v1::SessionDate& session : one.sessions()) {
      if (LastPart(session.step()) != LastPart(step) || !session.has_start_time()) continue;
      const absl::CivilSecond starts = absl::ToCivilSecond(TimeOf(session.start_time()), zone);
      return absl::FromCivil(
          absl::CivilSecond(day->year(), day->month(), day->day(), starts.hour(), starts.minute()),
          zone);
    }
  }
  return ParseMoment(text, zone);
}

}  // namespace kasvu::cli
