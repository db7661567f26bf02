#include "clients/cli/participants.h"

#include <algorithm>

#include "clients/cli/dates.h"
#include "clients/cli/fetch.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/clock_calls.h"
#include "clients/cpp/enrolment_calls.h"
#include "clients/cpp/person_calls.h"
#include "clients/cpp/utf8.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

absl::StatusOr<std::string> EnrolmentOf(Frame& frame, const Place& place) {
  KASVU_ASSIGN_OR_RETURN(const Participants participants, ParticipantsOf(frame, place.cohort));
  const std::string wanted = client::LowerCase(place.part);
  std::vector<std::string> found;
  for (const v1::Enrolment& enrolment : participants.enrolments) {
    const auto person = participants.persons.find(enrolment.person());
    if (person == participants.persons.end()) continue;
    if (client::LowerCase(person->second.email()) == wanted ||
        client::LowerCase(person->second.display_name()) == wanted) {
      found.push_back(enrolment.name());
    }
  }
  if (found.empty() && place.part.find('@') != std::string::npos) {
    // Not everybody is shown addresses, but who knows one may ask whose it is.
    const auto addressee = ResolvePerson(frame, place.part);
    for (const v1::Enrolment& enrolment : participants.enrolments) {
      if (addressee.ok() && enrolment.person() == *addressee) found.push_back(enrolment.name());
    }
  }
  if (found.size() == 1) return found[0];
  if (found.empty()) {
    return Refused("ENROLMENT_NOT_FOUND",
                   {"”{text}” ei ole toteutuksessa {cohort}; katso kasvu enrolment list.",
                    "”{text}” finns inte i {cohort}; se kasvu enrolment list.",
                    "“{text}” is nobody in {cohort}; look at kasvu enrolment list."},
                   {{"text", place.part}, {"cohort", ShortName(place.cohort)}});
  }
  return WrongUsage({"”{text}” on usean nimi: käytä tunnusta, esimerkiksi {id}.",
                     "Flera heter ”{text}”: använd id:t, till exempel {id}.",
                     "Several are called “{text}”: use the id, such as {id}."},
                    {{"text", place.part}, {"id", ShortName(found[0])}});
}

}  // namespace

std::map<std::string, v1::Person> PersonsNamed(Frame& frame,
                                               const std::vector<std::string>& names) {
  std::vector<std::string> persons;
  for (const std::string& name : names) {
    if (name.starts_with("persons/")) persons.push_back(name);
  }
  return FetchNamed(frame, client::kBatchGetPersons, persons,
                    [](const v1::BatchGetPersonsResponse& response) { return response.persons(); });
}

std::string DisplayName(const std::map<std::string, v1::Person>& persons,
                        const std::string& person) {
  const auto found = persons.find(person);
  if (found == persons.end() || found->second.display_name().empty()) return LastPart(person);
  return found->second.display_name();
}

const v1::Enrolment* Participants::Find(const std::string& enrolment) const {
  const auto place = places.find(LastPart(enrolment));
  return place == places.end() ? nullptr : &enrolments[place->second];
}

std::string Participants::NameOf(const std::string& enrolment) const {
  const v1::Enrolment* const found = Find(enrolment);
  return found == nullptr ? LastPart(enrolment) : DisplayName(persons, found->person());
}

std::string Participants::Label(const std::string& enrolment) const {
  std::string id = LastPart(enrolment);
  const std::string name = NameOf(enrolment);
  return id == name ? id : id + " " + name;
}

absl::StatusOr<Participants> ParticipantsOf(Frame& frame, const std::string& cohort) {
  v1::ListEnrolmentsRequest request;
  request.set_cohort(cohort);
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListEnrolments, request));
  Participants participants;
  std::vector<std::string> names;
  for (const v1::Enrolment& enrolment : listed.enrolments()) {
    participants.places[LastPart(enrolment.name())] = participants.enrolments.size();
    participants.enrolments.push_back(enrolment);
    names.push_back(enrolment.person());
  }
  participants.persons = PersonsNamed(frame, names);
  return participants;
}

absl::StatusOr<std::string> ResolvePlace(Frame& frame, const std::string& text,
                                         const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const Place place, ParsePlace(text, cohort));
  std::string name = NameOf(place);
  if (!name.empty()) return name;
  return EnrolmentOf(frame, place);
}

absl::StatusOr<std::string> ResolvePerson(Frame& frame, const std::string& text) {
  if (text.find('@') == std::string::npos) return PersonName(text);
  v1::ListPersonsRequest request;
  request.set_email(text);
  KASVU_ASSIGN_OR_RETURN(const auto found, frame.Call(client::kListPersons, request));
  if (found.persons_size() == 1) return found.persons(0).name();
  return Refused("PERSON_NOT_FOUND",
                 {"Kenelläkään ei ole sähköpostia {email}; tarkista se tai lisää henkilö.",
                  "Ingen har e-postadressen {email}; kontrollera den eller lägg till personen.",
                  "Nobody has the e-mail {email}; check it or add the person."},
                 {{"email", text}});
}

absl::StatusOr<std::string> ResolvePersonIn(Frame& frame, const std::string& cohort,
                                            const std::string& text) {
  if (!IsPart(text)) return ResolvePerson(frame, text);
  const auto enrolment = ResolvePlace(frame, text, cohort);
  if (enrolment.ok() && enrolment->find("/enrolments/") != std::string::npos) {
    v1::GetEnrolmentRequest request;
    request.set_name(*enrolment);
    KASVU_ASSIGN_OR_RETURN(const auto found, frame.Call(client::kGetEnrolment, request));
    return found.person();
  }
  return ResolvePerson(frame, text);
}

absl::StatusOr<v1::Cohort> GetCohort(Frame& frame, const std::string& name) {
  v1::GetCohortRequest request;
  request.set_name(name);
  return frame.Call(client::kGetCohort, request);
}

absl::TimeZone ZoneOf(const v1::Cohort& cohort) {
  absl::TimeZone zone;
  const std::string& name = cohort.time_zone();
  if (absl::LoadTimeZone(name.empty() ? "Europe/Helsinki" : name, &zone)) return zone;
  return absl::UTCTimeZone();
}

absl::StatusOr<absl::Time> MomentIn(Frame& frame, const std::string& owner,
                                    const std::string& text) {
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, CohortOf(owner)));
  const absl::TimeZone zone = ZoneOf(cohort);
  KASVU_ASSIGN_OR_RETURN(const absl::Time moment, ParseMoment(text, zone));
  if (!ParseDay(text).ok()) return moment;
  KASVU_ASSIGN_OR_RETURN(const v1::Clock clock, frame.Call(client::kGetClock, {}));
  const absl::Time now = TimeOf(clock.time());
  const bool today = absl::ToCivilDay(now, zone) == absl::ToCivilDay(moment, zone);
  return today ? std::min(now, moment) : moment;
}

}  // namespace kasvu::cli
