// kasvu progress show: a cohort as one table, or every step of one participant.

#include "clients/cli/arguments.h"
#include "clients/cli/cohort_table.h"
#include "clients/cli/dates.h"
#include "clients/cli/participants.h"
#include "clients/cli/programme.h"
#include "clients/cli/progress_verbs.h"
#include "clients/cli/states.h"
#include "clients/cli/step_result.h"
#include "clients/cpp/progress_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

absl::Status ShowCohort(Frame& frame, const std::string& cohort) {
  v1::GetCohortProgressRequest request;
  request.set_cohort(cohort);
  KASVU_ASSIGN_OR_RETURN(const auto progress, frame.CallAll(client::kGetCohortProgress, request));
  if (!frame.PrintedJson(progress)) PrintCohortTable(frame, progress);
  return absl::OkStatus();
}

// What one step waits for: another step's key, or a word of the engine's.
std::string Awaited(const Frame& frame, const std::string& what) {
  if (what == "date") return frame.Say({"ajankohtaa", "datumet", "its date"});
  if (what == "accepted") return frame.Say({"hyväksyntää", "godkännande", "being accepted"});
  if (what == "end") return frame.Say({"loppua", "slutet", "the end"});
  if (what.starts_with("match:")) return frame.Say({"paria", "ett par", "a match"});
  return what;
}

// Why a step is not open yet.
std::string WaitsFor(const Frame& frame, const v1::StepProgress& step) {
  std::string waits;
  for (const std::string& what : step.waits_for()) {
    waits += (waits.empty() ? "" : ", ") + Awaited(frame, what);
  }
  return waits;
}

// Whose a step is, when it is not the enrolment's alone: l3 of a mentor, g1 of a group.
std::string SharedWith(const v1::StepProgress& step, const std::string& enrolment) {
  return step.owner() == enrolment ? "" : LastPart(step.owner());
}

// What the ends ask for: `✓ done, ○ not yet` under one heading.
void PrintRequirements(Frame& frame, const v1::EnrolmentProgress& progress) {
  if (progress.requirements().empty()) return;
  const auto known = ProgrammeNamed(frame, progress.enrolment().template_());
  const v1::TemplateSpec programme = known.ok() ? *known : v1::TemplateSpec();
  frame.PrintLine("");
  frame.PrintLine(frame.Say({"Mitä lopputulokset vaativat (✓ täyttyy, ○ ei vielä):",
                             "Vad de olika avsluten kräver (✓ uppfyllt, ○ inte än):",
                             "What each end requires (✓ holds, ○ not yet):"}));
  for (const v1::Requirement& requirement : progress.requirements()) {
    frame.PrintLine(
        Printable((requirement.holds() ? "✓ " : "○ ") +
                  EndTitle(programme, requirement.end(), frame.language()) + ": " +
                  RequirementText(frame, programme, requirement.end(), requirement.id())));
  }
}

// What was done on an earlier version and has no place on this one.
void PrintEarlier(Frame& frame, const v1::EnrolmentProgress& progress, absl::TimeZone zone) {
  if (progress.earlier_credits().empty()) return;
  frame.PrintLine("");
  Table table({frame.Say({"Aiempi suoritus", "Tidigare prestation", "Earlier credit"}),
               frame.Say({"Kenen", "Vems", "Whose"}), frame.Say({"Tila", "Tillstånd", "State"}),
               frame.Say({"Tehty", "Gjord", "Done on"}),
               frame.Say({"Versio", "Version", "Version"})});
  for (const v1::EarlierCredit& credit : progress.earlier_credits()) {
    const bool own = credit.owner() == progress.enrolment().name();
    const absl::CivilDay day = absl::ToCivilDay(TimeOf(credit.occur_time()), zone);
    table.Add({credit.step(), own ? "" : LastPart(credit.owner()),
               StateIn(credit.state(), frame.language()), ShortDate(day, frame.language()),
               credit.template_()});
  }
  frame.Print(table);
}

