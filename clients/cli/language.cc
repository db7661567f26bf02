#include "clients/cli/language.h"

namespace kasvu::cli {

std::optional<std::string> LanguageNamed(std::string_view text) {
  for (const std::string_view language : {"fi", "sv", "en"}) {
    if (!text.starts_with(language)) continue;
    if (text.size() == 2 || text[2] == '_' || text[2] == '-' || text[2] == '.' || text[2] == '@') {
      return std::string(language);
    }
  }
  return std::nullopt;
}

std::string LanguageOf(const std::vector<std::string>& arguments, const Environment& environment) {
  constexpr std::string_view kOption = "--lang";
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--") break;
    std::string_view value;
    if (argument == kOption && i + 1 < arguments.size()) value = arguments[i + 1];
    if (argument.starts_with("--lang=")) value = argument.substr(kOption.size() + 1);
    if (const auto language = LanguageNamed(value)) return *language;
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::optional<std::string> locale = environment(name);
    if (locale && !locale->empty()) return LanguageNamed(*locale).value_or("en");
  }
  return "en";
}

}  // namespace kasvu::cli
