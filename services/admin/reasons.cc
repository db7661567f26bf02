#include "services/admin/reasons.h"

namespace kasvu::admin {
namespace {

struct FaultWords {
  std::string_view reason;
  cli::Words words;
};

constexpr FaultWords kRows[] = {
    {"ANCHOR_BROKEN",
     {"Historioiden ankkuri puuttuu tai sitä on muutettu.",
      "Ett ankare för historierna saknas eller har ändrats.",
      "An anchor of the histories is missing or was changed."}},
    {"COHORT_MISSING",
     {"Rivi kuuluu toteutukseen, jota ei ole.", "Raden hör till ett genomförande som inte finns.",
      "The row belongs to a cohort that is not there."}},
    {"CONTENT_KEY_MISSING",
     {"Sinetöidyn sisällön avainta ei ole.", "Nyckeln till förseglat innehåll finns inte.",
      "The key of sealed content is not there."}},
    {"COUNTER_DIFFERS",
     {"Laskuri poikkeaa uudelleen lasketusta.", "En räknare skiljer sig från en omräkning.",
      "A counter differs from a recount."}},
    {"DIGEST_DIFFERS",
     {"Ohjelmapohjan sisältö ei vastaa tiivistettä.",
      "Programmallens innehåll motsvarar inte kontrollsumman.",
      "The content of a template's version does not have its digest."}},
    {"ERASED_IS_THERE",
     {"Unohdettu henkilö on yhä hakemistossa.", "En glömd person finns ännu i katalogen.",
      "A forgotten person is still in the directory."}},
    {"FEED_BROKEN",
     {"Muutossyöte on aukollinen tai väärä.", "Flödet av ändringar har luckor eller är fel.",
      "The feed of changes has gaps or is wrong."}},
    {"HISTORY_BROKEN",
     {"Historian ketju ei pidä.", "Historikens kedja håller inte.",
      "The chain of a history does not hold."}},
    {"INDEX_LINE_MISSING",
     {"Hakemistorivi puuttuu.", "En indexrad saknas.", "A line of an index is missing."}},
    {"INDEX_LINE_UNEXPECTED",
     {"Hakemistorivi ei johda mihinkään.", "En indexrad leder ingenstans.",
      "A line of an index leads nowhere."}},
    {"KEY_MALFORMED",
     {"Avain ei kuulu tauluun.", "Nyckeln hör inte till tabellen.",
      "The key is none of its table."}},
    {"KEY_MISSING",
     {"Salausavain puuttuu.", "En krypteringsnyckel saknas.", "An encryption key is missing."}},
    {"KEY_UNREADABLE",
     {"Salausavainta ei voi lukea.", "En krypteringsnyckel går inte att läsa.",
      "An encryption key cannot be read."}},
    {"RECORD_UNREADABLE",
     {"Tietuetta ei voi lukea.", "Posten går inte att läsa.", "A record cannot be read."}},
    {"REFERENCE_BROKEN",
     {"Viitattua ei ole.", "Det som hänvisas till finns inte.",
      "What the record names is not there."}},
    {"STATE_DIFFERS",
     {"Tila poikkeaa siitä, mihin historia johtaa.",
      "Tillståndet skiljer sig från det historiken leder till.",
      "A state differs from what its history leads to."}},
    {"STATE_MISSING", {"Tila puuttuu.", "Ett tillstånd saknas.", "A state is missing."}},
    {"STATE_UNEXPECTED",
     {"Rivi, jota mikään ei selitä.", "En rad som inget förklarar.",
      "A row that nothing accounts for."}},
    {"STORE_DAMAGED",
     {"Tiedostot ovat vioittuneet; palauta varmuuskopio.",
      "Filerna är skadade; återställ en säkerhetskopia.", "Files are damaged; restore a backup."}},
    {"STORE_MISSING",
     {"Tietovarasto on kadonnut.", "Ett datalager har försvunnit.", "A store is gone."}},
    {"STORE_MIGRATING",
     {"Tietojen muunto uuteen muotoon on kesken; käynnistä kasvud, niin se jatkuu.",
      "Omvandlingen till ett nytt format är inte klar; starta kasvud, så fortsätter den.",
      "The data is on its way to a new format; start kasvud and it goes on."}},
    {"STORE_NOT_MIGRATED",
     {"Tiedot ovat vanhassa muodossa; käynnistä tämä kasvud kerran, niin se muuntaa ne.",
      "Data är i ett äldre format; starta denna kasvud en gång, så omvandlas de.",
      "The data is in an older format; start this kasvud once, which brings it up to date."}},
    {"STORE_TOO_NEW",
     {"Uudempi ohjelma on kirjoittanut tiedot; päivitä Kasvu.",
      "Ett nyare program har skrivit data; uppdatera Kasvu.",
      "A newer program wrote the data; update Kasvu."}},
    {"STORE_UNAVAILABLE",
     {"Tietovarastoa ei voi lukea nyt.", "Datalagret går inte att läsa nu.",
      "The store cannot be read now."}},
    {"TABLE_UNKNOWN",
     {"Taulu, jota tämä ohjelma ei tunne.", "En tabell som programmet inte känner.",
      "A table that this program does not know."}},
    {"VERSION_DIFFERS",
     {"Kiinnitetyn version sisältö puuttuu tai on toinen.",
      "Den fastställda versionens innehåll saknas eller är ett annat.",
      "The content of a pinned version is missing or another."}},
    {"VERSION_MISSING",
     {"Ohjelmapohjan versio puuttuu.", "En version av programmallen saknas.",
      "A version of a template is missing."}},
};

}  // namespace

std::optional<cli::Words> WordsOfFault(std::string_view reason) {
  for (const FaultWords& row : kRows) {
    if (row.reason == reason) return row.words;
  }
  return std::nullopt;
}

std::vector<std::string_view> KnownFaults() {
  std::vector<std::string_view> reasons;
  for (const FaultWords& row : kRows) reasons.push_back(row.reason);
  return reasons;
}

}  // namespace kasvu::admin
