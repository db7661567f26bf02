// kasvu enrolment list|show|accept|waitlist|pause|resume|withdraw|return; import has its own file.

#include "clients/cli/arguments.h"
#include "clients/cli/companies.h"
#include "clients/cli/dates.h"
#include "clients/cli/enrolment_add.h"
#include "clients/cli/enrolment_import.h"
#include "clients/cli/nouns.h"
#include "clients/cli/participants.h"
#include "clients/cli/states.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

Style StyleOf(const v1::Enrolment& enrolment) {
  if (enrolment.end_kind() == v1::END_KIND_COMPLETED) return Style::kGood;
  return enrolment.stage() == v1::Enrolment::STAGE_ENDED ? Style::kFaint : Style::kPlain;
}

std::map<std::string, v1::Company> CompaniesOf(Frame& frame,
                                               const std::vector<v1::Enrolment>& enrolments) {
  std::vector<std::string> names;
  for (const v1::Enrolment& enrolment : enrolments) names.push_back(enrolment.company());
  return CompaniesNamed(frame, names);
}

void PrintEnrolments(Frame& frame, const std::vector<v1::Enrolment>& enrolments) {
  std::vector<std::string> names;
  for (const v1::Enrolment& enrolment : enrolments) names.push_back(enrolment.person());
  const auto persons = PersonsNamed(frame, names);
  const auto companies = CompaniesOf(frame, enrolments);
  Table table({frame.Say({"Tunnus", "Id", "Id"}), frame.Say({"Nimi", "Namn", "Name"}),
               frame.Say({"Yritys", "Företag", "Company"}), frame.Say({"Ryhmä", "Grupp", "Group"}),
               frame.Say({"Tila", "Tillstånd", "State"}), frame.Say({"Syy", "Orsak", "Reason"})});
  for (const v1::Enrolment& enrolment : enrolments) {
    const auto company = companies.find(enrolment.company());
    table.Add({LastPart(enrolment.name()),
               DisplayName(persons, enrolment.person()),
               company == companies.end() ? LastPart(enrolment.company())
                                          : company->second.display_name(),
               LastPart(enrolment.group()),
               {StateOf(enrolment, frame.language()), StyleOf(enrolment)},
               enrolment.reason()});
  }
  frame.Print(table);
}

absl::Status PrintResult(Frame& frame, const absl::StatusOr<v1::Enrolment>& enrolment) {
  if (!enrolment.ok()) return enrolment.status();
  if (!frame.PrintedJson(*enrolment)) PrintEnrolments(frame, {*enrolment});
  return absl::OkStatus();
}

absl::Status List(Frame& frame, const std::string& cohort) {
  v1::ListEnrolmentsRequest request;
  request.set_cohort(CohortName(cohort));
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListEnrolments, request));
  if (frame.PrintedJsonList(listed, "enrolments")) return absl::OkStatus();
  PrintEnrolments(frame, {listed.enrolments().begin(), listed.enrolments().end()});
  return absl::OkStatus();
}

