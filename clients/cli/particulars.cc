#include "clients/cli/particulars.h"

#include <map>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "clients/cli/states.h"
#include "clients/cli/words.h"

namespace kasvu::cli {
namespace {

const std::map<std::string_view, Words>& KeyWords() {
  static const auto& words = *new std::map<std::string_view, Words>{
      {"asked", {"pyydetty", "begärt", "asked"}},
      {"cohort", {"toteutus", "genomförande", "cohort"}},
      {"company", {"yritys", "företag", "company"}},
      {"earliest", {"aikaisintaan", "tidigast", "earliest"}},
      {"end", {"päättyi", "slut", "end"}},
      {"enrolment", {"osallistuminen", "deltagande", "enrolment"}},
      {"enrolments", {"osallistumiset", "deltaganden", "enrolments"}},
      {"errors", {"virheitä", "fel", "errors"}},
      {"group", {"ryhmä", "grupp", "group"}},
      {"groups", {"ryhmiä", "grupper", "groups"}},
      {"known", {"tunnetaan", "kända", "known"}},
      {"least", {"vähintään", "minst", "at least"}},
      {"link", {"sidos", "länk", "link"}},
      {"mandate", {"valtuutus", "mandat", "mandate"}},
      {"may", {"vaaditaan", "krävs", "has to be"}},
      {"most", {"enintään", "högst", "at most"}},
      {"name", {"nimi", "namn", "name"}},
      {"nearest", {"lähin", "närmast", "nearest"}},
      {"neighbour", {"viereinen", "bredvid", "neighbour"}},
      {"newest", {"uusin", "nyast", "newest"}},
      {"now", {"nyt", "nu", "now"}},
      {"occurred", {"tapahtui", "hände", "occurred"}},
      {"people", {"ihmisiä", "personer", "people"}},
      {"person", {"henkilö", "person", "person"}},
      {"position", {"kohta", "position", "position"}},
      {"stage", {"tila", "tillstånd", "state"}},
      {"step", {"askel", "steg", "step"}},
      {"taken", {"käytössä", "upptagna", "taken"}},
      {"template", {"ohjelmapohja", "programmall", "template"}},
      {"track", {"polku", "spår", "track"}},
  };
  return words;
}

// The word for a stage by its name in lower case ("paused"); the name itself when there is none.
std::string StageNamed(const std::string& name, const std::string& language) {
  const std::string value = "STAGE_" + absl::AsciiStrToUpper(name);
  for (const auto* type :
       {kasvu::v1::Enrolment::Stage_descriptor(), kasvu::v1::Cohort::Stage_descriptor()}) {
    if (const auto* const found = type->FindValueByName(value)) {
      return StateWord(*type, found->number(), language);
    }
  }
  return name;
}

std::string ValueText(const std::string& key, const std::string& value,
                      const std::string& language) {
  if (key != "stage" && key != "may") return value;
  const std::vector<std::string> names = absl::StrSplit(value, ", ");
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : " / ") + StageNamed(name, language);
  }
  return text;
}

}  // namespace

std::string ParticularsText(const Particulars& particulars, const std::string& language) {
  std::string text;
  for (const auto& [key, value] : particulars) {
    if (value.empty() || key == "method" || key == "type" || key == "why") continue;
    const auto words = KeyWords().find(key);
    text += text.empty() ? "" : ", ";
    text += words == KeyWords().end() ? key : std::string(words->second.In(language));
    text += ": " + ValueText(key, value, language);
  }
  return text;
}

}  // namespace kasvu::cli