absl::Status ShowEnrolment(Frame& frame, const std::string& name) {
  v1::GetProgressRequest request;
  request.set_name(name);
  KASVU_ASSIGN_OR_RETURN(const auto progress, frame.Call(client::kGetProgress, request));
  if (frame.PrintedJson(progress)) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, CohortOf(name)));
  const absl::TimeZone zone = ZoneOf(cohort);
  const std::string& language = frame.language();
  const auto persons = PersonsNamed(frame, {progress.enrolment().person()});
  frame.PrintLine(Printable(ShortName(name) + "  " +
                            DisplayName(persons, progress.enrolment().person()) + "  " +
                            StateOf(progress.enrolment(), language)));
  frame.PrintLine(frame.Say(
      {"Pakollisista tehty {done}/{required}.", "Av de obligatoriska gjorda {done}/{required}.",
       "Done of what is required: {done}/{required}."},
      {{"done", std::to_string(progress.done())},
       {"required", std::to_string(progress.required())}}));
  const auto day = [&](bool there, const google::protobuf::Timestamp& stamp,
                       absl::Duration before) {
    if (!there) return std::string();
    return ShortDate(absl::ToCivilDay(TimeOf(stamp) - before, zone), language);
  };
  Table table({"", frame.Say({"Avain", "Nyckel", "Key"}), frame.Say({"Kenen", "Vems", "Whose"}),
               frame.Say({"Askel", "Steg", "Step"}), frame.Say({"Laji", "Slag", "Kind"}),
               frame.Say({"Tila", "Tillstånd", "State"}),
               frame.Say({"Määräpäivä", "Senast", "Due"}), frame.Say({"Tehty", "Gjord", "Done on"}),
               frame.Say({"Odottaa", "Väntar på", "Waits for"})});
  for (const v1::StepProgress& step : progress.steps()) {
    std::string state = StateIn(step.state(), language);
    if (!step.value().empty()) state += " (" + ValueWord(frame, step.value()) + ")";
    if (step.overdue()) state += ", " + frame.Say({"myöhässä", "försenad", "overdue"});
    if (step.optional()) state += ", " + frame.Say({"vapaaehtoinen", "frivillig", "optional"});
    table.Add({{MarkOf(step), StyleOf(step)},
               step.step(),
               SharedWith(step, name),
               TextIn(step.title(), language),
               KindWord(step.kind(), language),
               {state, step.overdue() ? Style::kBad : Style::kPlain},
               // Due at 24:00 is due on the day that ends then.
               day(step.has_due_time(), step.due_time(), absl::Seconds(1)),
               day(step.state() == v1::STATE_DONE && step.has_occur_time(), step.occur_time(),
                   absl::ZeroDuration()),
               WaitsFor(frame, step)});
  }
  frame.Print(table);
  PrintEarlier(frame, progress, zone);
  PrintRequirements(frame, progress);
  return absl::OkStatus();
}

}  // namespace

void AddShowProgress(CLI::App& noun, Frame& frame) {
  auto place = std::make_shared<std::string>();
  auto cohort = std::make_shared<std::string>();
  Verb verb(noun, frame, "show",
            {"Näytä toteutuksen tilanne, tai yhden osallistujan askeleet",
             "Visa läget i ett genomförande, eller en deltagares steg",
             "Show where a cohort stands, or the steps of one participant"},
            "kasvu progress show ekollega-2021\n  kasvu progress show ekollega-2021/e7");
  verb.Option(
          "PLACE", *place,
          {"TOTEUTUS tai TOTEUTUS/e7", "GENOMFÖRANDE eller GENOMFÖRANDE/e7", "COHORT or COHORT/e7"})
      ->required();
  verb.TakesPlaceApart({place.get()});
  AddCohortOption(verb, *cohort);
  verb.Does([&frame, place, cohort]() -> absl::Status {
    KASVU_ASSIGN_OR_RETURN(const std::string name, ResolvePlace(frame, *place, *cohort));
    return name == CohortOf(name) ? ShowCohort(frame, name) : ShowEnrolment(frame, name);
  });
}

}  // namespace kasvu::cli
