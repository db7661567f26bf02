#include "clients/cli/reason_tables.h"

namespace kasvu::cli {

std::span<const ReasonWords> DirectoryReasons() {
  static constexpr ReasonWords kRows[] = {
      {"PERSON_NOT_FOUND",
       {"Henkilöä ei ole; katso tunnukset komennolla kasvu person list.",
        "Personen finns inte; se id:n med kasvu person list.",
        "There is no such person; see the ids with kasvu person list."}},
      {"EMAIL_TAKEN",
       {"Sähköposti on jo toisella henkilöllä; käytä häntä tai toista osoitetta.",
        "E-postadressen finns redan hos någon annan; använd den personen eller en annan adress.",
        "Somebody else has that e-mail; use that person or another address."}},
      {"EMAIL_MISSING",
       {"Sähköposti puuttuu; ilman sitä samaa henkilöä ei löydetä uudelleen.",
        "E-postadressen saknas; utan den hittas samma person inte igen.",
        "The e-mail is missing; without it the same person cannot be found again."}},
      {"COMPANY_NOT_FOUND",
       {"Yritystä ei ole; katso tunnukset komennolla kasvu company list.",
        "Företaget finns inte; se id:n med kasvu company list.",
        "There is no such company; see the ids with kasvu company list."}},
      {"BUSINESS_ID_TAKEN",
       {"Y-tunnus on jo toisella yrityksellä; käytä sitä.",
        "FO-numret finns redan hos ett annat företag; använd det.",
        "Another company has that business id; use that one."}},
      {"BUSINESS_ID_MALFORMED",
       {"Y-tunnus kirjoitetaan muodossa 1234567-8.", "FO-numret skrivs 1234567-8.",
        "A business id is written 1234567-8."}},
      {"BUSINESS_ID_CHECK_DIGIT",
       {"Y-tunnuksen tarkistusnumero ei täsmää; tarkista numerot.",
        "FO-numrets kontrollsiffra stämmer inte; kontrollera siffrorna.",
        "The check digit of the business id does not fit; check the digits."}},
      {"MANDATE_NOT_FOUND",
       {"Valtuutusta ei ole; katso tunnukset komennolla kasvu mandate list.",
        "Mandatet finns inte; se id:n med kasvu mandate list.",
        "There is no such mandate; see the ids with kasvu mandate list."}},
      {"MANDATE_EXISTS",
       {"Henkilöllä on jo sama valtuutus.", "Personen har redan samma mandat.",
        "The person has the same mandate already."}},
      {"MANDATE_ENDED",
       {"Valtuutus on jo päättynyt.", "Mandatet är redan avslutat.",
        "The mandate has ended already."}},
      {"POSITION_GONE",
       {"Näin vanhoja muutoksia ei enää pidetä; aloita uudemmasta kohdasta.",
        "Så gamla ändringar hålls inte längre kvar; börja från en nyare position.",
        "Changes that old are no longer kept; begin at a newer position."}},
  };
  return kRows;
}

}  // namespace kasvu::cli