absl::Status Show(Frame& frame, const v1::Enrolment& enrolment) {
  if (frame.PrintedJson(enrolment)) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, CohortOf(enrolment.name())));
  const auto persons = PersonsNamed(frame, {enrolment.person()});
  const auto companies = CompaniesOf(frame, {enrolment});
  const std::string& language = frame.language();
  Table table;
  const auto add = [&](const Words& label, const std::string& value) {
    if (!value.empty()) table.Add({frame.Say(label), value});
  };
  const auto add_time = [&](const Words& label, bool there, const auto& stamp) {
    if (there) add(label, ShortTime(TimeOf(stamp), ZoneOf(cohort), language));
  };
  add({"Osallistuminen", "Deltagande", "Enrolment"}, ShortName(enrolment.name()));
  add({"Nimi", "Namn", "Name"}, DisplayName(persons, enrolment.person()));
  if (const auto person = persons.find(enrolment.person()); person != persons.end()) {
    add({"Sähköposti", "E-post", "E-mail"}, person->second.email());
  }
  if (const auto company = companies.find(enrolment.company()); company != companies.end()) {
    add({"Yritys", "Företag", "Company"}, company->second.display_name());
  }
  add({"Polku", "Spår", "Track"}, enrolment.track());
  add({"Ryhmä", "Grupp", "Group"}, LastPart(enrolment.group()));
  add({"Tila", "Tillstånd", "State"}, StateOf(enrolment, language));
  add({"Syy", "Orsak", "Reason"}, enrolment.reason());
  add({"Ohjelmapohja", "Programmall", "Template"}, enrolment.template_());
  add_time({"Haki", "Ansökte", "Applied"}, enrolment.has_apply_time(), enrolment.apply_time());
  add_time({"Hyväksyttiin", "Godkändes", "Accepted"}, enrolment.has_accept_time(),
           enrolment.accept_time());
  add_time({"Aloitti", "Började", "Joined"}, enrolment.has_join_time(), enrolment.join_time());
  add_time({"Päättyi", "Slutade", "Ended"}, enrolment.has_end_time(), enrolment.end_time());
  frame.Print(table);
  return absl::OkStatus();
}

struct PlaceOptions {
  std::string enrolment;
  std::string cohort;
  std::string reason;
  std::string on;
};

absl::Status ShowNamed(Frame& frame, const PlaceOptions& options) {
  v1::GetEnrolmentRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_name(),
                         ResolvePlace(frame, options.enrolment, options.cohort));
  KASVU_ASSIGN_OR_RETURN(const auto enrolment, frame.Call(client::kGetEnrolment, request));
  return Show(frame, enrolment);
}

struct AcceptOptions {
  std::string cohort;
  std::vector<std::string> enrolments;
};

absl::Status Accept(Frame& frame, const AcceptOptions& options) {
  v1::AcceptEnrolmentsRequest request;
  KASVU_ASSIGN_OR_RETURN(const Place place, ParsePlace(options.cohort, ""));
  request.set_cohort(place.cohort);
  std::vector<std::string> whom = options.enrolments;
  if (!place.part.empty()) whom.insert(whom.begin(), place.part);
  for (const std::string& one : whom) {
    KASVU_ASSIGN_OR_RETURN(*request.add_enrolments(), ResolvePlace(frame, one, place.cohort));
  }
  KASVU_ASSIGN_OR_RETURN(const auto accepted, frame.Call(client::kAcceptEnrolments, request));
  if (frame.PrintedJsonList(accepted, "enrolments")) return absl::OkStatus();
  PrintEnrolments(frame, {accepted.enrolments().begin(), accepted.enrolments().end()});
  return absl::OkStatus();
}

// A change of state that names one enrolment; reason and time where the request has them.
template <class Request>
void AddChange(CLI::App& noun, Frame& frame, std::string_view name, const Words& purpose,
               const std::string& example, const client::Method<Request, v1::Enrolment>& method) {
  constexpr bool kHasReason = requires(Request request) { request.set_reason(std::string()); };
  constexpr bool kHasTime = requires(Request request) { request.mutable_occur_time(); };
  auto options = std::make_shared<PlaceOptions>();
  Verb verb(noun, frame, name, purpose, example);
  verb.Option("ENROLMENT", options->enrolment, kEnrolmentArgument)->required();
  verb.TakesPlaceApart({&options->enrolment});
  AddCohortOption(verb, options->cohort);
  if constexpr (kHasReason) AddReasonOption(verb, options->reason);
  if constexpr (kHasTime) AddOnOption(verb, options->on);
  verb.Does([&frame, options, method]() -> absl::Status {
    if constexpr (kHasReason) KASVU_RETURN_IF_ERROR(CheckReason(options->reason));
    Request request;
    KASVU_ASSIGN_OR_RETURN(*request.mutable_name(),
                           ResolvePlace(frame, options->enrolment, options->cohort));
    if constexpr (kHasReason) request.set_reason(options->reason);
    if constexpr (kHasTime) {
      KASVU_RETURN_IF_ERROR(SetOccurTime(frame, request.name(), options->on, request));
    }
    return PrintResult(frame, frame.Call(method, request));
  });
}

}  // namespace

