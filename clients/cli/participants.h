// Who is who in a cohort: enrolments joined with the names of their people, which the directory
// keeps apart.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/dates.h"
#include "clients/cli/frame.h"
#include "clients/cli/resource_names.h"
#include "kasvu/v1/enrolment_service.pb.h"
#include "kasvu/v1/person_service.pb.h"

namespace kasvu::cli {

// People by name (persons/…), as far as the actor may see them; errors leave them out.
std::map<std::string, kasvu::v1::Person> PersonsNamed(Frame& frame,
                                                      const std::vector<std::string>& names);

// The display name of `person` among `persons`, or the id alone.
std::string DisplayName(const std::map<std::string, kasvu::v1::Person>& persons,
                        const std::string& person);

struct Participants {
  std::vector<kasvu::v1::Enrolment> enrolments;
  std::map<std::string, kasvu::v1::Person> persons;
  std::map<std::string, size_t> places;  // in `enrolments`, by id

  // Of an enrolment's name or id; null when it is not known.
  const kasvu::v1::Enrolment* Find(const std::string& enrolment) const;
  // Of an enrolment's name; the id alone when it is not known.
  std::string NameOf(const std::string& enrolment) const;
  // "e7 Aino Esimerkki"
  std::string Label(const std::string& enrolment) const;
};

absl::StatusOr<Participants> ParticipantsOf(Frame& frame, const std::string& cohort);

// The name of the enrolment, group, link or cohort that `text` means (see ParsePlace); also an
// enrolment by its person's e-mail or display name. WRONG_USAGE when several have that name.
absl::StatusOr<std::string> ResolvePlace(Frame& frame, const std::string& text,
                                         const std::string& cohort);

// persons/… from an id, a name or an e-mail.
absl::StatusOr<std::string> ResolvePerson(Frame& frame, const std::string& text);

// persons/… likewise, or of a participant of `cohort` by e7 or e-mail: participants come first,
// since a mentor can look up nobody else.
absl::StatusOr<std::string> ResolvePersonIn(Frame& frame, const std::string& cohort,
                                            const std::string& text);

absl::StatusOr<kasvu::v1::Cohort> GetCohort(Frame& frame, const std::string& name);
absl::TimeZone ZoneOf(const kasvu::v1::Cohort& cohort);

// When something happened, from what was typed: in the zone of the cohort that `owner` belongs to.
// Today's date before noon means now, because noon has not been yet.
absl::StatusOr<absl::Time> MomentIn(Frame& frame, const std::string& owner,
                                    const std::string& text);

// Sets when something happened, if --on told it.
template <class Request>
absl::Status SetOccurTime(Frame& frame, const std::string& owner, const std::string& on,
                          Request& request) {
  if (on.empty()) return absl::OkStatus();
  const auto moment = MomentIn(frame, owner, on);
  if (!moment.ok()) return moment.status();
  *request.mutable_occur_time() = StampOf(*moment);
  return absl::OkStatus();
}

}  // namespace kasvu::cli
