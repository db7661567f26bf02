// kasvu template simulate: a programme rehearsed before anybody takes part.

#include <algorithm>
#include <optional>

#include "clients/cli/dates.h"
#include "clients/cli/input_file.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/rehearsal_csv.h"
#include "clients/cli/rehearsal_text.h"
#include "clients/cli/template_verbs.h"
#include "clients/cli/verb.h"
#include "clients/cpp/rehearsals.h"
#include "errors/error.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

constexpr int64_t kLargestSeed = 999'999'999'999'999'999;

struct SimulateOptions {
  std::string template_name;
  std::string other;
  int participants = 24;
  int groups = 0;
  int runs = 500;
  int64_t seed = 1;
  std::string start;
  std::string region;
  std::string profile;
  std::string attendance;
  std::string dropout;
  bool csv = false;
};

// Whether it names a file rather than something published: published names have no dot.
bool IsFile(const std::string& name) {
  return name == "-" || name.ends_with(".yaml") || name.ends_with(".yml") ||
         name.ends_with(".json");
}

absl::StatusOr<v1::Rehearsal> Rehearse(Frame& frame, v1::SimulateTemplateRequest request,
                                       const std::string& name) {
  if (IsFile(name)) {
    KASVU_ASSIGN_OR_RETURN(*request.mutable_text(), ReadInput(name));
    request.set_file_name(name);
  } else {
    request.set_name(name);
  }
  KASVU_ASSIGN_OR_RETURN(client::Connection* const connection, frame.Connected());
  ProgressBar bar(frame, name, request.runs());
  return client::SimulateTemplate(connection->options(), request,
                                  [&bar](int done) { bar.At(done); });
}

absl::StatusOr<v1::SimulateTemplateRequest> RequestOf(const Frame& frame,
                                                      const SimulateOptions& options) {
  v1::SimulateTemplateRequest request;
  request.set_participants(options.participants);
  request.set_groups(options.groups);
  request.set_runs(options.runs);
  request.set_seed(static_cast<uint64_t>(options.seed));
  request.set_region(options.region);
  request.set_attendance(options.attendance);
  request.set_dropout(options.dropout);
  request.set_language(frame.language());
  if (!options.start.empty()) {
    KASVU_ASSIGN_OR_RETURN(const absl::CivilDay start, ParseDay(options.start));
    request.set_start_date(IsoDate(start));
  }
  if (!options.profile.empty()) {
    KASVU_ASSIGN_OR_RETURN(*request.mutable_profile(), ReadInput(options.profile));
    // An empty file is a fault too, and not the default.
    if (request.profile().empty()) request.set_profile("\n");
    request.set_profile_name(options.profile);
  }
  return request;
}

absl::Status Simulate(Frame& frame, const SimulateOptions& options) {
  KASVU_ASSIGN_OR_RETURN(const v1::SimulateTemplateRequest request, RequestOf(frame, options));
  v1::Rehearsals both;
  KASVU_ASSIGN_OR_RETURN(*both.add_rehearsals(), Rehearse(frame, request, options.template_name));
  if (!options.other.empty()) {
    KASVU_ASSIGN_OR_RETURN(*both.add_rehearsals(), Rehearse(frame, request, options.other));
  }
  if (options.csv) {
    frame.out() << RehearsalCsv(both);
  } else if (both.rehearsals_size() == 1) {
    if (!frame.PrintedJson(both.rehearsals(0))) PrintRehearsal(frame, both.rehearsals(0));
  } else if (!frame.PrintedJsonList(both, "rehearsals")) {
    PrintComparison(frame, both.rehearsals(0), both.rehearsals(1));
  }
  return absl::OkStatus();
}

}  // namespace

void AddTemplateSimulate(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<SimulateOptions>();
  Verb verb(noun, frame, "simulate",
            {"Harjoittele ohjelma keksityillä osallistujilla ennen kuin kukaan on mukana",
             "Repetera ett program med påhittade deltagare innan någon är med",
             "Rehearse a programme with invented people before anybody takes part"},
            "kasvu template simulate kasvu/ekollega@1 --participants 24 --groups 2 --attendance "
            "0.85 --dropout 0.13");
  verb.Option("NAME", options->template_name,
              {"julkaisija/tunnus@versio, ilman versiota uusin, tai YAML-tiedosto",
               "utgivare/id@version, utan version den nyaste, eller en YAML-fil",
               "publisher/id@version, the newest without a version, or a YAML file"})
      ->required();
  verb.Option("OTHER", options->other,
              {"Toinen, johon ensimmäistä verrataan: samat ihmiset, sama onni",
               "En annan som jämförs med den första: samma människor, samma tur",
               "Another to compare with: the same people with the same luck"});
  verb.Option("--participants", options->participants,
              {"Montako osallistujaa (muuten 24)", "Antal deltagare (annars 24)",
               "How many participants (24 unless given)"})
      ->type_name("N");
  verb.Option("--groups", options->groups,
              {"Montako ryhmää (muuten niin vähän kuin ohjelma sallii)",
               "Antal grupper (annars så få som programmet tillåter)",
               "How many groups (else as few as the programme allows)"})
      ->type_name("N");
  verb.Option("--runs", options->runs,
              {"Montako kertaa (muuten 500)", "Antal körningar (annars 500)",
               "How many times (500 unless given)"})
      ->type_name("N");
  verb.Option(
          "--seed", options->seed,
          {"Siemen: sama luku, sama tulos (muuten 1)", "Frö: samma tal, samma resultat (annars 1)",
           "Seed: the same number, the same outcome (1 unless given)"})
      ->check(CLI::Range(int64_t{0}, kLargestSeed).description(""))
      ->type_name("N");
  verb.Option("--attendance", options->attendance,
              {"Kuinka suuri osa aloittaneista on tapaamisessa, kuten 0.85",
               "Hur stor del av dem som började är på en träff, som 0.85",
               "Which share of those who started is at a session, such as 0.85"})
      ->type_name("SHARE");
  verb.Option("--dropout", options->dropout,
              {"Kuinka suuri osa aloittaneista lähtee kesken, kuten 0.13",
               "Hur stor del av dem som började hoppar av, som 0.13",
               "Which share of those who started leaves, such as 0.13"})
      ->type_name("SHARE");
  verb.Option("--profile", options->profile,
              {"Tiedosto, joka kertoo miten ihmiset toimivat (docs/rehearsal.md)",
               "En fil som säger hur människor gör (docs/rehearsal.md)",
               "A file that says how people behave (docs/rehearsal.md)"})
      ->type_name("FILE");
  verb.Option("--start", options->start,
              {"Alkupäivä (muuten maanantai neljän viikon päästä)",
               "Startdag (annars en måndag om fyra veckor)",
               "The start date (a Monday in four weeks unless given)"})
      ->type_name("DATE");
  verb.Option("--region", options->region,
              {"Maakunnan numero, kuten 02", "Landskapets nummer, som 02",
               "A region's number, such as 02"})
      ->type_name("REGION");
  verb.Flag("--csv", options->csv,
            {"Luvut taulukkolaskentaan", "Siffror för kalkylblad", "Numbers for a spreadsheet"});
  verb.Does([&frame, options] { return Simulate(frame, *options); });
}

}  // namespace kasvu::cli
