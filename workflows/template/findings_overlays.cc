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
