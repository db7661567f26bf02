#include "clients/cli/particulars.h"

#include <map>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "clients/cli/dates.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/states.h"
#include "clients/cli/words.h"
#include "kasvu/v1/progress_service.pb.h"

namespace kasvu::cli {
namespace {

const std::map<std::string_view, Words>& KeyWords() {
  static const auto& words = *new std::map<std::string_view, Words>{
      {"asked", {"pyydetty", "begärt", "asked"}},
      {"capacity", {"enintään", "högst", "capacity"}},
      {"cohort", {"toteutus", "genomförande", "cohort"}},
      {"company", {"yritys", "företag", "company"}},
      {"earliest", {"aikaisintaan", "tidigast", "earliest"}},
      {"end", {"päättyi", "slut", "end"}},
      {"enrolment", {"osallistuminen", "deltagande", "enrolment"}},
      {"enrolments", {"osallistumiset", "deltaganden", "enrolments"}},
      {"errors", {"virheitä", "fel", "errors"}},
      {"existing", {"nykyinen", "nuvarande", "existing"}},
      {"expected", {"odotettu", "väntat", "expected"}},
      {"fields", {"tiedot", "uppgifter", "fields"}},
      {"given", {"annettu", "angivet", "given"}},
      {"group", {"ryhmä", "grupp", "group"}},
      {"groups", {"ryhmiä", "grupper", "groups"}},
      {"item", {"sarjan kohta", "del av serien", "item"}},
      {"kind", {"laji", "slag", "kind"}},
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
      {"param", {"asetus", "parameter", "parameter"}},
      {"people", {"ihmisiä", "personer", "people"}},
      {"person", {"henkilö", "person", "person"}},
      {"position", {"kohta", "position", "position"}},
      {"present", {"läsnä", "närvarande", "present"}},
      {"question", {"kysymys", "fråga", "question"}},
      {"refused", {"hylätty", "avvisade", "refused"}},
      {"returns", {"palautuksia enintään", "högst antal returer", "returns"}},
      {"role", {"rooli", "roll", "role"}},
      {"roles", {"roolit", "roller", "roles"}},
      {"series", {"sarja", "serie", "series"}},
      {"stage", {"tila", "tillstånd", "state"}},
      {"state", {"tila", "tillstånd", "state"}},
      {"step", {"askel", "steg", "step"}},
      {"taken", {"käytössä", "upptagna", "taken"}},
      {"template", {"ohjelmapohja", "programmall", "template"}},
      {"track", {"polku", "spår", "track"}},
      {"value", {"arvo", "värde", "value"}},
      {"whose", {"kenen", "vems", "whose"}},
  };
  return words;
}

// The word for a value named in lower case ("paused") with `prefix` among `types`; the name itself
// when there is none.
std::string WordNamed(const std::string& name, const std::string& prefix,
                      const std::vector<const google::protobuf::EnumDescriptor*>& types,
                      const std::string& language) {
  const std::string value = prefix + absl::AsciiStrToUpper(absl::StrReplaceAll(name, {{" ", "_"}}));
  for (const auto* type : types) {
    if (const auto* const found = type->FindValueByName(value)) {
      return StateWord(*type, found->number(), language);
    }
  }
  return name;
}

std::string StageNamed(const std::string& name, const std::string& language) {
  return WordNamed(
      name, "STAGE_",
      {kasvu::v1::Enrolment::Stage_descriptor(), kasvu::v1::Cohort::Stage_descriptor()}, language);
}

// Whose a step is, which the server says in English: `the link mentor`, `each enrolment`.
std::string OwnerText(const std::string& whose, const std::string& language) {
  static const auto& words = *new std::map<std::string_view, Words>{
      {"the cohort", {"toteutuksen: COHORT", "genomförandets: COHORT", "the cohort's: COHORT"}},
      {"the group", {"ryhmän: COHORT/g1", "gruppens: COHORT/g1", "the group's: COHORT/g1"}},
      {"each enrolment",
       {"osallistujan: COHORT/e1", "deltagarens: COHORT/e1", "a participant's: COHORT/e1"}},
  };
  if (const auto found = words.find(whose); found != words.end()) {
    return std::string(found->second.In(language));
  }
  constexpr std::string_view kLink = "the link ";
  if (!whose.starts_with(kLink)) return whose;
  return Filled(Words{"sidoksen {link} (katso kasvu link list)",
                      "länken {link} (se kasvu link list)", "the link {link}'s: COHORT/l1"}
                    .In(language),
                {{"link", whose.substr(kLink.size())}});
}

// An instant in Finland's time as people read it; what is no instant stays as it is.
std::string InstantText(const std::string& text, const std::string& language) {
  absl::Time time;
  absl::TimeZone zone;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, nullptr) ||
      !absl::LoadTimeZone("Europe/Helsinki", &zone)) {
    return text;
  }
  return ShortTime(time, zone, language);
}

