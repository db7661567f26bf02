// kasvu person add|list|show|change|erase

#include "clients/cli/companies.h"
#include "clients/cli/dates.h"
#include "clients/cli/nouns.h"
#include "clients/cli/participants.h"
#include "clients/cli/verb.h"
#include "clients/cpp/person_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct PersonOptions {
  std::string person;  // whom to change
  std::string name;
  std::string email;
  std::string phone;
  std::string language;
  std::string company;
  std::string municipality;
};

v1::Person PersonOf(const PersonOptions& options) {
  v1::Person person;
  person.set_display_name(options.name);
  person.set_email(options.email);
  person.set_phone(options.phone);
  person.set_language(options.language);
  if (!options.company.empty()) person.set_company(CompanyName(options.company));
  person.set_municipality(options.municipality);
  return person;
}

void AddDetails(Verb& verb, PersonOptions& options) {
  verb.Option("--email", options.email, {"Sähköposti", "E-post", "E-mail"});
  verb.Option("--phone", options.phone, {"Puhelin", "Telefon", "Phone"});
  verb.Option("--language", options.language, {"Henkilön kieli", "Personens språk", "Her language"})
      ->type_name("fi|sv|en|se");
  verb.Option("--company", options.company,
              {"Yrityksen tunnus", "Företagets id", "The company's id"})
      ->type_name("ID");
  verb.Option("--municipality", options.municipality, {"Kunta", "Kommun", "Municipality"});
}

void PrintPerson(Frame& frame, const v1::Person& person) {
  Table table;
  table.Add({frame.Say({"Tunnus", "Id", "Id"}), LastPart(person.name())});
  table.Add({frame.Say({"Nimi", "Namn", "Name"}), person.display_name()});
  const auto add = [&](const Words& label, const std::string& value) {
    if (!value.empty()) table.Add({frame.Say(label), value});
  };
  add({"Sähköposti", "E-post", "E-mail"}, person.email());
  add({"Puhelin", "Telefon", "Phone"}, person.phone());
  add({"Kieli", "Språk", "Language"}, person.language());
  const auto companies = CompaniesNamed(frame, {person.company()});
  const auto company = companies.find(person.company());
  add({"Yritys", "Företag", "Company"},
      company == companies.end() ? LastPart(person.company()) : company->second.display_name());
  add({"Kunta", "Kommun", "Municipality"}, person.municipality());
  frame.Print(table);
}

absl::Status Add(Frame& frame, const PersonOptions& options) {
  v1::CreatePersonRequest request;
  *request.mutable_person() = PersonOf(options);
  KASVU_ASSIGN_OR_RETURN(const auto person, frame.Call(client::kCreatePerson, request));
  if (!frame.PrintedJson(person)) PrintPerson(frame, person);
  return absl::OkStatus();
}

absl::Status Change(Frame& frame, const PersonOptions& options) {
  v1::UpdatePersonRequest request;
  *request.mutable_person() = PersonOf(options);
  KASVU_ASSIGN_OR_RETURN(const std::string name, ResolvePerson(frame, options.person));
  request.mutable_person()->set_name(name);
  KASVU_ASSIGN_OR_RETURN(const auto person, frame.Call(client::kUpdatePerson, request));
  if (!frame.PrintedJson(person)) PrintPerson(frame, person);
  return absl::OkStatus();
}

absl::Status List(Frame& frame, const std::string& email) {
  v1::ListPersonsRequest request;
  request.set_email(email);
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListPersons, request));
  if (frame.PrintedJsonList(listed, "persons")) return absl::OkStatus();
  Table table({frame.Say({"Tunnus", "Id", "Id"}), frame.Say({"Nimi", "Namn", "Name"}),
               frame.Say({"Sähköposti", "E-post", "E-mail"}),
               frame.Say({"Kieli", "Språk", "Language"}),
               frame.Say({"Kunta", "Kommun", "Municipality"})});
  for (const v1::Person& person : listed.persons()) {
    table.Add({LastPart(person.name()), person.display_name(), person.email(), person.language(),
               person.municipality()});
  }
  frame.Print(table);
  return absl::OkStatus();
}

