// kasvu cohort create|list|show|start|move|close|cancel; the other verbs have files of their own.

#include <charconv>

#include "clients/cli/arguments.h"
#include "clients/cli/cohort_verbs.h"
#include "clients/cli/dates.h"
#include "clients/cli/nouns.h"
#include "clients/cli/participants.h"
#include "clients/cli/states.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"
#include "registers/region.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

std::string StartDay(const v1::Cohort& cohort, const std::string& language) {
  const auto day = ParseDay(cohort.start_date());
  return day.ok() ? ShortDate(*day, language) : cohort.start_date();
}

// What the publisher now says of the version that the cohort runs on.
std::string StandingNote(const Frame& frame, const v1::Cohort& cohort) {
  std::string note = StateIn(cohort.standing(), frame.language());
  if (!cohort.standing_reason().empty()) note += ": " + Printable(cohort.standing_reason());
  if (!cohort.successor().empty()) {
    note += frame.Say(
        {" – sen sijaan {successor}", " – i stället {successor}", " – take {successor} instead"},
        {{"successor", cohort.successor()}});
  }
  return note;
}

void PrintCohort(Frame& frame, const v1::Cohort& cohort) {
  const std::string& language = frame.language();
  Table table;
  const auto add = [&](const Words& label, const std::string& value) {
    if (!value.empty()) table.Add({frame.Say(label), value});
  };
  add({"Toteutus", "Genomförande", "Cohort"}, ShortName(cohort.name()));
  add({"Otsikko", "Titel", "Title"}, cohort.title());
  add({"Ohjelmapohja", "Programmall", "Template"}, cohort.template_());
  if (cohort.standing() > v1::STANDING_PUBLISHED) {
    add({"Versio nyt", "Versionen nu", "Version now"}, StandingNote(frame, cohort));
  }
  add({"Tila", "Tillstånd", "State"}, StateIn(cohort.stage(), language));
  add({"Alkaa", "Börjar", "Starts"}, StartDay(cohort, language));
  const auto region = registers::RegionByCode(cohort.region());
  add({"Maakunta", "Landskap", "Region"},
      region ? std::string(region->names.In(language)) : cohort.region());
  add({"Omistaja", "Ägare", "Owner"}, cohort.owner());
  add({"Hanke", "Projekt", "Project"}, cohort.project());
  add({"Aikavyöhyke", "Tidszon", "Time zone"}, cohort.time_zone());
  for (const auto& [name, value] :
       std::map<std::string, int>(cohort.params().begin(), cohort.params().end())) {
    table.Add({name, std::to_string(value)});
  }
  add({"Osallistujia", "Deltagare", "Enrolments"}, std::to_string(cohort.enrolments()));
  add({"Ryhmiä", "Grupper", "Groups"}, std::to_string(cohort.groups()));
  if (cohort.has_close_time()) {
    add({"Päättyi", "Avslutades", "Closed"},
        ShortTime(TimeOf(cohort.close_time()), ZoneOf(cohort), language));
  }
  if (cohort.has_purge()) {
    const v1::Purge& purge = cohort.purge();
    add({"Poistettu", "Rensat", "Purged"},
        ShortTime(TimeOf(purge.purge_time()), ZoneOf(cohort), language) + ", " + purge.actor());
    add({"Arkiston tiiviste", "Arkivets kontrollsumma", "Archive digest"}, purge.archive_digest());
    add({"Aloitti", "Började", "Joined"}, std::to_string(purge.joined()));
    add({"Suoritti", "Slutförde", "Completed"}, std::to_string(purge.completed()));
  }
  frame.Print(table);
  if (cohort.has_purge()) {
    frame.PrintLine(frame.Say(
        {"Toteutus on arkistoitu ja poistettu täältä; muu on vain arkistossa.",
         "Genomförandet har arkiverats och rensats härifrån; resten finns bara i arkivet.",
         "The cohort was archived and purged here; the rest is in its archive alone."}));
  }
}

absl::Status PrintResult(Frame& frame, const absl::StatusOr<v1::Cohort>& cohort) {
  if (!cohort.ok()) return cohort.status();
  if (!frame.PrintedJson(*cohort)) PrintCohort(frame, *cohort);
  return absl::OkStatus();
}

