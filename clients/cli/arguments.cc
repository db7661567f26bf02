#include "clients/cli/arguments.h"

#include "absl/strings/str_replace.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/utf8.h"
#include "registers/region.h"

namespace kasvu::cli {
namespace {

// The nearest that `text` comes to a word of small letters, digits and hyphens: ei-aikaa of
// "Ei aikaa".
std::string AsWord(const std::string& text) {
  std::string word;
  for (const char c : absl::StrReplaceAll(client::LowerCase(text),
                                          {{"ä", "a"}, {"å", "a"}, {"ö", "o"}, {"é", "e"}})) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (fits) word += c;
    if (!fits && !word.empty() && word.back() != '-') word += '-';
  }
  while (!word.empty() && word.back() == '-') word.pop_back();
  return word.substr(0, 64);
}

}  // namespace

void AddCohortOption(Verb& verb, std::string& cohort) {
  verb.Option("--cohort", cohort, kCohortArgument)->type_name("COHORT");
}

void AddOnOption(Verb& verb, std::string& on) {
  verb.Option("--on", on,
              {"Milloin: päivä (keskipäivä) tai 2021-02-03T17:30, toteutuksen aikaa; muuten nyt",
               "När: en dag (kl. 12) eller 2021-02-03T17:30, genomförandets tid; annars nu",
               "When: a day (at noon) or 2021-02-03T17:30, in the cohort's time; else now"})
      ->type_name("DATE");
}

void AddNoteOption(Verb& verb, std::string& note) {
  verb.Option("--note", note,
              {"Muistiinpano; tallennetaan salattuna", "Anteckning; sparas krypterad",
               "A note; it is kept encrypted"});
}

void AddModeOption(Verb& verb, std::string& mode) {
  verb.Option("--mode", mode,
              {"Paikan päällä, verkossa vai molemmat", "På plats, på nätet eller båda",
               "On site, online or both"})
      ->check(CLI::IsMember({"onsite", "online", "hybrid"}).description(""))
      ->type_name("onsite|online|hybrid");
}

CLI::Option* AddReasonOption(Verb& verb, std::string& reason) {
  return verb.Option("--reason", reason,
                     {"Syy yhtenä sanana, esimerkiksi ei-aikaa; ei henkilötietoja",
                      "Orsaken som ett ord, till exempel tidsbrist; inga personuppgifter",
                      "The reason as one word, such as no-time; nothing personal"});
}

absl::Status CheckReason(const std::string& reason) {
  const std::string word = AsWord(reason);
  if (word == reason) return absl::OkStatus();
  return WrongUsage(
      {"--reason on yksi sana pienin kirjaimin ilman ääkkösiä ja välejä: {word}. Se tallennetaan "
       "salaamatta, joten älä kirjoita siihen mitään henkilökohtaista.",
       "--reason är ett ord med små bokstäver utan å, ä, ö och mellanslag: {word}. Det sparas "
       "okrypterat, så skriv inget personligt i det.",
       "--reason is one word in small letters without spaces: {word}. It is kept unencrypted, so "
       "write nothing personal in it."},
      {{"word", word.empty() ? "no-time" : word}});
}

void AddRegionOption(Verb& verb, std::string& region) {
  verb.Option("--region", region,
              {"Maakunta: nimi tai kaksi numeroa, 02", "Landskap: namn eller två siffror, 02",
               "Region: its name or two digits, 02"});
}

std::string RegionCode(const std::string& text) {
  const auto region = registers::FindRegion(text);
  return region ? std::string(region->code) : text;
}

kasvu::v1::Mode ModeOf(const std::string& word) {
  if (word == "onsite") return kasvu::v1::MODE_ONSITE;
  if (word == "online") return kasvu::v1::MODE_ONLINE;
  if (word == "hybrid") return kasvu::v1::MODE_HYBRID;
  return kasvu::v1::MODE_UNSPECIFIED;
}

absl::StatusOr<std::map<std::string, std::string>> Assignments(
    const std::string& option, const std::vector<std::string>& texts) {
  std::map<std::string, std::string> values;
  for (const std::string& text : texts) {
    const size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return WrongUsage({"{option} on muotoa NIMI=ARVO, ei ”{text}”.",
                         "{option} skrivs NAMN=VÄRDE, inte ”{text}”.",
                         "{option} is written NAME=VALUE, not “{text}”."},
                        {{"option", option}, {"text", text}});
    }
    values[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return values;
}

}  // namespace kasvu::cli
