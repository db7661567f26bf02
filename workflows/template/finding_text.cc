#include "workflows/template/finding_text.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "workflows/template/finding_catalogue.h"

namespace kasvu::workflows {
namespace {

struct Phrase {
  std::string_view name;
  std::string_view en;
  std::string_view fi;
  std::string_view sv;
};

// What a value can be expected to be.
constexpr std::array<Phrase, 6> kExpected = {{
    {"map", "keys with values (key: value)", "avaimia ja arvoja (avain: arvo)",
     "nycklar med värden (nyckel: värde)"},
    {"word", "a word; put it in quotes if it is one",
     "sana; pane se lainausmerkkeihin, jos se on sellainen",
     "ett ord; sätt det inom citattecken om det är ett"},
    {"whole-number", "a whole number", "kokonaisluku", "ett heltal"},
    {"boolean", "true or false", "true tai false", "true eller false"},
    {"range", "a number or a range such as 2..3", "luku tai väli kuten 2..3",
     "ett tal eller ett intervall som 2..3"},
    {"number", "a whole number or a parameter such as $weeks",
     "kokonaisluku tai parametri kuten $weeks", "ett heltal eller en parameter som $weeks"},
}};

template <typename Words>
std::string_view In(const Words& words, std::string_view language) {
  if (language == "fi") return words.fi;
  if (language == "sv") return words.sv;
  return words.en;
}

constexpr Phrase kSuggestion = {"suggestion", " Did you mean “{word}”?", " Tarkoititko “{word}”?",
                                " Menade du ”{word}”?"};
constexpr Phrase kSeverity[] = {{"error", "error", "virhe", "fel"},
                                {"warning", "warning", "varoitus", "varning"}};

std::string Value(const std::string& name, const std::string& value, std::string_view language) {
  if (name == "expected") {
    for (const Phrase& phrase : kExpected) {
      if (phrase.name == value) return std::string(In(phrase, language));
    }
  }
  if (name == "suggestion" && !value.empty()) {
    std::string sentence(In(kSuggestion, language));
    return sentence.replace(sentence.find("{word}"), 6, value);
  }
  return value;
}

}  // namespace

std::string Sentence(const Finding& finding, std::string_view language) {
  const FindingText* text = FindText(finding.code);
  if (text == nullptr) return finding.code;
  std::string_view rest = In(*text, language);
  std::string sentence;
  while (true) {
    const size_t open = rest.find('{');
    const size_t close = rest.find('}', open);
    sentence += rest.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) return sentence;
    const std::string name(rest.substr(open + 1, close - open - 1));
    if (name.empty()) {
      sentence += "{}";
    } else if (const auto own =
                   finding.parameters.find(absl::StrCat(name, ".", std::string(language)));
               own != finding.parameters.end()) {
      sentence += own->second;
    } else if (const auto found = finding.parameters.find(name);
               found != finding.parameters.end()) {
      sentence += Value(name, found->second, language);
    }
    rest.remove_prefix(close + 1);
  }
}

std::string Line(const Finding& finding, std::string_view language) {
  const Phrase& severity = kSeverity[finding.severity == Severity::kError ? 0 : 1];
  const std::string place =
      finding.line > 0 ? absl::StrCat(":", finding.line, ":", finding.column) : "";
  const std::string_view word = In(severity, language);
  return absl::StrCat(finding.file, place, ": ", std::string(word), ": ",
                      Sentence(finding, language), " [", finding.code, "]");
}

Severity SeverityOf(std::string_view code) {
  const FindingText* text = FindText(code);
  return text == nullptr ? Severity::kError : text->severity;
}

}  // namespace kasvu::workflows
