// kasvu mandate grant|end|list

#include <map>

#include "clients/cli/dates.h"
#include "clients/cli/nouns.h"
#include "clients/cli/participants.h"
#include "clients/cli/programme.h"
#include "clients/cli/states.h"
#include "clients/cli/verb.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/person_calls.h"
#include "errors/error.h"
#include "registers/region.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

// A date of a mandate as people read it; what is no date stays as it is.
std::string DateText(const std::string& iso, const std::string& language) {
  const auto day = ParseDay(iso);
  return day.ok() ? ShortDate(*day, language) : iso;
}

void PrintMandates(Frame& frame, const std::vector<v1::Mandate>& mandates) {
  std::vector<std::string> names;
  for (const v1::Mandate& mandate : mandates) names.push_back(mandate.person());
  const auto persons = PersonsNamed(frame, names);
  const std::string& language = frame.language();
  Table table({frame.Say({"Tunnus", "Id", "Id"}), frame.Say({"Henkilö", "Person", "Person"}),
               frame.Say({"Rooli", "Roll", "Role"}), frame.Say({"Missä", "Var", "Where"}),
               frame.Say({"Alkaen", "Från", "From"}), frame.Say({"Asti", "Till", "Until"})});
  for (const v1::Mandate& mandate : mandates) {
    table.Add(
        {LastPart(mandate.name()), DisplayName(persons, mandate.person()),
         RoleWord(mandate.role(), language), ShortName(mandate.scope()),
         DateText(mandate.from_date(), language),
         DateText(mandate.until_date(), language) +
             (mandate.ended() ? " " + frame.Say({"(päättynyt)", "(avslutat)", "(ended)"}) : "")});
  }
  frame.Print(table);
}

struct GrantOptions {
  std::string person;
  std::string role;
  std::string scope;
  std::string from;
  std::string until;
};

// An id alone is a cohort's.
std::string ScopeOf(const std::string& text) {
  return text == "*" || text.find('/') != std::string::npos ? text : CohortName(text);
}

// Refuses a cohort or a region that is not there, since the directory keeps any name.
absl::Status CheckScope(Frame& frame, const std::string& scope) {
  constexpr std::string_view kRegions = "regions/";
  if (scope.starts_with("cohorts/")) return GetCohort(frame, scope).status();
  if (!scope.starts_with(kRegions) || registers::RegionByCode(scope.substr(kRegions.size()))) {
    return absl::OkStatus();
  }
  return Refused("REGION_UNKNOWN",
                 {"Maakuntaa ”{text}” ei ole; anna koodi kuten regions/02.",
                  "Landskapet ”{text}” finns inte; ange en kod som regions/02.",
                  "There is no region “{text}”; give a code such as regions/02."},
                 {{"text", LastPart(scope)}});
}

// Refuses a role that nothing in a cohort asks for: most likely it was mistyped.
absl::Status CheckRole(Frame& frame, const std::string& role, const std::string& scope) {
  if (!scope.starts_with("cohorts/") || role == "coordinator") return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, scope));
  const auto programme = ProgrammeNamed(frame, cohort.template_());
  if (!programme.ok() || programme->phases().empty()) return absl::OkStatus();
  if (programme->people().roles().contains(role)) return absl::OkStatus();
  std::string known = RoleWord("coordinator", frame.language());
  for (const auto& [name, rules] : std::map<std::string, v1::Role>(
           programme->people().roles().begin(), programme->people().roles().end())) {
    known += ", " + RoleWord(name, frame.language());
  }
  return Refused("ROLE_UNKNOWN",
                 {"Toteutuksessa {cohort} ei ole roolia ”{role}”; siinä ovat: {known}.",
                  "Genomförandet {cohort} har ingen roll ”{role}”; det har: {known}.",
                  "The cohort {cohort} has no role “{role}”; it has: {known}."},
                 {{"cohort", ShortName(scope)}, {"role", role}, {"known", known}});
}

absl::Status SetDate(const std::string& text, std::string& field) {
  if (text.empty()) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const absl::CivilDay day, ParseDay(text));
  field = IsoDate(day);
  return absl::OkStatus();
}

absl::Status Grant(Frame& frame, const GrantOptions& options) {
  v1::GrantMandateRequest request;
  v1::Mandate& mandate = *request.mutable_mandate();
  KASVU_RETURN_IF_ERROR(SetDate(options.from, *mandate.mutable_from_date()));
  KASVU_RETURN_IF_ERROR(SetDate(options.until, *mandate.mutable_until_date()));
  KASVU_ASSIGN_OR_RETURN(*mandate.mutable_person(), ResolvePerson(frame, options.person));
  mandate.set_role(RoleNamed(options.role));
  mandate.set_scope(ScopeOf(options.scope));
  KASVU_RETURN_IF_ERROR(CheckScope(frame, mandate.scope()));
  KASVU_RETURN_IF_ERROR(CheckRole(frame, mandate.role(), mandate.scope()));
  KASVU_ASSIGN_OR_RETURN(const auto granted, frame.Call(client::kGrantMandate, request));
  if (!frame.PrintedJson(granted)) PrintMandates(frame, {granted});
  return absl::OkStatus();
}

