#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {
namespace {

constexpr FindingText kTexts[] = {
    {"too-many-steps", Severity::kError,
     "There are {count} steps; at most {limit} are possible. Split the programme, or use up_to and "
     "each.",
     "Tässä on {count} askelta; niitä voi olla enintään {limit}. Jaa ohjelma tai käytä kohtia "
     "up_to ja each.",
     "Här finns {count} steg; högst {limit} är möjliga. Dela programmet eller använd up_to och "
     "each."},
    {"too-many-phases", Severity::kError,
     "There are {count} phases; at most {limit} are possible. Join some of them.",
     "Tässä on {count} vaihetta; niitä voi olla enintään {limit}. Yhdistä osa niistä.",
     "Här finns {count} faser; högst {limit} är möjliga. Slå ihop några av dem."},
    {"too-many-items", Severity::kError,
     "There are {count} items; at most {limit} are possible. Make the series shorter.",
     "Tässä on {count} osaa; niitä voi olla enintään {limit}. Lyhennä sarjaa.",
     "Här finns {count} delar; högst {limit} är möjliga. Gör serien kortare."},
    {"too-many-facts", Severity::kError,
     "There are {count} facts; at most {limit} are possible. Keep those that a condition reads.",
     "Tässä on {count} tosiasiaa; niitä voi olla enintään {limit}. Jätä ne, joita jokin ehto "
     "lukee.",
     "Här finns {count} fakta; högst {limit} är möjliga. Behåll dem som något villkor läser."},
    {"too-many-values", Severity::kError,
     "There are {count} values; at most {limit} are possible. Join some of them.",
     "Tässä on {count} arvoa; niitä voi olla enintään {limit}. Yhdistä osa niistä.",
     "Här finns {count} värden; högst {limit} är möjliga. Slå ihop några av dem."},
    {"too-many-languages", Severity::kError,
     "There are {count} languages; at most {limit} are possible. Keep those that readers need.",
     "Tässä on {count} kieltä; niitä voi olla enintään {limit}. Jätä ne, joita lukijat "
     "tarvitsevat.",
     "Här finns {count} språk; högst {limit} är möjliga. Behåll dem som läsarna behöver."},
    {"too-many-params", Severity::kError,
     "There are {count} params; at most {limit} are possible. Fix some of the values.",
     "Tässä on {count} parametria; niitä voi olla enintään {limit}. Kiinnitä osa arvoista.",
     "Här finns {count} parametrar; högst {limit} är möjliga. Lås några av värdena."},
    {"too-many-roles", Severity::kError,
     "There are {count} roles; at most {limit} are possible. Join some of them.",
     "Tässä on {count} roolia; niitä voi olla enintään {limit}. Yhdistä osa niistä.",
     "Här finns {count} roller; högst {limit} är möjliga. Slå ihop några av dem."},
    {"too-many-tracks", Severity::kError,
     "There are {count} tracks; at most {limit} are possible. Join some of them.",
     "Tässä on {count} polkua; niitä voi olla enintään {limit}. Yhdistä osa niistä.",
     "Här finns {count} spår; högst {limit} är möjliga. Slå ihop några av dem."},
    {"too-many-links", Severity::kError,
     "There are {count} links; at most {limit} are possible. Join some of them.",
     "Tässä on {count} linkkiä; niitä voi olla enintään {limit}. Yhdistä osa niistä.",
     "Här finns {count} länkar; högst {limit} är möjliga. Slå ihop några av dem."},
    {"too-many-ends", Severity::kError,
     "There are {count} ends; at most {limit} are possible. Join some of them.",
     "Tässä on {count} päätöstä; niitä voi olla enintään {limit}. Yhdistä osa niistä.",
     "Här finns {count} slut; högst {limit} är möjliga. Slå ihop några av dem."},
    {"too-many-requirements", Severity::kError,
     "There are {count} requirements; at most {limit} are possible. Join some with “all”.",
     "Tässä on {count} vaatimusta; niitä voi olla enintään {limit}. Yhdistä osa kohdalla “all”.",
     "Här finns {count} krav; högst {limit} är möjliga. Slå ihop några med ”all”."},
    {"too-many-forms", Severity::kError,
     "There are {count} forms; at most {limit} are possible. Join some of them.",
     "Tässä on {count} lomaketta; niitä voi olla enintään {limit}. Yhdistä osa niistä.",
     "Här finns {count} formulär; högst {limit} är möjliga. Slå ihop några av dem."},
    {"too-many-questions", Severity::kError,
     "There are {count} questions; at most {limit} are possible. Ask less, or make two forms.",
     "Tässä on {count} kysymystä; niitä voi olla enintään {limit}. Kysy vähemmän tai tee kaksi "
     "lomaketta.",
     "Här finns {count} frågor; högst {limit} är möjliga. Fråga mindre eller gör två formulär."},
    {"too-many-options", Severity::kError,
     "There are {count} options; at most {limit} are possible. Join some of them.",
     "Tässä on {count} vaihtoehtoa; niitä voi olla enintään {limit}. Yhdistä osa niistä.",
     "Här finns {count} alternativ; högst {limit} är möjliga. Slå ihop några av dem."},
    {"too-many-agenda-lines", Severity::kError,
     "There are {count} agenda lines; at most {limit} are possible. Join some of them.",
     "Tässä on {count} ohjelmariviä; niitä voi olla enintään {limit}. Yhdistä osa niistä.",
     "Här finns {count} programpunkter; högst {limit} är möjliga. Slå ihop några av dem."},
    {"too-many-fields", Severity::kError,
     "There are {count} recorded fields; at most {limit} are possible. Record less, or use a form.",
     "Tässä on {count} kirjattavaa kenttää; niitä voi olla enintään {limit}. Kirjaa vähemmän tai "
     "käytä lomaketta.",
     "Här finns {count} fält att anteckna; högst {limit} är möjliga. Anteckna mindre eller använd "
     "ett formulär."},
    {"too-many-slots", Severity::kError,
     "The series have {count} items together; at most {limit} are possible. Make some shorter.",
     "Sarjoissa on yhteensä {count} osaa; niitä voi olla enintään {limit}. Lyhennä joitakin.",
     "Serierna har tillsammans {count} delar; högst {limit} är möjliga. Gör några kortare."},
    {"too-many-prerequisites", Severity::kError,
     "There are {count} prerequisites; at most {limit} are possible. Let the phase name those that "
     "its steps share.",
     "Edellytyksiä on {count}; niitä voi olla enintään {limit}. Anna vaiheen nimetä yhteiset.",
     "Här finns {count} förutsättningar; högst {limit} är möjliga. Låt fasen nämna de gemensamma."},
    {"text-too-long", Severity::kError,
     "The text has {count} characters; at most {limit} are possible. Shorten it.",
     "Tekstissä on {count} merkkiä; niitä voi olla enintään {limit}. Lyhennä sitä.",
     "Texten har {count} tecken; högst {limit} är möjliga. Korta den."},
    {"condition-too-deep", Severity::kError,
     "The condition is nested {count} deep; at most {limit} are possible. Use facts to make it "
     "flatter.",
     "Ehdossa on {count} sisäkkäistä tasoa; niitä voi olla enintään {limit}. Madalla sitä "
     "tosiasioiden avulla.",
     "Villkoret har {count} nivåer; högst {limit} är möjliga. Gör det plattare med hjälp av "
     "fakta."},
};

}  // namespace

std::span<const FindingText> LimitFindings() { return kTexts; }

}  // namespace kasvu::workflows
