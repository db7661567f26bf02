#include "workflows/template/written_scalar.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>

namespace kasvu::workflows {
namespace {

constexpr int64_t kLeast = std::numeric_limits<int32_t>::min();
constexpr int64_t kMost = std::numeric_limits<int32_t>::max();

}  // namespace

std::optional<int64_t> WholeNumber(std::string_view text, int64_t least, int64_t most) {
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (value < least || value > most) return std::nullopt;
  return value;
}

std::optional<std::string> ParameterName(std::string_view text) {
  if (text.size() < 2 || text[0] != '$' || !std::islower(static_cast<unsigned char>(text[1]))) {
    return std::nullopt;
  }
  text.remove_prefix(1);
  const bool word = std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::islower(c) || std::isdigit(c) || c == '_' || c == '-';
  });
  return word ? std::optional<std::string>(text) : std::nullopt;
}

std::optional<kasvu::v1::Range> ParseRange(std::string_view text) {
  const size_t dots = text.find("..");
  const auto min = WholeNumber(text.substr(0, dots), 0, kMost);
  const auto max =
      dots == std::string_view::npos ? min : WholeNumber(text.substr(dots + 2), 0, kMost);
  if (!min || !max) return std::nullopt;
  kasvu::v1::Range range;
  range.set_min(static_cast<int32_t>(*min));
  range.set_max(static_cast<int32_t>(*max));
  return range;
}

Node WriteRange(const kasvu::v1::Range& range) {
  if (range.min() == range.max()) return Node::Number(range.min());
  return Node::String(std::to_string(range.min()) + ".." + std::to_string(range.max()));
}

std::optional<kasvu::v1::Number> ParseNumber(std::string_view text) {
  kasvu::v1::Number number;
  if (const auto name = ParameterName(text)) {
    number.set_param(*name);
    return number;
  }
  const auto value = WholeNumber(text, kLeast, kMost);
  if (!value) return std::nullopt;
  number.set_value(static_cast<int32_t>(*value));
  return number;
}

Node WriteNumber(const kasvu::v1::Number& number) {
  return number.param().empty() ? Node::Number(number.value()) : Node::String("$" + number.param());
}

}  // namespace kasvu::workflows
