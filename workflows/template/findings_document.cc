#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {
namespace {

constexpr FindingText kTexts[] = {
    {"template-too-large", Severity::kError,
     "The file has {size} bytes; at most {limit} are read. Move parts of it into modules.",
     "Tiedostossa on {size} tavua; niitä luetaan enintään {limit}. Siirrä osia moduuleihin.",
     "Filen har {size} byte; högst {limit} läses. Flytta delar av den till moduler."},
    {"not-utf-8", Severity::kError,
     "This byte is not readable text. Save the file as UTF-8, without control characters.",
     "Tämä tavu ei ole luettavaa tekstiä. Tallenna tiedosto UTF-8:na ilman ohjausmerkkejä.",
     "Denna byte är inte läsbar text. Spara filen som UTF-8 utan styrtecken."},
    {"syntax", Severity::kError,
     "This cannot be read as YAML ({problem}). Look at indents, quotes and brackets here and just "
     "above.",
     "Tätä ei voi lukea YAML:na ({problem}). Katso sisennykset, lainausmerkit ja sulkeet tässä ja "
     "juuri yllä.",
     "Detta går inte att läsa som YAML ({problem}). Se över indrag, citattecken och parenteser här "
     "och strax ovanför."},
    {"empty-document", Severity::kError,
     "The file is empty. Begin with “template: an-id” or “module: an-id”.",
     "Tiedosto on tyhjä. Aloita rivillä “template: tunnus” tai “module: tunnus”.",
     "Filen är tom. Börja med ”template: ett-id” eller ”module: ett-id”."},
    {"not-a-template", Severity::kError,
     "A template is a map of keys. Begin with “template: an-id”.",
     "Ohjelmapohja koostuu avaimista. Aloita rivillä “template: tunnus”.",
     "En programmall består av nycklar. Börja med ”template: ett-id”."},
    {"second-document", Severity::kError,
     "A second document begins here. Keep one template per file.",
     "Tästä alkaa toinen dokumentti. Pidä yksi ohjelmapohja tiedostoa kohti.",
     "Här börjar ett andra dokument. Ha en mall per fil."},
    {"duplicate-key", Severity::kError, "“{key}” stands twice in the same place. Keep one of them.",
     "“{key}” on kahdesti samassa paikassa. Jätä toinen pois.",
     "”{key}” står två gånger på samma ställe. Behåll ett av dem."},
    {"anchor", Severity::kError,
     "YAML anchors (&) are not used here. Write the content out, or make it a module.",
     "YAML-ankkureita (&) ei käytetä. Kirjoita sisältö auki tai tee siitä moduuli.",
     "YAML-ankare (&) används inte. Skriv ut innehållet eller gör en modul av det."},
    {"alias", Severity::kError,
     "YAML aliases (*) are not used here. Write the content out, or make it a module.",
     "YAML-viittauksia (*) ei käytetä. Kirjoita sisältö auki tai tee siitä moduuli.",
     "YAML-alias (*) används inte. Skriv ut innehållet eller gör en modul av det."},
    {"tag", Severity::kError, "YAML tags ({tag}) are not used here. Remove it.",
     "YAML-tunnisteita ({tag}) ei käytetä. Poista se.",
     "YAML-taggar ({tag}) används inte. Ta bort den."},
    {"key-not-a-word", Severity::kError, "A key must be a word. Write “key: value”.",
     "Avaimen on oltava sana. Kirjoita “avain: arvo”.",
     "En nyckel måste vara ett ord. Skriv ”nyckel: värde”."},
    {"too-deep", Severity::kError, "This lies deeper than {limit} levels. Make it flatter.",
     "Tämä on yli {limit} tason syvyydessä. Tee siitä matalampi.",
     "Detta ligger djupare än {limit} nivåer. Gör det plattare."},
    {"unknown-key", Severity::kError, "“{key}” is not a key here.{suggestion} Known: {known}.",
     "“{key}” ei ole tässä tunnettu avain.{suggestion} Tunnetut: {known}.",
     "”{key}” är ingen nyckel här.{suggestion} Kända: {known}."},
    {"two-kinds", Severity::kError,
     "“{key}” stands beside “{other}”; only one kind is possible. Split it in two.",
     "“{key}” on kohdan “{other}” rinnalla; vain yksi laji on mahdollinen. Jaa se kahdeksi.",
     "”{key}” står bredvid ”{other}”; bara ett slag är möjligt. Dela det i två."},
    {"wrong-type", Severity::kError, "“{key}” has a value of another type. Expected: {expected}.",
     "Kohdan “{key}” arvo on väärää tyyppiä. Odotettu: {expected}.",
     "”{key}” har ett värde av fel typ. Väntat: {expected}."},
    {"empty-value", Severity::kError,
     "“{key}” has no value. Give one, remove the key, or write {} if nothing is to be set.",
     "Kohdalla “{key}” ei ole arvoa. Anna arvo, poista avain tai kirjoita {}, jos mitään ei "
     "aseteta.",
     "”{key}” saknar värde. Ge ett, ta bort nyckeln eller skriv {} om inget ska anges."},
    {"number-out-of-range", Severity::kError,
     "{value} is too large or too small. Choose a number from {least} to {most}.",
     "{value} on liian suuri tai pieni. Valitse luku väliltä {least}–{most}.",
     "{value} är för stort eller för litet. Välj ett tal från {least} till {most}."},
    {"unknown-word", Severity::kError,
     "“{value}” is not possible here.{suggestion} Allowed: {allowed}.",
     "“{value}” ei käy tähän.{suggestion} Sallitut: {allowed}.",
     "”{value}” går inte här.{suggestion} Tillåtna: {allowed}."},
    {"parameter-not-here", Severity::kError,
     "A parameter ({parameter}) cannot stand here. Write the value itself.",
     "Parametri ({parameter}) ei voi olla tässä. Kirjoita itse arvo.",
     "En parameter ({parameter}) kan inte stå här. Skriv själva värdet."},
    {"more-findings", Severity::kError, "And {count} more. Mend those above first.",
     "Ja {count} muuta. Korjaa ensin yllä olevat.", "Och {count} till. Rätta först dem ovan."},
};

}  // namespace

std::span<const FindingText> DocumentFindings() { return kTexts; }

}  // namespace kasvu::workflows
