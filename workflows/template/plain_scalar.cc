#include "workflows/template/plain_scalar.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace kasvu::workflows {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// [-+]? ( digits ( . digits? )? | . digits ) ( [eE] [-+]? digits )?
bool IsNumber(std::string_view text) {
  size_t i = 0;
  const auto sign = [&] {
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  };
  const auto digits = [&] {
    const size_t begin = i;
    while (i < text.size() && IsDigit(text[i])) ++i;
    return i > begin;
  };
  sign();
  const bool whole = digits();
  bool fraction = false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    fraction = digits();
  }
  if (!whole && !fraction) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    sign();
    if (!digits()) return false;
  }
  return i == text.size();
}

// What YAML 1.1 takes for a boolean, in lower case.
constexpr std::array<std::string_view, 8> kBooleans = {"y",  "n",   "yes",  "no",
                                                       "on", "off", "true", "false"};

}  // namespace

Node::Kind PlainScalarKind(std::string_view text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") {
    return Node::Kind::kNull;
  }
  for (std::string_view word : {"true", "True", "TRUE", "false", "False", "FALSE"}) {
    if (text == word) return Node::Kind::kBool;
  }
  return IsNumber(text) ? Node::Kind::kNumber : Node::Kind::kString;
}

bool NeedsQuotes(std::string_view text, bool in_flow) {
  if (PlainScalarKind(text) != Node::Kind::kString) return true;
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (std::find(kBooleans.begin(), kBooleans.end(), lower) != kBooleans.end()) return true;
  if (text.front() == ' ' || text.back() == ' ') return true;
  // Signs that mean something at the beginning of a scalar, and whatever looks like a number, a
  // time or a date.
  if (std::string_view("-?:,[]{}#&*!|>'\"%@`=<.+~0123456789").find(text.front()) !=
      std::string_view::npos) {
    return true;
  }
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos ||
      text.back() == ':') {
    return true;
  }
  return text.find_first_of(in_flow ? "\n\r\t,[]{}?:" : "\n\r\t") != std::string_view::npos ||
         text.find("\xC2\x85") != std::string_view::npos ||
         text.find("\xE2\x80\xA8") != std::string_view::npos ||
         text.find("\xE2\x80\xA9") != std::string_view::npos ||
         text.find("\xEF\xBB\xBF") != std::string_view::npos;
}

}  // namespace kasvu::workflows
