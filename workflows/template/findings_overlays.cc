#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {
namespace {

constexpr FindingText kTexts[] = {
    {"was-living", Severity::kError,
     "“{id}” is still here, so nothing can have been renamed from it. Remove “was” or the old one.",
     "“{id}” on yhä täällä, joten mikään ei ole voinut vaihtaa nimeä siitä. Poista “was” tai "
     "vanha.",
     "”{id}” finns kvar här, så inget kan ha bytt namn från det. Ta bort ”was” eller det gamla."},
    {"was-twice", Severity::kError,
     "Two say that they were “{id}”; only one can be its continuation. Keep one “was”.",
     "Kaksi sanoo olleensa “{id}”; vain toinen voi jatkaa sitä. Jätä yksi “was”.",
     "Två säger att de var ”{id}”; bara det ena kan fortsätta det. Behåll ett ”was”."},
    {"unknown-element", Severity::kError,
     "There is no “{word}” here.{suggestion} Write kind and id, such as step/session or "
     "end/completed.",
     "Täällä ei ole kohtaa “{word}”.{suggestion} Kirjoita laji ja tunnus, kuten step/session tai "
     "end/completed.",
     "Här finns inget ”{word}”.{suggestion} Skriv slag och id, till exempel step/session eller "
     "end/completed."},
    {"changes-without-overlay", Severity::kError,
     "Changes to what? Add “overlay_of: publisher/template@version”.",
     "Muutoksia mihin? Lisää “overlay_of: julkaisija/pohja@versio”.",
     "Ändringar av vad? Lägg till ”overlay_of: utgivare/mall@version”."},
    {"not-in-overlay", Severity::kError,
     "An overlay has no “{key}” of its own; it only records changes. Write it as a change.",
     "Sovituksella ei ole omaa kohtaa “{key}”; siinä on vain muutoksia. Kirjoita se muutoksena.",
     "En anpassning har inget eget ”{key}”; den innehåller bara ändringar. Skriv det som en "
     "ändring."},
    {"change-without-action", Severity::kError,
     "This change does nothing. Write add, set, clear, remove or move and an element.",
     "Tämä muutos ei tee mitään. Kirjoita add, set, clear, remove tai move ja osa.",
     "Den här ändringen gör ingenting. Skriv add, set, clear, remove eller move och en del."},
    {"not-in-change", Severity::kError,
     "“{key}” has no meaning beside “{action}”. Remove it or make it another change.",
     "“{key}” ei merkitse mitään kohdan “{action}” kanssa. Poista se tai tee siitä eri muutos.",
     "”{key}” betyder inget vid ”{action}”. Ta bort det eller gör det till en egen ändring."},
    {"change-lacks", Severity::kError, "“{action}” also needs “{key}”. Add it.",
     "“{action}” tarvitsee myös kohdan “{key}”. Lisää se.",
     "”{action}” behöver också ”{key}”. Lägg till det."},
    {"two-places", Severity::kError, "“after” and “into” name two places. Keep one.",
     "“after” ja “into” nimeävät kaksi paikkaa. Jätä toinen.",
     "”after” och ”into” anger två platser. Behåll den ena."},
    {"template-stays", Severity::kError,
     "“template” stands for the whole; it can be set and cleared, but neither added nor removed "
     "nor "
     "moved.",
     "“template” on koko pohja; sen kohtia voi asettaa ja tyhjentää, mutta sitä ei voi lisätä, "
     "poistaa eikä siirtää.",
     "”template” står för det hela; det kan sättas och tömmas, men varken läggas till, tas bort "
     "eller flyttas."},
    {"no-such-field", Severity::kError,
     "“{element}” has no “{field}” that could be changed.{suggestion} Name one that the language "
     "knows, such as due or title.fi.",
     "Kohdassa “{element}” ei ole muutettavaa kohtaa “{field}”.{suggestion} Nimeä jokin, jonka "
     "kieli "
     "tuntee, kuten due tai title.fi.",
     "”{element}” har inget ”{field}” som kan ändras.{suggestion} Ange ett som språket känner, "
     "till "
     "exempel due eller title.fi."},
    {"no-such-place", Severity::kError,
     "“{element}” cannot stand behind or in “{word}”. Name one of its own kind, or what holds "
     "such.",
     "“{element}” ei voi olla kohdan “{word}” perässä eikä sisällä. Nimeä samanlainen kohta tai "
     "se, "
     "missä sellaiset ovat.",
     "”{element}” kan inte stå efter eller i ”{word}”. Ange något av samma slag, eller det som "
     "rymmer sådana."},
    {"changed-twice", Severity::kError, "“{word}” is changed twice. Keep one of the two.",
     "“{word}” muuttuu kahdesti. Jätä toinen.", "”{word}” ändras två gånger. Behåll den ena."},
    {"missing-prefix", Severity::kError,
     "What an overlay adds needs ids of its own. Add “prefix: …”, usually the publisher's id.",
     "Sovituksen lisäämät osat tarvitsevat omat tunnukset. Lisää “prefix: …”, yleensä julkaisijan "
     "tunnus.",
     "Det som en anpassning lägger till behöver egna id. Lägg till ”prefix: …”, vanligen "
     "utgivarens id."},
    {"own-id-prefix", Severity::kError,
     "“{id}” is an id of this overlay's own. Begin it with “{prefix}”, so that it never meets one "
     "of "
     "upstream's.",
     "“{id}” on tämän sovituksen oma tunnus. Aloita se sanalla “{prefix}”, jotta se ei koskaan "
     "törmää alkuperäisen tunnuksiin.",
     "”{id}” är ett id som hör till den här anpassningen. Börja det med ”{prefix}”, så att det "
     "aldrig krockar med originalets."},
    {"locked-element", Severity::kError,
     "“{element}” is locked: {reason} Leave it as it is, or ask its publisher.",
     "“{element}” on lukittu: {reason} Jätä se ennalleen tai kysy sen julkaisijalta.",
     "”{element}” är låst: {reason} Lämna det som det är, eller fråga utgivaren."},
    {"unknown-upstream", Severity::kError,
     "There is no version {reference} to adapt. Look at the name and version, or publish it first.",
     "Versiota {reference} ei ole sovitettavaksi. Tarkista nimi ja versio tai julkaise se ensin.",
     "Det finns ingen version {reference} att anpassa. Kontrollera namn och version eller "
     "publicera "
     "den först."},
    {"upstream-unavailable", Severity::kError,
     "{reference} could not be fetched ({problem}). Try again later.",
     "Versiota {reference} ei saatu haettua ({problem}). Yritä myöhemmin uudelleen.",
     "{reference} kunde inte hämtas ({problem}). Försök igen senare."},
    {"upstream-is-module", Severity::kError,
     "{reference} is a module. Modules are used with their params; only templates are adapted.",
     "{reference} on moduuli. Moduuleja käytetään parametrein; vain ohjelmapohjia sovitetaan.",
     "{reference} är en modul. Moduler används med sina params; bara programmallar anpassas."},
    {"unresolved-conflict", Severity::kError,
     "This is not decided yet: {problem} Keep the change and remove the line “conflict”, or remove "
     "the change.",
     "Tätä ei ole vielä ratkaistu: {problem} Pidä muutos ja poista rivi “conflict”, tai poista "
     "muutos.",
     "Det här är inte avgjort än: {problem} Behåll ändringen och ta bort raden ”conflict”, eller "
     "ta bort ändringen."},
};

}  // namespace

std::span<const FindingText> OverlayFindings() { return kTexts; }

}  // namespace kasvu::workflows