absl::Status Show(Frame& frame, const std::string& text) {
  v1::GetPersonRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_name(), ResolvePerson(frame, text));
  KASVU_ASSIGN_OR_RETURN(const auto person, frame.Call(client::kGetPerson, request));
  if (!frame.PrintedJson(person)) PrintPerson(frame, person);
  return absl::OkStatus();
}

absl::Status Erase(Frame& frame, const std::string& text) {
  v1::ErasePersonRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_name(), ResolvePerson(frame, text));
  KASVU_ASSIGN_OR_RETURN(const auto erased, frame.Call(client::kErasePerson, request));
  if (frame.PrintedJson(erased)) return absl::OkStatus();
  frame.PrintLine(frame.Say({"Poistettu: {id}. Henkilön tietoja ei voi enää lukea missään.",
                             "Raderad: {id}. Uppgifterna kan inte längre läsas någonstans.",
                             "Erased {id}. What was known of the person can be read nowhere."},
                            {{"id", LastPart(request.name())}}));
  return absl::OkStatus();
}

constexpr Words kWho = {"Henkilön tunnus tai sähköposti", "Personens id eller e-post",
                        "The person's id or e-mail"};

}  // namespace

void AddPerson(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(app, frame, "person", {"Henkilöt", "Personer", "People"},
                           "kasvu person add --name \"Aino Esimerkki\" --email aino@example.org");
  {
    auto options = std::make_shared<PersonOptions>();
    Verb verb(noun, frame, "add", {"Lisää henkilö", "Lägg till en person", "Add a person"},
              "kasvu person add --name \"Aino Esimerkki\" --email aino@example.org --language fi");
    verb.Option("--name", options->name, {"Nimi", "Namn", "Name"})->required();
    AddDetails(verb, *options);
    verb.Does([&frame, options] { return Add(frame, *options); });
  }
  {
    auto options = std::make_shared<PersonOptions>();
    Verb verb(noun, frame, "change",
              {"Muuta annetut tiedot", "Ändra de uppgifter som anges", "Change what is given"},
              "kasvu person change aino@example.org --phone \"+358 50 000 0000\"");
    verb.Option("PERSON", options->person, kWho)->required();
    verb.Option("--name", options->name, {"Nimi", "Namn", "Name"});
    AddDetails(verb, *options);
    verb.Does([&frame, options] { return Change(frame, *options); });
  }
  {
    auto email = std::make_shared<std::string>();
    Verb verb(noun, frame, "list", {"Luettele henkilöt", "Lista personer", "List people"},
              "kasvu person list --email aino@example.org");
    verb.Option("--email", *email,
                {"Vain se, jolla on tämä sähköposti", "Bara den som har denna e-post",
                 "Only the one with this e-mail"});
    verb.Does([&frame, email] { return List(frame, *email); });
  }
  {
    auto person = std::make_shared<std::string>();
    Verb verb(noun, frame, "show", {"Näytä henkilö", "Visa en person", "Show a person"},
              "kasvu person show aino@example.org");
    verb.Option("PERSON", *person, kWho)->required();
    verb.Does([&frame, person] { return Show(frame, *person); });
  }
  {
    auto person = std::make_shared<std::string>();
    Verb verb(noun, frame, "erase",
              {"Hävitä henkilön tiedot pysyvästi; tätä ei voi perua",
               "Radera personens uppgifter för gott; det kan inte ångras",
               "Destroy a person's data for good; this cannot be undone"},
              "kasvu person erase aino@example.org");
    verb.Option("PERSON", *person, kWho)->required();
    verb.Does([&frame, person] { return Erase(frame, *person); });
  }
}

}  // namespace kasvu::cli
