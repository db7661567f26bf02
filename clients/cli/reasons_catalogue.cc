#include "clients/cli/reason_tables.h"

namespace kasvu::cli {

std::span<const ReasonWords> CatalogueReasons() {
  static constexpr ReasonWords kRows[] = {
      {"SUCCESSOR_UNSUITABLE",
       {"Versiota {successor} ei voi ottaa sen sijaan; nimeä toinen versio, joka on julkaistu.",
        "Versionen {successor} kan inte tas i stället; ange en annan version som är publicerad.",
        "{successor} cannot be taken instead; name another version that is published."}},
      {"VERSION_WITHDRAWN",
       {"Julkaisija on vetänyt version {name} pois; valitse toinen (kasvu template versions).",
        "Utgivaren har dragit tillbaka {name}; välj en annan (kasvu template versions).",
        "The publisher has withdrawn {name}; choose another (kasvu template versions)."}},
      {"PACKAGE_UNREADABLE",
       {"Tiedosto ei ole kasvu template export -komennon paketti, tai se on katkennut.",
        "Filen är inget paket från kasvu template export, eller så har den klippts av.",
        "The file is no package of kasvu template export, or was cut short."}},
      {"PACKAGE_DAMAGED",
       {"Paketti on katkennut tai sitä on muutettu; pyydä se uudelleen sieltä, mistä se tulee.",
        "Paketet har klippts av eller ändrats; be om det på nytt där det kommer ifrån.",
        "The package was cut short or altered; ask for it again where it comes from."}},
      {"PACKAGE_TOO_LARGE",
       {"Versiot eivät mahdu yhteen pakettiin; aloita myöhemmästä (--from).",
        "Versionerna ryms inte i ett paket; börja med en senare (--from).",
        "The versions do not fit into one package; begin with a later one (--from)."}},
      {"PACKAGE_NEEDS",
       {"Paketti tarvitsee version {needs}, jota täällä ei ole; tuo se ensin.",
        "Paketet behöver {needs}, som inte finns här; importera den först.",
        "The package needs {needs}, which is not here; import it first."}},
      {"VERSIONS_MISSING",
       {"Tuo ensin mallin {template} versiot numerosta {first} alkaen.",
        "Importera först versionerna av {template} från nummer {first}.",
        "Import the versions of {template} from {first} on before these."}},
      {"NUMBER_TAKEN",
       {"Numerolla {name} on täällä jo toinen sisältö; mitään ei tuotu. Ota yhteyttä julkaisijaan.",
        "Under {name} finns redan ett annat innehåll; inget importerades. Kontakta utgivaren.",
        "Another content is known as {name}; nothing was imported. Ask the publisher."}},
      {"KEY_NOT_TRUSTED",
       {"Paketti on allekirjoitettu avaimella kasvu-key-{key}, mutta julkaisija {publisher} "
        "tunnetaan "
        "täällä avaimella kasvu-key-{known}; mitään ei tuotu. Kysy julkaisijalta.",
        "Paketet är signerat med kasvu-key-{key}, men {publisher} är känd här med "
        "kasvu-key-{known}; "
        "inget importerades. Fråga utgivaren.",
        "The package is signed by kasvu-key-{key}, but {publisher} is known here by "
        "kasvu-key-{known}; nothing was imported. Ask the publisher."}},
      {"KEY_NOT_TRUSTED",
       {"Julkaisijalla {publisher} ei ole täällä vielä avainta. Paketin avain on kasvu-key-{key}: "
        "tarkista se julkaisijalta ja anna sitten kasvu key trust.",
        "{publisher} har ingen nyckel här än. Paketets är kasvu-key-{key}: kontrollera den med "
        "utgivaren och ge sedan kasvu key trust.",
        "{publisher} has no key here yet. The package's is kasvu-key-{key}: check it with the "
        "publisher, then give kasvu key trust."}},
      {"KEY_DIFFERS",
       {"Julkaisijalla {publisher} on täällä jo toinen avain; korvaa se (--replace) vain, jos "
        "julkaisija on kertonut vaihtaneensa sen.",
        "{publisher} har redan en annan nyckel här; ersätt den (--replace) bara om utgivaren har "
        "sagt att den är bytt.",
        "{publisher} has another key here; replace it (--replace) only if the publisher has told "
        "you that it changed."}},
      {"KEY_UNREADABLE",
       {"Tämä ei ole julkinen avain; se on muotoa kasvu-key- ja 64 merkkiä.",
        "Det här är ingen publik nyckel; den ser ut som kasvu-key- och 64 tecken.",
        "This is no public key; it looks like kasvu-key- and 64 digits."}},
      {"KEY_FILE_UNREADABLE",
       {"Tiedostossa ei ole allekirjoitusavainta; kasvu key new tekee sellaisen.",
        "Filen innehåller ingen signeringsnyckel; kasvu key new gör en.",
        "The file holds no signing key; kasvu key new makes one."}},
  };
  return kRows;
}

}  // namespace kasvu::cli
