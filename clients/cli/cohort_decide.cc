// kasvu cohort decide: what a cohort, a group or a jury decides.

#include "clients/cli/arguments.h"
#include "clients/cli/cohort_verbs.h"
#include "clients/cli/dates.h"
#include "clients/cli/decided.h"
#include "clients/cli/participants.h"
#include "clients/cli/session_time.h"
#include "clients/cli/step_result.h"
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

absl::Status Decide(Frame& frame, const DecideOptions& options) {
  v1::RecordStepRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_owner(), ResolvePlace(frame, options.owner, ""));
  request.set_step(options.step);
  request.set_note(options.note);
  v1::Decided& decided = *request.mutable_decision();
  decided.set_value(ValueNamed(options.value));
  decided.set_topic(options.topic);
  KASVU_RETURN_IF_ERROR(SetDecided(frame, request.owner(), options.by_enrolment, decided));
  if (!options.date.empty()) {
    KASVU_ASSIGN_OR_RETURN(const absl::Time date,
                           SessionTime(frame, request.owner(), options.step, options.date));
    *decided.mutable_date() = StampOf(date);
  }
  KASVU_RETURN_IF_ERROR(SetOccurTime(frame, request.owner(), options.on, request));
  KASVU_ASSIGN_OR_RETURN(const auto response, frame.Call(client::kRecordStep, request));
  KASVU_RETURN_IF_ERROR(PrintRecorded(frame, response));
  if (options.by_enrolment.empty() || frame.options.json) return absl::OkStatus();
  return PrintDeclined(frame, CohortOf(request.owner()), options.step);
}

}  // namespace

void AddDecide(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<DecideOptions>();
  Verb verb(noun, frame, "decide",
            {"Kirjaa toteutuksen, ryhmän tai raadin päätös",
             "Anteckna ett beslut av genomförandet, en grupp eller en jury",
             "Record a decision of the cohort, a group or a jury"},
            "kasvu cohort decide ekollega-2021 go-on yes --on 2021-05-12");
  verb.Option("OWNER", options->owner, kOwnerArgument)->required();
  verb.Option("STEP", options->step, kStepArgument)->required();
  verb.Option("VALUE", options->value, {"Päätös", "Beslutet", "What is decided"});
  verb.TakesPlaceApart({&options->owner, &options->step, &options->value});
  verb.List("--for", options->by_enrolment, kDecidedForArgument);
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
