#include "workflows/template/canonical_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace kasvu::workflows {
namespace {

void WriteString(std::string_view text, std::string& out) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[static_cast<unsigned char>(c) >> 4];
          out += kHex[c & 0xF];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

// As ECMAScript's Number::toString, which RFC 8785 asks for.
void WriteNumber(const std::string& text, std::string& out) {
  const double value = std::strtod(text.c_str(), nullptr);
  if (value == 0) {
    out += '0';
    return;
  }
  std::array<char, 32> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::scientific);
  std::string_view shortest(buffer.data(), end.ptr - buffer.data());
  if (shortest.front() == '-') {
    out += '-';
    shortest.remove_prefix(1);
  }
  const size_t mark = shortest.find('e');
  if (mark == std::string_view::npos) {  // beyond what a double holds
    out += "null";
    return;
  }
  const int exponent = std::atoi(std::string(shortest.substr(mark + 1)).c_str());
  std::string digits(shortest.substr(0, mark));
  std::erase(digits, '.');
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // where the decimal point stands in `digits`
  if (count <= point && point <= 21) {
    out += digits + std::string(point - count, '0');
  } else if (0 < point && point <= 21) {
    out += digits.substr(0, point) + "." + digits.substr(point);
  } else if (-6 < point && point <= 0) {
    out += "0." + std::string(-point, '0') + digits;
  } else {
    out += digits.substr(0, 1);
    if (count > 1) out += "." + digits.substr(1);
    out += (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
  }
}

// Order of UTF-16 code units: that of UTF-8 bytes, but characters above U+FFFF (first byte F0 and
// up) come as surrogates, before U+E000 to U+FFFF (first byte EE and EF).
bool Before(std::string_view a, std::string_view b) {
  const auto [first, second] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (first == a.end() || second == b.end()) return first == a.end() && second != b.end();
  const auto x = static_cast<unsigned char>(*first);
  const auto y = static_cast<unsigned char>(*second);
  if ((x >= 0xF0) != (y >= 0xF0) && x >= 0xEE && y >= 0xEE) return x >= 0xF0;
  return x < y;
}

void Write(const Node& node, std::string& out) {
  switch (node.kind) {
    case Node::Kind::kNull:
      out += "null";
      return;
    case Node::Kind::kBool:
      out += node.text;
      return;
    case Node::Kind::kNumber:
      WriteNumber(node.text, out);
      return;
    case Node::Kind::kString:
      WriteString(node.text, out);
      return;
    case Node::Kind::kList:
      out += '[';
      for (size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) out += ',';
        Write(node.items[i], out);
      }
      out += ']';
      return;
    case Node::Kind::kMap:
      break;
  }
  std::vector<const Entry*> entries;
  entries.reserve(node.entries.size());
  for (const Entry& entry : node.entries) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(),
            [](const Entry* a, const Entry* b) { return Before(a->key, b->key); });
  out += '{';
  for (size_t i = 0; i < entries.size(); ++i) {
    if (i > 0) out += ',';
    WriteString(entries[i]->key, out);
    out += ':';
    Write(entries[i]->value, out);
  }
  out += '}';
}

}  // namespace

std::string CanonicalJson(const Node& node) {
  std::string out;
  Write(node, out);
  return out;
}

}  // namespace kasvu::workflows