absl::Status End(Frame& frame, const std::string& name, const std::string& until) {
  v1::EndMandateRequest request;
  request.set_name(MandateName(name));
  KASVU_RETURN_IF_ERROR(SetDate(until, *request.mutable_until_date()));
  KASVU_ASSIGN_OR_RETURN(const auto ended, frame.Call(client::kEndMandate, request));
  if (!frame.PrintedJson(ended)) PrintMandates(frame, {ended});
  return absl::OkStatus();
}

absl::Status List(Frame& frame, const std::string& person, const std::string& scope) {
  v1::ListMandatesRequest request;
  if (!person.empty()) {
    KASVU_ASSIGN_OR_RETURN(*request.mutable_person(), ResolvePerson(frame, person));
  }
  if (!scope.empty()) request.set_scope(ScopeOf(scope));
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListMandates, request));
  if (frame.PrintedJsonList(listed, "mandates")) return absl::OkStatus();
  PrintMandates(frame, {listed.mandates().begin(), listed.mandates().end()});
  return absl::OkStatus();
}

constexpr Words kWho = {"Henkilön tunnus tai sähköposti", "Personens id eller e-post",
                        "The person's id or e-mail"};
constexpr Words kWhere = {
    "Missä: toteutuksen tunnus, regions/02, organisations/humak, publishers/kasvu tai *",
    "Var: ett genomförandes id, regions/02, organisations/humak, publishers/kasvu eller *",
    "Where: a cohort's id, regions/02, organisations/humak, publishers/kasvu or *"};

}  // namespace

void AddMandate(CLI::App& app, Frame& frame) {
  CLI::App& noun =
      AddNoun(app, frame, "mandate",
              {"Valtuutukset: kuka saa toimia missäkin roolissa",
               "Mandat: vem som får handla i vilken roll", "Mandates: who may act in which role"},
              "kasvu mandate grant aino@example.org --role coordinator --scope ekollega-2021");
  {
    auto options = std::make_shared<GrantOptions>();
    Verb verb(noun, frame, "grant", {"Anna valtuutus", "Ge ett mandat", "Grant a mandate"},
              "kasvu mandate grant aino@example.org --role mentor --scope ekollega-2021");
    verb.Option("PERSON", options->person, kWho)->required();
    verb.Option("--role", options->role,
                {"Rooli: coordinator, mentor, expert, juror, publisher …",
                 "Roll: coordinator, mentor, expert, juror, publisher …",
                 "Role: coordinator, mentor, expert, juror, publisher …"})
        ->required();
    verb.Option("--scope", options->scope, kWhere)->required();
    verb.Option("--from", options->from,
                {"Ensimmäinen päivä (muuten tänään)", "Första dagen (annars i dag)",
                 "First day (else today)"})
        ->type_name("DATE");
    verb.Option("--until", options->until, {"Viimeinen päivä", "Sista dagen", "Last day"})
        ->type_name("DATE");
    verb.Does([&frame, options] { return Grant(frame, *options); });
  }
  {
    auto name = std::make_shared<std::string>();
    auto until = std::make_shared<std::string>();
    Verb verb(noun, frame, "end", {"Päätä valtuutus", "Avsluta ett mandat", "End a mandate"},
              "kasvu mandate end MANDATE --until 2021-06-30");
    verb.Option("MANDATE", *name, {"Valtuutuksen tunnus", "Mandatets id", "The mandate's id"})
        ->required();
    verb.Option("--until", *until,
                {"Viimeinen päivä (muuten tänään)", "Sista dagen (annars i dag)",
                 "Last day (else today)"})
        ->type_name("DATE");
    verb.Does([&frame, name, until] { return End(frame, *name, *until); });
  }
  {
    auto person = std::make_shared<std::string>();
    auto scope = std::make_shared<std::string>();
    Verb verb(noun, frame, "list", {"Luettele valtuutukset", "Lista mandat", "List mandates"},
              "kasvu mandate list --scope ekollega-2021");
    verb.Option("--person", *person, kWho);
    verb.Option("--scope", *scope, kWhere);
    verb.Does([&frame, person, scope] { return List(frame, *person, *scope); });
  }
}

}  // namespace kasvu::cli
