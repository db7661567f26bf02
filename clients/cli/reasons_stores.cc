#include "clients/cli/reason_tables.h"

namespace kasvu::cli {

std::span<const ReasonWords> StoreReasons() {
  static constexpr ReasonWords kRows[] = {
      {"STORE_IN_USE",
       {"Toinen ohjelma käyttää kansiota {folder}; pysäytä se tai valitse toinen kansio.",
        "Ett annat program använder {folder}; stoppa det eller välj en annan mapp.",
        "Another program has {folder} open; stop it or choose another folder."}},
      {"STORE_MISSING",
       {"Tietovarastoa {path} ei ole; tarkista polku tai palauta varmuuskopio.",
        "Datalagret {path} finns inte; kontrollera sökvägen eller återställ en säkerhetskopia.",
        "There is no store in {path}; check the path or restore a backup."}},
      {"STORE_TOO_NEW",
       {"Data on muodossa {found}, jonka kirjoitti {program}; tämä ohjelma tuntee muodot "
        "{known}:een "
        "asti. Asenna vähintään se versio tai palauta varmuuskopio ajalta ennen sitä.",
        "Data är i format {found}, skrivet av {program}; detta program känner formaten till "
        "{known}. "
        "Installera minst den versionen eller återställ en äldre säkerhetskopia.",
        "The data is in format {found}, written by {program}; this program knows formats up to "
        "{known}. Install that version or a later one, or restore an older backup."}},
      {"STORE_TOO_NEW",
       {"Data on muodossa {found}; tämä ohjelma tuntee muodot {known}:een asti. Päivitä Kasvu tai "
        "palauta vanhempi varmuuskopio.",
        "Data är i format {found}; detta program känner formaten till {known}. Uppdatera Kasvu "
        "eller "
        "återställ en äldre säkerhetskopia.",
        "The data is in format {found}; this program knows formats up to {known}. Update Kasvu, or "
        "restore an older backup."}},
      {"STORE_NOT_MIGRATED",
       {"Data on muodossa {found}, tämä ohjelma lukee muotoa {known}; käynnistä tämä kasvud "
        "kerran, "
        "niin se muuntaa datan.",
        "Data är i format {found}, detta program läser format {known}; starta denna kasvud en "
        "gång, så "
        "omvandlar den datan.",
        "The data is in format {found} and this program reads format {known}; start this kasvud "
        "once, which brings it there."}},
      {"STORE_MIGRATING",
       {"Datan muunto muotoon {to} on kesken; odota tai käynnistä kasvud, niin se jatkuu.",
        "Omvandlingen till format {to} är inte klar; vänta eller starta kasvud, så fortsätter den.",
        "The data is on its way to format {to}; wait, or start kasvud and it goes on."}},
      {"STORE_DAMAGED",
       {"Tietovarasto on vioittunut: {detail}. Palauta se varmuuskopiosta kokonaan.",
        "Datalagret är skadat: {detail}. Återställ det helt från en säkerhetskopia.",
        "The store is damaged: {detail}. Restore all of it from a backup."}},
      {"STORE_DAMAGED",
       {"Tietovarasto on vioittunut; palauta se varmuuskopiosta kokonaan.",
        "Datalagret är skadat; återställ det helt från en säkerhetskopia.",
        "The store is damaged; restore all of it from a backup."}},
      {"STORE_UNAVAILABLE",
       {"Tietovarasto ei toimi nyt: {detail}.", "Datalagret fungerar inte nu: {detail}.",
        "The store cannot serve now: {detail}."}},
      {"STORE_UNAVAILABLE",
       {"Tietovarasto ei toimi nyt; yritä uudelleen.", "Datalagret fungerar inte nu; försök igen.",
        "The store cannot serve now; try again."}},
      {"STORE_UNREACHABLE",
       {"Tietokantaa {store} ei voi käyttää; tarkista, että se on käynnissä, osoite on oikea ja se "
        "päästää käyttäjän sisään.",
        "Databasen {store} går inte att använda; kontrollera att den är i gång, att adressen "
        "stämmer "
        "och att den släpper in användaren.",
        "The database {store} cannot be used; see that it runs, that its address is right and that "
        "it lets this user in."}},
      {"STORE_NOT_DURABLE",
       {"Tietokanta {store} vastaa ennen kuin tieto on levyllä; ota sen asetus {setting} käyttöön.",
        "Databasen {store} svarar innan data är på disken; slå på dess inställning {setting}.",
        "The database {store} answers before its disk has a commit; turn its setting {setting} "
        "on."}},
      {"STORE_ADDRESS_MALFORMED",
       {"Tietokannan osoite on muotoa postgres://KÄYTTÄJÄ@PALVELIN:PORTTI/KANTA.",
        "En databas adress har formen postgres://ANVÄNDARE@VÄRD:PORT/DATABAS.",
        "A database is named postgres://USER@HOST:PORT/DATABASE."}},
      {"STORE_READ_ONLY",
       {"Tietovarasto avattiin vain luettavaksi.", "Datalagret öppnades bara för läsning.",
        "The store was opened for reading alone."}},
      {"COMMIT_UNKNOWN",
       {"Ei tiedetä, ehtikö muutos levylle; anna komento uudelleen, niin se selviää.",
        "Det är oklart om ändringen hann till disken; ge kommandot på nytt, så visar det sig.",
        "Whether the change reached the disk is unknown; give the command again to find out."}},
      {"TRANSACTION_CONFLICT",
       {"Toinen muutos oli tiellä; yritä uudelleen.", "En annan ändring var i vägen; försök igen.",
        "Another change was in the way; try again."}},
      {"LOCK_DEADLOCK",
       {"Kaksi muutosta odotti toisiaan; yritä uudelleen.",
        "Två ändringar väntade på varandra; försök igen.",
        "Two changes waited for each other; try again."}},
      {"KEY_MALFORMED",
       {"Tallessa on avain, joka ei kuulu tauluunsa; aja kasvu admin verify.",
        "En lagrad nyckel hör inte till sin tabell; kör kasvu admin verify.",
        "A stored key is none of its table; run kasvu admin verify."}},
      {"RECORD_UNREADABLE",
       {"Taulun {table} tietuetta ei voi lukea; aja kasvu admin verify.",
        "En post i tabellen {table} går inte att läsa; kör kasvu admin verify.",
        "A record of the table {table} cannot be read; run kasvu admin verify."}},
      {"ERASURES_DAMAGED",
       {"Unohdettujen luettelon {file} riviä {line} on muutettu; ota ehjä kopio siitä.",
        "Raden {line} i listan över glömda {file} har ändrats; ta en hel kopia av den.",
        "Line {line} of the list of erasures {file} was changed; take a whole copy of it."}},
      {"ERASURES_UNREADABLE",
       {"Unohdettujen luetteloa {file} ei voi lukea.",
        "Listan över glömda {file} går inte att läsa.",
        "The list of erasures {file} cannot be read."}},
      {"ERASURES_UNWRITABLE",
       {"Unohdettujen luetteloon {file} ei voi kirjoittaa; ketään ei unohdeta ennen sitä.",
        "Listan över glömda {file} går inte att skriva; ingen glöms före det.",
        "The list of erasures {file} cannot be written; nobody is erased before it is."}},
      {"RECORD_EXISTS",
       {"Taulussa {table} on jo rivi tässä kohdassa.", "Tabellen {table} har redan en rad där.",
        "The table {table} has a row there already."}},
      {"RECORD_ABSENT",
       {"Taulussa {table} ei ole riviä tässä kohdassa.", "Tabellen {table} har ingen rad där.",
        "The table {table} has no row there."}},
      {"COUNTER_OVERFLOW",
       {"Laskuri kasvaisi yli rajansa.", "En räknare skulle växa över sin gräns.",
        "A counter would grow beyond its limit."}},
      {"TRANSACTION_OVER",
       {"Muutos oli jo päättynyt; anna komento uudelleen.",
        "Ändringen var redan avslutad; ge kommandot på nytt.",
        "The change had ended already; give the command again."}},
      {"KEYS_CHANGED",
       {"Toinen palvelin teki saman avaimen juuri nyt; yritä uudelleen.",
        "En annan server gjorde samma nyckel just nu; försök igen.",
        "Another server made the same key just now; try again."}},
  };
  return kRows;
}

}  // namespace kasvu::cli
