#include "workflows/template/json_escapes.h"

#include <charconv>
#include <optional>

#include "absl/strings/str_format.h"

namespace kasvu::workflows {
namespace {

// The code unit of "\uXXXX" at the beginning of `text`, if it lies from `least` to `most`.
std::optional<unsigned> CodeUnit(std::string_view text, unsigned least, unsigned most) {
  if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return std::nullopt;
  unsigned unit = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, unit, 16);
  if (error != std::errc() || end != text.data() + 6 || unit < least || unit > most) {
    return std::nullopt;
  }
  return unit;
}

}  // namespace

std::string JoinSurrogates(std::string_view json) {
  const size_t first = json.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (json[first] != '{' && json[first] != '[')) {
    return std::string(json);
  }
  std::string joined;
  joined.reserve(json.size());
  for (size_t i = 0; i < json.size();) {
    if (json[i] != '\\') {
      joined += json[i++];
      continue;
    }
    const auto high = CodeUnit(json.substr(i), 0xD800, 0xDBFF);
    const auto low = high ? CodeUnit(json.substr(i + 6), 0xDC00, 0xDFFF) : std::nullopt;
    if (low) {
      absl::StrAppendFormat(&joined, "\\U%08x",
                            0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00));
      i += 12;
    } else {
      joined += json.substr(i, 2);  // an escape is two characters at least: "\\u" is no "\u"
      i += 2;
    }
  }
  return joined;
}

}  // namespace kasvu::workflows
