#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {
namespace {

constexpr FindingText kTexts[] = {
    {"template-or-module", Severity::kError,
     "Begin with either “template: an-id” or “module: an-id”, one of the two.",
     "Aloita joko rivillä “template: tunnus” tai “module: tunnus”, vain toisella.",
     "Börja med antingen ”template: ett-id” eller ”module: ett-id”, ett av de två."},
    {"missing-id", Severity::kError,
     "This has no id. Give it a short one, such as “id: goals”; it stays for ever.",
     "Tältä puuttuu tunnus. Anna lyhyt, kuten “id: tavoitteet”; se pysyy aina samana.",
     "Detta saknar id. Ge det ett kort, till exempel ”id: mal”; det gäller för alltid."},
    {"duplicate-id", Severity::kError, "“{id}” is already used here. Give one of them another id.",
     "“{id}” on jo käytössä. Anna toiselle eri tunnus.",
     "”{id}” används redan här. Ge det ena ett annat id."},
    {"malformed-id", Severity::kError,
     "“{id}” cannot be an id. Use lower-case letters a–z, digits and hyphens, a letter first.",
     "“{id}” ei käy tunnukseksi. Käytä pieniä kirjaimia a–z, numeroita ja yhdysmerkkejä, kirjain "
     "ensin.",
     "”{id}” kan inte vara ett id. Använd små bokstäver a–z, siffror och bindestreck, en bokstav "
     "först."},
    {"id-too-long", Severity::kError, "“{id}” is longer than {limit} characters. Shorten it.",
     "“{id}” on yli {limit} merkkiä. Lyhennä sitä.",
     "”{id}” är längre än {limit} tecken. Korta det."},
    {"reserved-id", Severity::kError, "“{id}” has a meaning of its own. Choose another id.",
     "Sanalla “{id}” on oma merkityksensä. Valitse toinen tunnus.",
     "”{id}” har en egen betydelse. Välj ett annat id."},
    {"malformed-version", Severity::kError,
     "“{reference}” is no version. Write publisher/id@version, such as kasvu/ekollega@1.",
     "“{reference}” ei ole versio. Kirjoita julkaisija/tunnus@versio, kuten kasvu/ekollega@1.",
     "”{reference}” är ingen version. Skriv utgivare/id@version, till exempel kasvu/ekollega@1."},
    {"unknown-step", Severity::kError, "There is no step “{word}”.{suggestion} Known: {known}.",
     "Ei ole askelta “{word}”.{suggestion} Tunnetut: {known}.",
     "Här finns inte steget ”{word}”.{suggestion} Kända: {known}."},
    {"unknown-item", Severity::kError, "There is no item “{word}”.{suggestion} Known: {known}.",
     "Ei ole osaa “{word}”.{suggestion} Tunnetut: {known}.",
     "Här finns inte delen ”{word}”.{suggestion} Kända: {known}."},
    {"unknown-anchor", Severity::kError, "There is no anchor “{word}”.{suggestion} Known: {known}.",
     "Ei ole ankkuria “{word}”.{suggestion} Tunnetut: {known}.",
     "Här finns inte ankaret ”{word}”.{suggestion} Kända: {known}."},
    {"unknown-fact", Severity::kError, "There is no fact “{word}”.{suggestion} Known: {known}.",
     "Ei ole tosiasiaa “{word}”.{suggestion} Tunnetut: {known}.",
     "Här finns inte faktumet ”{word}”.{suggestion} Kända: {known}."},
    {"unknown-form", Severity::kError, "There is no form “{word}”.{suggestion} Known: {known}.",
     "Ei ole lomaketta “{word}”.{suggestion} Tunnetut: {known}.",
     "Här finns inte formuläret ”{word}”.{suggestion} Kända: {known}."},
    {"unknown-track", Severity::kError, "There is no track “{word}”.{suggestion} Known: {known}.",
     "Ei ole polkua “{word}”.{suggestion} Tunnetut: {known}.",
     "Här finns inte spåret ”{word}”.{suggestion} Kända: {known}."},
    {"unknown-link", Severity::kError, "There is no link “{word}”.{suggestion} Known: {known}.",
     "Ei ole linkkiä “{word}”.{suggestion} Tunnetut: {known}.",
     "Här finns inte länken ”{word}”.{suggestion} Kända: {known}."},
    {"unknown-question", Severity::kError,
     "There is no question “{word}”.{suggestion} Known: {known}.",
     "Ei ole kysymystä “{word}”.{suggestion} Tunnetut: {known}.",
     "Här finns inte frågan ”{word}”.{suggestion} Kända: {known}."},
    {"unknown-role", Severity::kError,
     "Nobody is called “{word}”.{suggestion} Declare the role or link, or use one of: {known}.",
     "Kukaan ei ole “{word}”.{suggestion} Määrittele rooli tai linkki, tai käytä jotakin näistä: "
     "{known}.",
     "Ingen heter ”{word}”.{suggestion} Deklarera rollen eller länken, eller använd någon av: "
     "{known}."},
    {"unknown-owner", Severity::kError, "“{word}” owns no steps.{suggestion} Use one of: {known}.",
     "“{word}” ei omista askelia.{suggestion} Käytä jotakin näistä: {known}.",
     "”{word}” äger inga steg.{suggestion} Använd någon av: {known}."},
    {"unknown-value", Severity::kError,
     "The fact “{fact}” is never “{value}”.{suggestion} Its values: {known}.",
     "Tosiasia “{fact}” ei ole koskaan “{value}”.{suggestion} Sen arvot: {known}.",
     "Faktumet ”{fact}” är aldrig ”{value}”.{suggestion} Dess värden: {known}."},
    {"not-a-series", Severity::kError,
     "“{word}” is a single step, not a series. Name the step alone, or give it items.",
     "“{word}” on yksittäinen askel, ei sarja. Mainitse pelkkä askel tai anna sille osia.",
     "”{word}” är ett enda steg, ingen serie. Nämn bara steget eller ge det delar."},
};

}  // namespace

std::span<const FindingText> IdFindings() { return kTexts; }

}  // namespace kasvu::workflows
