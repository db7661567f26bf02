#include "clients/cli/violations.h"

#include <array>
#include <string_view>

#include "clients/cli/words.h"

namespace kasvu::cli {
namespace {

// Each sentence as the server says it stands last.
constexpr std::array<Words, 16> kSentences = {{
    {"on annettava", "måste anges", "has to be given"},
    {"on oltava tunnus kuten ekollega-2021: pieniä kirjaimia, numeroita ja yhdysmerkkejä",
     "måste vara ett id som ekollega-2021: små bokstäver, siffror och bindestreck",
     "has to be an id such as ekollega-2021: lower-case letters, digits and hyphens"},
    {"on oltava nimi kuten persons/abcdefgh23456723",
     "måste vara ett namn som persons/abcdefgh23456723",
     "has to be a resource's name such as persons/abcdefgh23456723"},
    {"on oltava päivä kuten 2021-02-01", "måste vara ett datum som 2021-02-01",
     "has to be a date such as 2021-02-01"},
    {"on oltava kielen koodi kuten fi", "måste vara en språkkod som fi",
     "has to be a language code such as fi"},
    {"on oltava sähköpostiosoite", "måste vara en e-postadress", "has to be an e-mail address"},
    {"on oltava maakunnan kaksi numeroa, kuten 02", "måste vara landskapets två siffror, som 02",
     "has to be the two digits of a region such as 02"},
    {"on kerrottava, kuka suostuu (--by tai --as)",
     "det måste sägas vem som samtycker (--by eller --as)", "has to say who agrees"},
    {"on annettava henkilö tai toteutus: ylläpitäjällä ei ole työlistaa (--as, --person, --cohort)",
     "ange en person eller ett genomförande: administratören har ingen arbetslista (--as, "
     "--person, "
     "--cohort)",
     "has to be given, or a cohort: the operator has no work"},
    {"on oltava * tai toteutuksen, maakunnan, organisaation tai julkaisijan nimi, kuten regions/02",
     "måste vara * eller namnet på ett genomförande, ett landskap, en organisation eller en "
     "utgivare, som regions/02",
     "has to be * or the name of a cohort, region, organisation or publisher, such as regions/02"},
    {"ei saa olla ennen alkupäivää", "får inte vara före första dagen",
     "must not be before from_date"},
    {"ei saa olla ennen valtuutuksen alkupäivää", "får inte vara före mandatets första dag",
     "must not be before the mandate's from_date"},
    {"on oltava osuus väliltä 0–1, kuten 0.85", "måste vara en andel från 0 till 1, som 0.85",
     "has to be a share from 0 to 1 such as 0.85"},
    {"ei saa olla negatiivinen", "får inte vara negativ", "must not be negative"},
    {"ei tallenneta tälle askeleelle", "sparas inte för det här steget",
     "is not kept for this step"},
    {"ei saa antaa yhdessä poissaolevien kanssa", "får inte anges tillsammans med frånvarande",
     "must not be given together with absent"},
}};

}  // namespace

std::string ViolationText(const std::string& description, const std::string& language) {
  for (const Words& words : kSentences) {
    if (description == words.en) return std::string(words.In(language));
  }
  return description;
}

}  // namespace kasvu::cli
