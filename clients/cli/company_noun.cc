// kasvu company add|list

#include "clients/cli/arguments.h"
#include "clients/cli/nouns.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/verb.h"
#include "clients/cpp/person_calls.h"
#include "errors/error.h"
#include "registers/business_id.h"
#include "registers/region.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

std::string RegionName(const std::string& code, const std::string& language) {
  const auto region = registers::RegionByCode(code);
  return region ? std::string(region->names.In(language)) : code;
}

Table CompanyTable(const Frame& frame) {
  return Table({frame.Say({"Tunnus", "Id", "Id"}), frame.Say({"Nimi", "Namn", "Name"}),
                frame.Say({"Y-tunnus", "FO-nummer", "Business id"}),
                frame.Say({"Maakunta", "Landskap", "Region"}),
                frame.Say({"Kunta", "Kommun", "Municipality"}),
                frame.Say({"Toimiala", "Bransch", "Industry"}),
                frame.Say({"Koko", "Storlek", "Size"})});
}

void AddRow(Table& table, const v1::Company& company, const std::string& language) {
  table.Add({LastPart(company.name()), company.display_name(), company.business_id(),
             RegionName(company.region(), language), company.municipality(),
             company.industry().code(), company.size_class()});
}

struct CompanyOptions {
  std::string name;
  std::string business_id;
  std::string region;
  std::string municipality;
  std::string industry;
  std::string classification;
  std::string size;
  int years = -1;
};

absl::Status Add(Frame& frame, const CompanyOptions& options) {
  // Told here in the reader's language, and before anything is sent.
  if (!options.business_id.empty()) {
    KASVU_RETURN_IF_ERROR(registers::ParseBusinessId(options.business_id).status());
  }
  v1::CreateCompanyRequest request;
  v1::Company& company = *request.mutable_company();
  company.set_display_name(options.name);
  company.set_business_id(options.business_id);
  company.set_region(RegionCode(options.region));
  company.set_municipality(options.municipality);
  company.set_size_class(options.size);
  company.set_years_in_business(options.years);
  if (!options.industry.empty()) {
    company.mutable_industry()->set_code(options.industry);
    company.mutable_industry()->set_classification(options.classification);
  }
  KASVU_ASSIGN_OR_RETURN(const auto created, frame.Call(client::kCreateCompany, request));
  if (frame.PrintedJson(created)) return absl::OkStatus();
  Table table = CompanyTable(frame);
  AddRow(table, created, frame.language());
  frame.Print(table);
  return absl::OkStatus();
}

absl::Status List(Frame& frame, const std::string& business_id) {
  v1::ListCompaniesRequest request;
  request.set_business_id(business_id);
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListCompanies, request));
  if (frame.PrintedJsonList(listed, "companies")) return absl::OkStatus();
  Table table = CompanyTable(frame);
  for (const v1::Company& company : listed.companies()) AddRow(table, company, frame.language());
  frame.Print(table);
  return absl::OkStatus();
}

}  // namespace

void AddCompany(CLI::App& app, Frame& frame) {
  CLI::App& noun =
      AddNoun(app, frame, "company", {"Yritykset", "Företag", "Companies"}, "kasvu company list");
  {
    auto options = std::make_shared<CompanyOptions>();
    Verb verb(noun, frame, "add", {"Lisää yritys", "Lägg till ett företag", "Add a company"},
              "kasvu company add --name \"Esimerkki Oy\" --business-id 2539767-3 --region 02");
    verb.Option("--name", options->name, {"Nimi", "Namn", "Name"})->required();
    verb.Option("--business-id", options->business_id, {"Y-tunnus", "FO-nummer", "Business id"});
    AddRegionOption(verb, options->region);
    verb.Option("--municipality", options->municipality, {"Kunta", "Kommun", "Municipality"});
    verb.Option("--industry", options->industry,
                {"Toimialan koodi", "Branschkod", "Industry code"});
    verb.Option("--classification", options->classification,
                {"Toimialaluokitus", "Näringsgrensindelning", "Classification of the industry"})
        ->type_name("TOL2008|TOL2025")
        ->default_str("TOL2008");
    verb.Option("--size", options->size,
                {"Kokoluokka, esimerkiksi 2-4", "Storleksklass, till exempel 2-4",
                 "Size class, such as 2-4"});
    verb.Option("--years", options->years,
                {"Toimintavuodet", "Verksamhetsår", "Years in business"});
    verb.Does([&frame, options] {
      if (options->classification.empty()) options->classification = "TOL2008";
      return Add(frame, *options);
    });
  }
  {
    auto business_id = std::make_shared<std::string>();
    Verb verb(noun, frame, "list", {"Luettele yritykset", "Lista företag", "List companies"},
              "kasvu company list --business-id 2539767-3");
    verb.Option("--business-id", *business_id,
                {"Vain tämä Y-tunnus", "Bara detta FO-nummer", "Only this business id"});
    verb.Does([&frame, business_id] { return List(frame, *business_id); });
  }
}

}  // namespace kasvu::cli
