#include "clients/cli/reason_tables.h"

namespace kasvu::cli {

std::span<const ReasonWords> FileReasons() {
  static constexpr ReasonWords kRows[] = {
      {"CSV_NO_HEADER",
       {"Tiedosto on tyhjä; ensimmäisen rivin on nimettävä sarakkeet.",
        "Filen är tom; första raden måste namnge kolumnerna.",
        "The file is empty; its first line must name the columns."}},
      {"CSV_COLUMN_MISSING",
       {"Ensimmäiseltä riviltä puuttuu sarake ”{column_name}”; lisää se.",
        "På första raden saknas kolumnen ”{column_name}”; lägg till den.",
        "The first line names no column “{column_name}”; add it."}},
      {"CSV_COLUMN_TWICE",
       {"Rivi {line}, sarake {column}: ”{column_name}” on jo; poista toinen.",
        "Rad {line}, kolumn {column}: ”{column_name}” finns redan; ta bort den ena.",
        "Line {line}, column {column}: “{column_name}” is there already; remove one of the two."}},
      {"CSV_INVALID_UTF8",
       {"Rivi {line}, merkki {column}: merkkiä ei voi lukea; tallenna tiedosto muodossa ”CSV "
        "UTF-8”.",
        "Rad {line}, tecken {column}: tecknet går inte att läsa; spara filen som ”CSV UTF-8”.",
        "Line {line}, character {column}: this is not UTF-8; save the file as “CSV UTF-8”."}},
      {"CSV_CONTROL_CHARACTER",
       {"Rivi {line}, merkki {column}: nollatavu; tallenna tiedosto muodossa ”CSV UTF-8”, ei "
        "UTF-16.",
        "Rad {line}, tecken {column}: en nollbyte; spara filen som ”CSV UTF-8”, inte UTF-16.",
        "Line {line}, character {column}: a zero byte; save the file as “CSV UTF-8”, not UTF-16."}},
      {"CSV_STRAY_QUOTE",
       {"Rivi {line}, merkki {column}: lainausmerkki solun sisällä; laita koko solu "
        "lainausmerkkeihin ja kahdenna sisällä olevat.",
        "Rad {line}, tecken {column}: ett citattecken i en cell; sätt hela cellen inom citattecken "
        "och fördubbla dem som finns i den.",
        "Line {line}, character {column}: a quote inside a cell; put the whole cell in quotes and "
        "double those inside it."}},
      {"CSV_UNCLOSED_QUOTE",
       {"Rivi {line}, merkki {column}: tästä alkava lainaus ei pääty; lisää lainausmerkki.",
        "Rad {line}, tecken {column}: citatet som börjar här tar aldrig slut; lägg till ett "
        "citattecken.",
        "Line {line}, character {column}: the quote that opens here is never closed; close it."}},
      {"CSV_TOO_MANY_ROWS",
       {"Rivejä on enemmän kuin {limit}; jaa tiedosto osiin.",
        "Det finns fler rader än {limit}; dela upp filen.",
        "There are more than {limit} rows; split the file."}},
      {"CSV_TOO_MANY_COLUMNS",
       {"Rivillä {line} on enemmän sarakkeita kuin {limit}; poista turhat.",
        "Rad {line} har fler kolumner än {limit}; ta bort dem som inte behövs.",
        "Line {line} has more than {limit} columns; remove those that are not needed."}},
      {"CSV_CELL_TOO_LARGE",
       {"Rivi {line}, merkki {column}: solussa on yli {limit} tavua; lyhennä sitä.",
        "Rad {line}, tecken {column}: cellen har över {limit} byte; förkorta den.",
        "Line {line}, character {column}: the cell has more than {limit} bytes; shorten it."}},
      {"CSV_FILE_TOO_LARGE",
       {"Tiedostossa on yli {limit} tavua; jaa se osiin.",
        "Filen har över {limit} byte; dela upp den.",
        "The file has more than {limit} bytes; split it."}},
      {"ARCHIVE_DAMAGED",
       {"Arkisto ei ole se, mikä kirjoitettiin; ota ehjä kopio.",
        "Arkivet är inte det som skrevs; ta en hel kopia.",
        "The archive is not what was written; take a whole copy."}},
      {"ARCHIVE_TOO_NEW",
       {"Uudempi ohjelma on kirjoittanut arkiston; päivitä Kasvu.",
        "Ett nyare program har skrivit arkivet; uppdatera Kasvu.",
        "A newer program wrote the archive; update Kasvu."}},
  };
  return kRows;
}

}  // namespace kasvu::cli
