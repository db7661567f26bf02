#include "clients/cli/arguments.h"

#include "clients/cli/wrong_usage.h"

namespace kasvu::cli {

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