std::string NamesText(const std::string& value, const std::string& language,
                      std::string (*word)(const std::string&, const std::string&)) {
  const std::vector<std::string> names = absl::StrSplit(value, ", ");
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " / ") + word(name, language);
  return text;
}

// The command by which a kind of work is recorded; the word itself when there is none.
std::string CommandFor(const std::string& work, const std::string&) {
  static const auto& commands = *new std::map<std::string_view, std::string_view>{
      {"done", "kasvu progress record"},    {"absent", "kasvu progress record"},
      {"meeting", "kasvu progress meet"},   {"signed", "kasvu progress sign"},
      {"answers", "kasvu progress answer"}, {"decision", "kasvu cohort decide"},
      {"review", "kasvu progress review"},  {"outcome", "kasvu progress outcome"},
  };
  const auto found = commands.find(work);
  return found == commands.end() ? work : std::string(found->second);
}

// Names of resources as people type them: ekollega-2021/e7, and the id alone of what is in none.
std::string NameText(const std::string& name) {
  for (const std::string_view collection : {"persons/", "companies/", "mandates/"}) {
    if (name.starts_with(collection)) return LastPart(name);
  }
  return ShortName(name);
}

}  // namespace

std::string ParticularText(const std::string& key, const std::string& value,
                           const std::string& language) {
  if (key == "stage" || key == "may") return NamesText(value, language, StageNamed);
  if (key == "role" || key == "roles") return NamesText(value, language, RoleWord);
  if (key == "kind") return KindWord(value, language);
  if (key == "expected") {
    // "done or absent" are told by one command.
    return NamesText(
        value == "done or absent" ? "done" : absl::StrReplaceAll(value, {{" or ", ", "}}), language,
        CommandFor);
  }
  if (key == "whose") return OwnerText(value, language);
  if (key == "state") {
    return WordNamed(value, "STATE_", {kasvu::v1::State_descriptor()}, language);
  }
  if (key == "end") {
    return WordNamed(value, "END_KIND_", {kasvu::v1::EndKind_descriptor()}, language);
  }
  return InstantText(NameText(value), language);
}

std::string ParticularsText(const Particulars& particulars, const std::string& language) {
  std::string text;
  for (const auto& [key, value] : particulars) {
    if (value.empty() || key == "method" || key == "type" || key == "why") continue;
    const auto words = KeyWords().find(key);
    text += text.empty() ? "" : ", ";
    text += words == KeyWords().end() ? key : std::string(words->second.In(language));
    text += ": " + ParticularText(key, value, language);
  }
  return text;
}

std::string ColumnHeading(const std::string& column, const std::string& language) {
  if (column == "name") return std::string(Words{"nimi", "namn", "name"}.In(language));
  if (column == "email") return std::string(Words{"sähköposti", "e-post", "e-mail"}.In(language));
  if (column == "question") {
    return std::string(
        Words{"(kysymyksen tunnus)", "(en frågas id)", "(a question's id)"}.In(language));
  }
  return column;
}

}  // namespace kasvu::cli