void AddEnrolment(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(app, frame, "enrolment",
                           {"Osallistumiset toteutuksiin", "Deltaganden i genomföranden",
                            "Enrolments: people in a cohort"},
                           "kasvu enrolment import ekollega-2021 sign-ups.csv --dry-run\n"
                           "  kasvu enrolment accept ekollega-2021\n"
                           "  kasvu enrolment list ekollega-2021");
  AddEnrolOne(noun, frame);
  AddImport(noun, frame);
  {
    auto cohort = std::make_shared<std::string>();
    Verb verb(noun, frame, "list", {"Luettele osallistujat", "Lista deltagarna", "List them"},
              "kasvu enrolment list ekollega-2021");
    verb.Option("COHORT", *cohort, kCohortArgument)->required();
    verb.Does([&frame, cohort] { return List(frame, *cohort); });
  }
  {
    auto options = std::make_shared<PlaceOptions>();
    Verb verb(noun, frame, "show", {"Näytä osallistuminen", "Visa ett deltagande", "Show one"},
              "kasvu enrolment show ekollega-2021/e7");
    verb.Option("ENROLMENT", options->enrolment, kEnrolmentArgument)->required();
    verb.TakesPlaceApart({&options->enrolment});
    AddCohortOption(verb, options->cohort);
    verb.Does([&frame, options] { return ShowNamed(frame, *options); });
  }
  {
    auto options = std::make_shared<AcceptOptions>();
    Verb verb(noun, frame, "accept",
              {"Hyväksy nimetyt, tai kaikki hakeneet", "Godkänn de nämnda, eller alla som sökt",
               "Accept those named, or everyone who applied"},
              "kasvu enrolment accept ekollega-2021 e1 e2 e5");
    verb.Option("COHORT", options->cohort, kCohortArgument)->required();
    verb.Option("ENROLMENTS", options->enrolments,
                {"Tunnukset tai sähköpostit", "Id:n eller e-postadresser", "Ids or e-mails"});
    verb.Does([&frame, options] { return Accept(frame, *options); });
  }
  AddChange(noun, frame, "waitlist", {"Laita jonoon", "Sätt i kö", "Put on the waiting list"},
            "kasvu enrolment waitlist ekollega-2021/e7", client::kWaitlistEnrolment);
  AddChange(noun, frame, "pause",
            {"Pane tauolle; avoimet määräajat odottavat", "Pausa; öppna tidsfrister väntar",
             "Pause; what is due keeps its remaining time"},
            "kasvu enrolment pause ekollega-2021/e7 --reason illness --on 2021-03-01",
            client::kPauseEnrolment);
  AddChange(noun, frame, "resume",
            {"Jatka tauon jälkeen", "Fortsätt efter en paus", "Go on after a pause"},
            "kasvu enrolment resume ekollega-2021/e7", client::kResumeEnrolment);
  AddChange(noun, frame, "withdraw",
            {"Kirjaa, että osallistuja perui tai keskeytti",
             "Anteckna att deltagaren återtog eller avbröt",
             "Record that the participant cancelled or withdrew"},
            "kasvu enrolment withdraw ekollega-2021/e7 --reason business-on-hold --on 2021-03-10",
            client::kWithdrawEnrolment);
  AddChange(noun, frame, "return",
            {"Ota keskeyttänyt takaisin; tehty pysyy tehtynä",
             "Ta tillbaka någon som avbrutit; det gjorda gäller",
             "Take back somebody who withdrew; what was done counts"},
            "kasvu enrolment return ekollega-2021/e7", client::kReturnEnrolment);
}

}  // namespace kasvu::cli