struct CreateOptions {
  std::string id;
  std::string title;
  std::string template_name;
  std::string start;
  std::string region;
  std::string owner;
  std::string project;
  std::string time_zone;
  std::vector<std::string> params;
};

absl::Status Create(Frame& frame, const CreateOptions& options) {
  v1::CreateCohortRequest request;
  request.set_cohort_id(options.id);
  v1::Cohort& cohort = *request.mutable_cohort();
  cohort.set_title(options.title);
  cohort.set_template_(options.template_name);
  KASVU_ASSIGN_OR_RETURN(const absl::CivilDay start, ParseDay(options.start));
  cohort.set_start_date(IsoDate(start));
  cohort.set_region(RegionCode(options.region));
  cohort.set_owner(options.owner);
  cohort.set_project(options.project);
  cohort.set_time_zone(options.time_zone);
  KASVU_ASSIGN_OR_RETURN(const auto params, Assignments("--param", options.params));
  for (const auto& [name, text] : params) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
      return WrongUsage({"--param {name}: ”{text}” ei ole kokonaisluku.",
                         "--param {name}: ”{text}” är inget heltal.",
                         "--param {name}: “{text}” is no whole number."},
                        {{"name", name}, {"text", text}});
    }
    (*cohort.mutable_params())[name] = value;
  }
  return PrintResult(frame, frame.Call(client::kCreateCohort, request));
}

absl::Status List(Frame& frame) {
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListCohorts, {}));
  if (frame.PrintedJsonList(listed, "cohorts")) return absl::OkStatus();
  Table table({frame.Say({"Toteutus", "Genomförande", "Cohort"}),
               frame.Say({"Ohjelmapohja", "Programmall", "Template"}),
               frame.Say({"Tila", "Tillstånd", "State"}), frame.Say({"Alkaa", "Börjar", "Starts"}),
               frame.Say({"Omistaja", "Ägare", "Owner"}),
               frame.Say({"Osallistujia", "Deltagare", "Enrolments"})});
  table.AlignRight(5);
  for (const v1::Cohort& cohort : listed.cohorts()) {
    const std::string state = cohort.has_purge()
                                  ? frame.Say({"arkistossa", "i arkivet", "in the archive"})
                                  : StateIn(cohort.stage(), frame.language());
    table.Add({ShortName(cohort.name()), cohort.template_(), state,
               StartDay(cohort, frame.language()), cohort.owner(),
               std::to_string(cohort.enrolments())});
  }
  frame.Print(table);
  return absl::OkStatus();
}

void AddCreate(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<CreateOptions>();
  Verb verb(noun, frame, "create",
            {"Perusta toteutus ohjelmapohjan versiosta", "Skapa ett genomförande av en mallversion",
             "Create a cohort of a template's version"},
            "kasvu cohort create --template kasvu/ekollega@1 --id ekollega-2021 --start 2021-02-01 "
            "--region 02 --owner humak");
  verb.Option("--template", options->template_name,
              {"julkaisija/tunnus@versio; ilman versiota uusin",
               "utgivare/id@version; utan version den nyaste",
               "publisher/id@version; the newest without a version"})
      ->required();
  verb.Option("--id", options->id, {"Toteutuksen tunnus", "Genomförandets id", "The cohort's id"})
      ->required();
  verb.Option("--start", options->start, {"Alkamispäivä", "Startdag", "Start date"})
      ->required()
      ->type_name("DATE");
  verb.Option("--title", options->title, {"Otsikko", "Titel", "Title"});
  AddRegionOption(verb, options->region);
  verb.Option("--owner", options->owner,
              {"Vastaava organisaatio", "Ansvarig organisation", "The organisation in charge"});
  verb.Option("--project", options->project,
              {"Rahoittava hanke", "Finansierande projekt", "The project that funds it"});
  verb.Option("--time-zone", options->time_zone,
              {"Aikavyöhyke (muuten Europe/Helsinki)", "Tidszon (annars Europe/Helsinki)",
               "Time zone (else Europe/Helsinki)"});
  verb.Option("--param", options->params,
              {"Ohjelmapohjan säädin, cadence_weeks=4; voi toistaa",
               "En inställning i mallen, cadence_weeks=4; kan upprepas",
               "A parameter of the template, cadence_weeks=4; may be repeated"})
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  verb.Does([&frame, options] { return Create(frame, *options); });
}

