// kasvu history show|verify

#include "clients/cli/arguments.h"
#include "clients/cli/history_lines.h"
#include "clients/cli/nouns.h"
#include "clients/cli/participants.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

absl::Status Show(Frame& frame, const std::string& text) {
  KASVU_ASSIGN_OR_RETURN(const std::string name, ResolvePlace(frame, text, ""));
  v1::ListHistoryRequest request;
  request.set_cohort(CohortOf(name));
  if (name != request.cohort()) request.set_enrolment(name);
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListHistory, request));
  if (frame.PrintedJsonList(listed, "changes")) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, request.cohort()));
  HistoryTeller teller(frame, ZoneOf(cohort));
  std::vector<std::string> actors;
  for (const v1::CohortChange& change : listed.changes()) actors.push_back(change.actor());
  teller.Know(actors);
  for (const v1::CohortChange& change : listed.changes()) {
    for (const std::string& line : teller.LinesOf(change)) frame.PrintLine(line);
  }
  return absl::OkStatus();
}

absl::Status Verify(Frame& frame, const std::string& cohort) {
  v1::VerifyHistoryRequest request;
  request.set_cohort(CohortName(cohort));
  KASVU_ASSIGN_OR_RETURN(const auto verified, frame.Call(client::kVerifyHistory, request));
  if (frame.PrintedJson(verified)) return absl::OkStatus();
  frame.PrintLine(frame.Say(
      {"Historia on ehjä: {records} kirjausta, {events} tapahtumaa, viimeinen tiiviste {hash}.",
       "Historiken är hel: {records} poster, {events} händelser, sista hashen {hash}.",
       "The history is whole: records: {records}, events: {events}, last hash {hash}."},
      {{"records", std::to_string(verified.records())},
       {"events", std::to_string(verified.events())},
       {"hash", verified.hash().substr(0, 16)}}));
  return absl::OkStatus();
}

}  // namespace

void AddHistory(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(
      app, frame, "history",
      {"Mitä on tapahtunut, ja onko se ehjänä tallessa", "Vad som hänt, och om det är helt bevarat",
       "What has happened, and whether it is kept whole"},
      "kasvu history show ekollega-2021/e7\n  kasvu history verify ekollega-2021");
  {
    auto place = std::make_shared<std::string>();
    Verb verb(noun, frame, "show",
              {"Näytä toteutuksen tai osallistujan historia",
               "Visa ett genomförandes eller en deltagares historik",
               "Show the history of a cohort or of one enrolment"},
              "kasvu history show ekollega-2021/e7");
    verb.Option("PLACE", *place,
                {"TOTEUTUS tai TOTEUTUS/e7", "GENOMFÖRANDE eller GENOMFÖRANDE/e7",
                 "COHORT or COHORT/e7"})
        ->required();
    verb.TakesPlaceApart({place.get()});
    verb.Does([&frame, place] { return Show(frame, *place); });
  }
  {
    auto cohort = std::make_shared<std::string>();
    Verb verb(noun, frame, "verify",
              {"Tarkista, ettei historiaa ole muutettu eikä siitä puutu mitään",
               "Kontrollera att inget i historiken har ändrats eller saknas",
               "Check that nothing in the history was changed or is missing"},
              "kasvu history verify ekollega-2021");
    verb.Option("COHORT", *cohort, kCohortArgument)->required();
    verb.Does([&frame, cohort] { return Verify(frame, *cohort); });
  }
}

}  // namespace kasvu::cli
