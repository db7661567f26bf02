#include "clients/cpp/csv_issue.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace kasvu::client {
namespace {

// {value} and {column} stand for those of the issue.
struct Sentences {
  std::string fi;
  std::string sv;
  std::string en;
};

const std::map<std::string_view, Sentences>& AllSentences() {
  static const auto& sentences = *new std::map<std::string_view, Sentences>{
      {"UNKNOWN_COLUMN",
       {"Saraketta ”{column}” ei tunneta, eikä sitä lueta.",
        "Kolumnen ”{column}” är okänd och läses inte.",
        "The column “{column}” is not known and is not read."}},
      {"ROW_TOO_SHORT",
       {"Rivillä on vähemmän soluja kuin otsikkorivillä; tarkista erottimet.",
        "Raden har färre celler än rubrikraden; kontrollera skiljetecknen.",
        "The row has fewer cells than the header; check the separators."}},
      {"ROW_TOO_LONG",
       {"Rivillä on enemmän soluja kuin otsikkorivillä; laita erottimen sisältävä teksti "
        "lainausmerkkeihin.",
        "Raden har fler celler än rubrikraden; sätt text med skiljetecken inom citattecken.",
        "The row has more cells than the header; put text with a separator in it in quotes."}},
      {"VALUE_MISSING",
       {"Tieto ”{column}” puuttuu; se on pakollinen.",
        "Uppgiften ”{column}” saknas; den är obligatorisk.", "“{column}” is empty but required."}},
      {"VALUE_TOO_LONG",
       {"Teksti on liian pitkä; enintään {value} merkkiä mahtuu.",
        "Texten är för lång; högst {value} tecken får plats.",
        "The text is too long; at most {value} characters fit."}},
      {"DUPLICATE_EMAIL",
       {"Sama sähköpostiosoite on jo rivillä {value}; poista toinen riveistä.",
        "Samma e-postadress finns redan på rad {value}; ta bort den ena raden.",
        "The same e-mail is already on line {value}; remove one of the rows."}},
      {"EMAIL_INVALID",
       {"”{value}” ei ole sähköpostiosoite; kirjoita se muodossa nimi@example.org.",
        "”{value}” är ingen e-postadress; skriv den som namn@example.org.",
        "“{value}” is no e-mail address; write it as name@example.org."}},
      {"PHONE_INVALID",
       {"”{value}” ei ole puhelinnumero; käytä numeroita, välilyöntejä ja plusmerkkiä.",
        "”{value}” är inget telefonnummer; använd siffror, mellanslag och plustecken.",
        "“{value}” is no phone number; use digits, spaces and a plus sign."}},
      {"COMPANY_NAME_MISSING",
       {"Y-tunnus on annettu mutta yrityksen nimi puuttuu; lisää nimi tai poista tunnus.",
        "FO-numret är angivet men företagets namn saknas; lägg till namnet eller ta bort numret.",
        "There is a business id but no company; add its name or remove the id."}},
      {"BUSINESS_ID_MALFORMED",
       {"”{value}” ei ole Y-tunnus; kirjoita se muodossa 1234567-8.",
        "”{value}” är inget FO-nummer; skriv det som 1234567-8.",
        "“{value}” is no business id; write it as 1234567-8."}},
      {"BUSINESS_ID_CHECK_DIGIT",
       {"Y-tunnuksen ”{value}” tarkistusnumero ei täsmää; jokin numero on väärin.",
        "Kontrollsiffran i FO-numret ”{value}” stämmer inte; någon siffra är fel.",
        "The check digit of the business id “{value}” does not fit; a digit is mistyped."}},
      {"REGION_UNKNOWN",
       {"Maakuntaa ”{value}” ei ole; anna koodi kuten 02 tai nimi kuten Varsinais-Suomi.",
        "Landskapet ”{value}” finns inte; ange en kod som 02 eller ett namn som Egentliga Finland.",
        "There is no region “{value}”; give a code such as 02 or a name such as Southwest "
        "Finland."}},
      {"REGION_FORMER",
       {"Maakuntaa ”{value}” ei enää ole; anna nykyinen maakunta.",
        "Landskapet ”{value}” finns inte längre; ange det nuvarande landskapet.",
        "The region “{value}” is no more; give the one of today."}},
      {"INDUSTRY_CODE_INVALID",
       {"”{value}” ei ole toimialakoodi; anna 2–5 numeroa, kuten 62010.",
        "”{value}” är ingen näringsgrenskod; ange 2–5 siffror, såsom 62010.",
        "“{value}” is no industry code; give 2 to 5 digits, such as 62010."}},
      {"INDUSTRY_CLASSIFICATION_UNKNOWN",
       {"Luokitusta ”{value}” ei tunneta; käytä TOL 2008 tai TOL 2025.",
        "Klassifikationen ”{value}” är okänd; använd TOL 2008 eller TOL 2025.",
        "The classification “{value}” is not known; use TOL 2008 or TOL 2025."}},
      {"SIZE_CLASS_INVALID",
       {"”{value}” ei ole kokoluokka; anna henkilöstön määrä kuten 1 tai 2–4, ja muotoile sarake "
        "tekstiksi, ettei siitä tule päivämäärää.",
        "”{value}” är ingen storleksklass; ange antalet anställda som 1 eller 2–4, och formatera "
        "kolumnen som text så att det inte blir ett datum.",
        "“{value}” is no size class; give the staff as 1 or 2-4, and format the column as text "
        "lest it become a date."}},
      {"YEARS_IN_BUSINESS_INVALID",
       {"”{value}” ei ole vuosien määrä; anna kokonaisluku väliltä 0–200.",
        "”{value}” är inget antal år; ange ett heltal mellan 0 och 200.",
        "“{value}” is no number of years; give a whole number from 0 to 200."}},
      {"LANGUAGE_UNKNOWN",
       {"Kieltä ”{value}” ei tunneta; käytä fi, sv, en tai se.",
        "Språket ”{value}” är okänt; använd fi, sv, en eller se.",
        "The language “{value}” is not known; use fi, sv, en or se."}},
      {"TRACK_INVALID",
       {"”{value}” ei ole polun tunnus; käytä pieniä kirjaimia, numeroita ja yhdysmerkkiä.",
        "”{value}” är ingen beteckning på ett spår; använd små bokstäver, siffror och bindestreck.",
        "“{value}” is no track; use small letters, digits and hyphens."}},
      {"ENROLMENT_INVALID",
       {"”{value}” ei ole osallistuminen; anna tunnus kuten e7 tai sähköpostiosoite.",
        "”{value}” är inget deltagande; ange en beteckning som e7 eller en e-postadress.",
        "“{value}” is no enrolment; give its id, such as e7, or an e-mail."}},
      {"DUPLICATE_ENROLMENT",
       {"Sama osallistuminen on jo rivillä {value}; poista toinen riveistä.",
        "Samma deltagande finns redan på rad {value}; ta bort den ena raden.",
        "The same enrolment is already on line {value}; remove one of the rows."}},
  };
  return sentences;
}

}  // namespace

const std::vector<std::string_view>& CsvIssueReasons() {
  static const std::vector<std::string_view>& reasons = *[] {
    auto* all = new std::vector<std::string_view>;
    for (const auto& [reason, sentences] : AllSentences()) all->push_back(reason);
    return all;
  }();
  return reasons;
}

std::string SentenceOf(const CsvIssue& issue, std::string_view language) {
  const auto found = AllSentences().find(issue.reason);
  if (found == AllSentences().end()) return issue.reason;
  const Sentences& sentences = found->second;
  const bool finnish = language == "fi" || language == "se";
  const std::string& sentence =
      finnish ? sentences.fi : (language == "sv" ? sentences.sv : sentences.en);
  return absl::StrReplaceAll(sentence, {{"{value}", issue.value}, {"{column}", issue.column_name}});
}

}  // namespace kasvu::client