template <class Request>
void AddSimple(CLI::App& noun, Frame& frame, std::string_view name, const Words& purpose,
               const client::Method<Request, v1::Cohort>& method) {
  auto cohort = std::make_shared<std::string>();
  Verb verb(noun, frame, name, purpose, "kasvu cohort " + std::string(name) + " ekollega-2021");
  verb.Option("COHORT", *cohort, kCohortArgument)->required();
  verb.Does([&frame, cohort, method] {
    Request request;
    request.set_name(CohortName(*cohort));
    return PrintResult(frame, frame.Call(method, request));
  });
}

void AddMove(CLI::App& noun, Frame& frame) {
  auto cohort = std::make_shared<std::string>();
  auto start = std::make_shared<std::string>();
  Verb verb(noun, frame, "move",
            {"Siirrä alkamispäivää; tapaamiset, joita ei ole pidetty, siirtyvät mukana",
             "Flytta startdagen, och med den träffar som inte hållits",
             "Move the start date, and with it the sessions not yet held"},
            "kasvu cohort move ekollega-2021 --start 2021-02-08");
  verb.Option("COHORT", *cohort, kCohortArgument)->required();
  verb.Option("--start", *start, {"Uusi alkamispäivä", "Ny startdag", "The new start date"})
      ->required()
      ->type_name("DATE");
  verb.Does([&frame, cohort, start]() -> absl::Status {
    v1::RescheduleCohortRequest request;
    request.set_name(CohortName(*cohort));
    KASVU_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(*start));
    request.set_start_date(IsoDate(day));
    return PrintResult(frame, frame.Call(client::kRescheduleCohort, request));
  });
}

void AddCancel(CLI::App& noun, Frame& frame) {
  auto cohort = std::make_shared<std::string>();
  auto reason = std::make_shared<std::string>();
  Verb verb(noun, frame, "cancel",
            {"Peru toteutus ennen sen alkua", "Ställ in före start", "Cancel it before it starts"},
            "kasvu cohort cancel ekollega-2021 --reason too-few");
  verb.Option("COHORT", *cohort, kCohortArgument)->required();
  AddReasonOption(verb, *reason);
  verb.Does([&frame, cohort, reason]() -> absl::Status {
    KASVU_RETURN_IF_ERROR(CheckReason(*reason));
    v1::CancelCohortRequest request;
    request.set_name(CohortName(*cohort));
    request.set_reason(*reason);
    return PrintResult(frame, frame.Call(client::kCancelCohort, request));
  });
}

}  // namespace

void AddCohort(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(
      app, frame, "cohort", {"Toteutukset", "Genomföranden", "Cohorts: runs of a programme"},
      "kasvu cohort create --template kasvu/ekollega --id ekollega-2021 --start 2021-02-01\n"
      "  kasvu cohort list\n"
      "  kasvu cohort schedule ekollega-2021");
  AddCreate(noun, frame);
  {
    Verb verb(noun, frame, "list", {"Luettele toteutukset", "Lista genomföranden", "List cohorts"},
              "kasvu cohort list");
    verb.Does([&frame] { return List(frame); });
  }
  AddSimple(noun, frame, "show", {"Näytä toteutus", "Visa ett genomförande", "Show a cohort"},
            client::kGetCohort);
  AddSimple(noun, frame, "start",
            {"Käynnistä nyt eikä vasta alkamispäivänä", "Starta nu i stället för på startdagen",
             "Start it now instead of at its start date"},
            client::kStartCohort);
  AddSchedule(noun, frame);
  AddMove(noun, frame);
  AddDecide(noun, frame);
  AddMigrate(noun, frame);
  AddWatch(noun, frame);
  AddSimple(noun, frame, "close",
            {"Päätä toteutus lopullisesti: avoinna oleva raukeaa, ja jokainen saa lopputuloksen",
             "Avsluta för gott: det öppna förfaller och var och en får sitt slut",
             "Close it for good: what is open expires, and everyone gets an end"},
            client::kCloseCohort);
  AddCancel(noun, frame);
  AddArchive(noun, frame);
}

}  // namespace kasvu::cli
