// kasvu enrolment add: one person, known already or new.

#include "clients/cli/enrolment_add.h"

#include "clients/cli/arguments.h"
#include "clients/cli/participants.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/enrolment_calls.h"
#include "clients/cpp/person_calls.h"
#include "errors/error.h"
#include "registers/business_id.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct AddOptions {
  std::string cohort;
  std::string person;
  std::string name;
  std::string email;
  std::string phone;
  std::string language;
  std::string company;
  std::string business_id;
  std::string region;
  std::string municipality;
  std::string track;
};

// What the server said of one item of a bulk call.
absl::Status RefusedItem(const std::string& reason, const std::string& message) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, message);
}

absl::Status NoResult() {
  return Error(absl::StatusCode::kInternal, "INTERNAL", "the server told nothing of the person");
}

struct Found {
  std::string person;
  std::string company;
};

// The person is made, or found by her e-mail, with her company.
absl::StatusOr<Found> MakeOrFind(Frame& frame, const AddOptions& options) {
  v1::ImportPersonsRequest request;
  v1::ImportRow& row = *request.add_rows();
  row.mutable_person()->set_display_name(options.name);
  row.mutable_person()->set_email(options.email);
  row.mutable_person()->set_phone(options.phone);
  row.mutable_person()->set_language(options.language);
  row.mutable_person()->set_municipality(options.municipality);
  if (!options.company.empty()) {
    v1::Company& company = *row.mutable_company();
    company.set_display_name(options.company);
    if (!options.business_id.empty()) {
      KASVU_ASSIGN_OR_RETURN(const std::string id, registers::ParseBusinessId(options.business_id));
      company.set_business_id(id);
    }
    company.set_region(RegionCode(options.region));
    company.set_municipality(options.municipality);
    company.set_years_in_business(-1);
  }
  KASVU_ASSIGN_OR_RETURN(const auto response, frame.Call(client::kImportPersons, request));
  if (response.results().empty()) return NoResult();
  const v1::ImportResult& result = response.results(0);
  if (result.outcome() == v1::ImportResult::OUTCOME_REFUSED) {
    return RefusedItem(result.reason(), result.message());
  }
  return Found{result.person(), result.company()};
}

absl::StatusOr<Found> Known(Frame& frame, const std::string& text) {
  v1::GetPersonRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_name(), ResolvePerson(frame, text));
  KASVU_ASSIGN_OR_RETURN(const auto person, frame.Call(client::kGetPerson, request));
  return Found{request.name(), person.company()};
}

absl::Status Add(Frame& frame, const AddOptions& options) {
  if (options.person.empty() && (options.name.empty() || options.email.empty())) {
    return WrongUsage({"Anna PERSON, tai uudesta henkilöstä --name ja --email.",
                       "Ange PERSON, eller för en ny person --name och --email.",
                       "Give PERSON, or --name and --email of somebody new."});
  }
  v1::CreateEnrolmentsRequest request;
  request.set_cohort(CohortName(options.cohort));
  // That the cohort is there should be known before anybody is added to the directory.
  KASVU_RETURN_IF_ERROR(GetCohort(frame, request.cohort()).status());
  KASVU_ASSIGN_OR_RETURN(const Found found, options.person.empty() ? MakeOrFind(frame, options)
                                                                   : Known(frame, options.person));
  v1::NewEnrolment& enrolment = *request.add_enrolments();
  enrolment.set_person(found.person);
  enrolment.set_company(found.company);
  enrolment.set_track(options.track);
  KASVU_ASSIGN_OR_RETURN(const auto response, frame.Call(client::kCreateEnrolments, request));
  if (response.results().empty()) return NoResult();
  const v1::EnrolmentResult& result = response.results(0);
  if (result.outcome() == v1::EnrolmentResult::OUTCOME_REFUSED) {
    return RefusedItem(result.reason(), result.message());
  }
  if (frame.PrintedJson(result)) return absl::OkStatus();
  const bool was_there = result.outcome() == v1::EnrolmentResult::OUTCOME_FOUND;
  const std::string id = ShortName(result.enrolment());
  frame.PrintLine(was_there ? frame.Say({"{id}: on jo mukana.", "{id}: är redan med.",
                                         "{id}: enrolled already."},
                                        {{"id", id}})
                            : frame.Say({"{id}: lisätty hakijaksi.", "{id}: tillagd som sökande.",
                                         "{id}: added as an applicant."},
                                        {{"id", id}}));
  return absl::OkStatus();
}

}  // namespace

void AddEnrolOne(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<AddOptions>();
  Verb verb(noun, frame, "add",
            {"Lisää yksi hakija ilman tiedostoa: jo tunnettu tai uusi henkilö",
             "Lägg till en sökande utan fil: en känd eller ny person",
             "Add one applicant without a file: somebody known or new"},
            "kasvu enrolment add ekollega-2021 aino@example.org\n"
            "  kasvu enrolment add ekollega-2021 --name \"Eino Esimerkki\" "
            "--email eino@example.org --language fi");
  verb.Option("COHORT", options->cohort, kCohortArgument)->required();
  verb.Option("PERSON", options->person,
              {"Jo tunnetun henkilön tunnus tai sähköposti", "En känd persons id eller e-post",
               "The id or e-mail of somebody known"});
  verb.Option("--name", options->name, {"Uuden henkilön nimi", "Den nyas namn", "The new name"});
  verb.Option("--email", options->email,
              {"Sähköposti; siitä sama henkilö tunnistetaan", "E-post; av den känns personen igen",
               "E-mail; the same person is known again by it"});
  verb.Option("--phone", options->phone, {"Puhelin", "Telefon", "Phone"});
  verb.Option("--language", options->language, {"Kieli", "Språk", "Language"})
      ->type_name("fi|sv|en|se");
  verb.Option("--company", options->company,
              {"Yrityksen nimi", "Företagets namn", "The company's name"});
  verb.Option("--business-id", options->business_id, {"Y-tunnus", "FO-nummer", "Business id"});
  AddRegionOption(verb, options->region);
  verb.Option("--municipality", options->municipality, {"Kunta", "Kommun", "Municipality"});
  verb.Option("--track", options->track,
              {"Ohjelman polku, jos niitä on monta", "Programmets spår, om det har flera",
               "The programme's track, if it has several"});
  verb.Does([&frame, options] { return Add(frame, *options); });
}

}  // namespace kasvu::cli
