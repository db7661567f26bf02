// kasvu cohort decide: what a cohort, a group or a jury decides.

#include "clients/cli/arguments.h"
#include "clients/cli/cohort_verbs.h"
#include "clients/cli/dates.h"
#include "clients/cli/participants.h"
#include "clients/cli/step_result.h"
#include "clients/cpp/enrolment_calls.h"
#include "clients/cpp/progress_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct DecideOptions {
  std::string owner;
  std::string step;
  std::string value;
  std::vector<std::string> by_enrolment;
  std::string date;
  std::string topic;
  std::string on;
  std::string note;
};

// The date that is decided. A day alone keeps the time of day of the group's session that `step`
// is about: 17:30 of evening/2021-05 for choose/2021-05.
absl::StatusOr<absl::Time> DateDecided(Frame& frame, const std::string& owner,
                                       const std::string& step, const std::string& text) {
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, CohortOf(owner)));
  const absl::TimeZone zone = ZoneOf(cohort);
  const auto day = ParseDay(text);
  if (!day.ok()) return ParseMoment(text, zone);
  v1::ListGroupsRequest request;
  request.set_cohort(cohort.name());
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListGroups, request));
  for (const v1::Group& group : listed.groups()) {
    if (group.name() != owner) continue;
    for (const v1::SessionDate& session : group.sessions()) {
      if (LastPart(session.step()) != LastPart(step) || !session.has_start_time()) continue;
      const absl::CivilSecond starts = absl::ToCivilSecond(TimeOf(session.start_time()), zone);
      return absl::FromCivil(
          absl::CivilSecond(day->year(), day->month(), day->day(), starts.hour(), starts.minute()),
          zone);
    }
  }
  return ParseMoment(text, zone);
}

absl::Status Decide(Frame& frame, const DecideOptions& options) {
  v1::RecordStepRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_owner(), ResolvePlace(frame, options.owner, ""));
  request.set_step(options.step);
  request.set_note(options.note);
  v1::Decided& decided = *request.mutable_decision();
  decided.set_value(options.value);
  decided.set_topic(options.topic);
  KASVU_ASSIGN_OR_RETURN(const auto values, Assignments("--for", options.by_enrolment));
  for (const auto& [enrolment, value] : values) {
    (*decided.mutable_by_enrolment())[LastPart(enrolment)] = value;
  }
  if (!options.date.empty()) {
    KASVU_ASSIGN_OR_RETURN(const absl::Time date,
                           DateDecided(frame, request.owner(), options.step, options.date));
    *decided.mutable_date() = StampOf(date);
  }
  if (!options.on.empty()) {
    KASVU_ASSIGN_OR_RETURN(const absl::Time on, MomentIn(frame, request.owner(), options.on));
    *request.mutable_occur_time() = StampOf(on);
  }
  KASVU_ASSIGN_OR_RETURN(const auto response, frame.Call(client::kRecordStep, request));
  return PrintRecorded(frame, response);
}

}  // namespace

void AddDecide(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<DecideOptions>();
  Verb verb(noun, frame, "decide",
            {"Kirjaa toteutuksen, ryhmän tai raadin päätös",
             "Anteckna ett beslut av genomförandet, en grupp eller en jury",
             "Record a decision of the cohort, a group or a jury"},
            "kasvu cohort decide ekollega-2021 go-on yes --on 2021-05-12");
  verb.Option(
          "OWNER", options->owner,
          {"TOTEUTUS tai TOTEUTUS/g1", "GENOMFÖRANDE eller GENOMFÖRANDE/g1", "COHORT or COHORT/g1"})
      ->required();
  verb.Option("STEP", options->step, kStepArgument)->required();
  verb.Option("VALUE", options->value, {"Päätös", "Beslutet", "What is decided"});
  verb.List("--for", options->by_enrolment,
            {"Osallistujittain: e1=yes,e2=no", "Per deltagare: e1=yes,e2=no",
             "For each participant: e1=yes,e2=no"});
  verb.Option("--date", options->date,
              {"Päivä, josta päätetään; kellonaika säilyy, ellei sitä anneta",
               "Dagen som beslutas; klockslaget blir kvar om det inte anges",
               "The date that is decided; its time of day stays unless it is given"})
      ->type_name("DATE");
  verb.Option("--topic", options->topic,
              {"Aihe, josta päätetään", "Temat som beslutas", "The topic that is decided"});
  AddOnOption(verb, options->on);
  AddNoteOption(verb, options->note);
  verb.Does([&frame, options] { return Decide(frame, *options); });
}

}  // namespace kasvu::cli
