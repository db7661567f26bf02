#include "clients/cli/words.h"

namespace kasvu::cli {

std::string Filled(std::string_view sentence, const std::map<std::string, std::string>& values) {
  std::string filled;
  while (!sentence.empty()) {
    const size_t open = sentence.find('{');
    filled += sentence.substr(0, open);
    if (open == std::string_view::npos) break;
    const size_t close = sentence.find('}', open);
    if (close == std::string_view::npos) return filled.append(sentence.substr(open));
    const auto value = values.find(std::string(sentence.substr(open + 1, close - open - 1)));
    filled += value == values.end() ? std::string(sentence.substr(open, close - open + 1))
                                    : value->second;
    sentence.remove_prefix(close + 1);
  }
  return filled;
}

std::string TextIn(const kasvu::v1::Text& text, const std::string& language) {
  const auto& by_language = text.by_language();
  for (const std::string& wanted :
       {language, std::string("en"), std::string("fi"), std::string("sv")}) {
    if (const auto found = by_language.find(wanted); found != by_language.end()) {
      return found->second;
    }
  }
  return "";
}

}  // namespace kasvu::cli
