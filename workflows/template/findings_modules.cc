#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {
namespace {

constexpr FindingText kTexts[] = {
    {"malformed-use", Severity::kError,
     "“{reference}” is not a module. Write publisher/module@version, such as kasvu/joining@1.",
     "“{reference}” ei ole moduuli. Kirjoita julkaisija/moduuli@versio, kuten kasvu/joining@1.",
     "”{reference}” är ingen modul. Skriv utgivare/modul@version, till exempel kasvu/joining@1."},
    {"unpinned-use", Severity::kError, "“{reference}” names no version. Pin one: {reference}@1.",
     "“{reference}” ei kerro versiota. Kiinnitä versio: {reference}@1.",
     "”{reference}” anger ingen version. Fäst en: {reference}@1."},
    {"unknown-module", Severity::kError,
     "There is no module {reference}. Look at the name and version, or publish it first.",
     "Moduulia {reference} ei ole. Tarkista nimi ja versio tai julkaise se ensin.",
     "Modulen {reference} finns inte. Kontrollera namn och version eller publicera den först."},
    {"module-unavailable", Severity::kError,
     "The module {reference} could not be fetched ({problem}). Try again later.",
     "Moduulia {reference} ei saatu haettua ({problem}). Yritä myöhemmin uudelleen.",
     "Modulen {reference} kunde inte hämtas ({problem}). Försök igen senare."},
    {"not-a-module", Severity::kError,
     "{reference} is a template. Only modules can be used inside another.",
     "{reference} on ohjelmapohja. Vain moduuleja voi käyttää toisen sisällä.",
     "{reference} är en programmall. Bara moduler kan användas inuti en annan."},
    {"module-uses-module", Severity::kError,
     "A module cannot use another ({reference}). Use both in the template.",
     "Moduuli ei voi käyttää toista ({reference}). Käytä molempia ohjelmapohjassa.",
     "En modul kan inte använda en annan ({reference}). Använd båda i mallen."},
    {"use-with-more", Severity::kError,
     "A line with “use” takes only as and params; “{key}” has no meaning there. Remove it.",
     "Rivillä, jolla on “use”, voi olla vain as ja params; “{key}” ei merkitse siinä mitään. "
     "Poista se.",
     "En rad med ”use” tar bara as och params; ”{key}” betyder inget där. Ta bort det."},
    {"not-in-module", Severity::kError,
     "A module has no “{key}”; the template that uses it has. Move it there.",
     "Moduulissa ei ole kohtaa “{key}”; se kuuluu moduulia käyttävään ohjelmapohjaan. Siirrä se "
     "sinne.",
     "En modul har inget ”{key}”; det hör till mallen som använder den. Flytta det dit."},
    {"missing-param", Severity::kError,
     "{reference} needs the parameter “{param}”. Add it under params.",
     "{reference} tarvitsee parametrin “{param}”. Lisää se kohtaan params.",
     "{reference} behöver parametern ”{param}”. Lägg till den under params."},
    {"unknown-param", Severity::kError,
     "{reference} has no parameter “{param}”.{suggestion} Remove or rename it.",
     "Moduulissa {reference} ei ole parametria “{param}”.{suggestion} Poista tai nimeä uudelleen.",
     "{reference} har ingen parameter ”{param}”.{suggestion} Ta bort den eller byt namn."},
    {"param-type", Severity::kError,
     "“{param}” of {reference} takes {type}. Give it one such value.",
     "Moduulin {reference} parametri “{param}” on tyyppiä {type}. Anna sille sellainen arvo.",
     "”{param}” i {reference} tar {type}. Ge den ett sådant värde."},
    {"param-out-of-range", Severity::kError,
     "“{param}” of {reference} goes from {least} to {most}; {value} does not fit. Choose another.",
     "Moduulin {reference} parametri “{param}” on välillä {least}–{most}; {value} ei käy. Valitse "
     "toinen.",
     "”{param}” i {reference} går från {least} till {most}; {value} passar inte. Välj ett annat."},
    {"undeclared-param", Severity::kError,
     "“${param}” is not among params.{suggestion} Declare it there.",
     "“${param}” ei ole kohdassa params.{suggestion} Määrittele se siellä.",
     "”${param}” finns inte bland params.{suggestion} Deklarera den där."},
    {"module-fault", Severity::kError,
     "With these params {reference} does not hold together: {problem} Give other values.",
     "Näillä parametreilla {reference} ei toimi: {problem} Anna toiset arvot.",
     "Med dessa params går {reference} inte ihop: {problem} Ge andra värden."},
};

}  // namespace

std::span<const FindingText> ModuleFindings() { return kTexts; }

}  // namespace kasvu::workflows
