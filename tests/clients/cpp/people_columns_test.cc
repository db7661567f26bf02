#include "clients/cpp/people_columns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kasvu::client {
namespace {

TEST(PeopleColumnsTest, KnowsHeadersInThreeLanguages) {
  struct Case {
    PeopleColumn column;
    std::vector<std::string> headers;
  };
  for (const Case& c : std::vector<Case>{
           {PeopleColumn::kName, {"name", "Nimi", "NAMN", " Full name "}},
           {PeopleColumn::kEmail, {"email", "E-mail", "e_mail", "SÄHKÖPOSTI", "e-post"}},
           {PeopleColumn::kPhone, {"phone", "puhelin", "telefon"}},
           {PeopleColumn::kCompany, {"company", "Yritys", "Yrityksen nimi", "FÖRETAG"}},
           {PeopleColumn::kBusinessId, {"business_id", "Business ID", "Y-tunnus", "FO-nummer"}},
           {PeopleColumn::kRegion, {"region", "maakunta", "landskap"}},
           {PeopleColumn::kMunicipality, {"municipality", "kunta", "kommun"}},
           {PeopleColumn::kIndustryCode, {"industry_code", "toimiala", "näringsgren"}},
           {PeopleColumn::kIndustryClassification,
            {"industry_classification", "toimialaluokitus", "näringsgrensindelning"}},
           {PeopleColumn::kSizeClass, {"size_class", "kokoluokka", "storleksklass"}},
           {PeopleColumn::kYearsInBusiness,
            {"years_in_business", "toimintavuodet", "verksamhetsår"}},
           {PeopleColumn::kLanguage, {"language", "kieli", "språk"}},
           {PeopleColumn::kTrack, {"track", "polku", "spår"}},
       }) {
    for (const std::string& header : c.headers) {
      EXPECT_EQ(PeopleColumnNamed(header), c.column) << header;
    }
  }
}

TEST(PeopleColumnsTest, KnowsNoOthers) {
  for (const std::string header : {"", "shoe size", "hetu", "nimi2"}) {
    EXPECT_FALSE(PeopleColumnNamed(header)) << header;
  }
}

}  // namespace
}  // namespace kasvu::client
