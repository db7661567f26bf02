#include "clients/cpp/people_columns.h"

#include <map>
#include <string>
#include <vector>

#include "clients/cpp/csv_header.h"

namespace kasvu::client {
namespace {

using Words = std::vector<std::string_view>;

const std::vector<std::pair<PeopleColumn, Words>>& AllWords() {
  static const auto& words = *new std::vector<std::pair<PeopleColumn, Words>>{
      {PeopleColumn::kName, {"name", "full name", "nimi", "koko nimi", "namn"}},
      {PeopleColumn::kEmail,
       {"email", "email address", "sähköposti", "sähköpostiosoite", "e-post", "e-postadress"}},
      {PeopleColumn::kPhone,
       {"phone", "phone number", "telephone", "puhelin", "puhelinnumero", "telefon",
        "telefonnummer"}},
      {PeopleColumn::kCompany,
       {"company", "company name", "firm", "yritys", "yrityksen nimi", "företag",
        "företagets namn"}},
      {PeopleColumn::kBusinessId, {"business id", "y-tunnus", "fo-nummer", "företags-id"}},
      {PeopleColumn::kRegion, {"region", "maakunta", "landskap"}},
      {PeopleColumn::kMunicipality,
       {"municipality", "kunta", "kotikunta", "paikkakunta", "kommun", "hemkommun"}},
      {PeopleColumn::kIndustryCode,
       {"industry code", "industry", "toimiala", "toimialakoodi", "bransch", "näringsgren",
        "näringsgrenskod"}},
      {PeopleColumn::kIndustryClassification,
       {"industry classification", "toimialaluokitus", "näringsgrensindelning"}},
      {PeopleColumn::kSizeClass, {"size class", "size", "kokoluokka", "storleksklass"}},
      {PeopleColumn::kYearsInBusiness,
       {"years in business", "toimintavuodet", "yrittäjävuodet", "verksamhetsår",
        "år som företagare"}},
      {PeopleColumn::kLanguage, {"language", "kieli", "asiointikieli", "språk"}},
      {PeopleColumn::kTrack, {"track", "polku", "spår"}},
  };
  return words;
}

}  // namespace

std::optional<PeopleColumn> PeopleColumnNamed(std::string_view header) {
  static const auto& by_word = *[] {
    auto* map = new std::map<std::string, PeopleColumn>;
    for (const auto& [column, words] : AllWords()) {
      for (const std::string_view word : words) map->emplace(FoldedName(word), column);
    }
    return map;
  }();
  const auto found = by_word.find(FoldedName(header));
  if (found == by_word.end()) return std::nullopt;
  return found->second;
}

}  // namespace kasvu::client
