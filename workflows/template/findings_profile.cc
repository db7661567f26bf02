#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {
namespace {

constexpr FindingText kTexts[] = {
    {"not-a-profile", Severity::kError,
     "A profile is a map of keys. Write for example “attendance: 0.9”.",
     "Profiili koostuu avaimista. Kirjoita esimerkiksi “attendance: 0.9”.",
     "En profil består av nycklar. Skriv till exempel ”attendance: 0.9”."},
    {"not-a-share", Severity::kError,
     "{value} is no share. Write a number from 0 to 1 with at most six decimals, such as 0.85.",
     "{value} ei ole osuus. Kirjoita luku väliltä 0–1, enintään kuusi desimaalia, kuten 0.85.",
     "{value} är ingen andel. Skriv ett tal från 0 till 1 med högst sex decimaler, som 0.85."},
    {"weights-unusable", Severity::kError,
     "These weights cannot be used. Give 1–100 whole numbers from 0 to 1000, not all of them 0.",
     "Näitä painoja ei voi käyttää. Anna 1–100 kokonaislukua väliltä 0–1000; kaikki eivät saa olla "
     "nollia.",
     "De här vikterna går inte att använda. Ge 1–100 heltal från 0 till 1000, inte alla 0."},
};

}  // namespace

std::span<const FindingText> ProfileFindings() { return kTexts; }

}  // namespace kasvu::workflows
