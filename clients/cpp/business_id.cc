#include "clients/cpp/business_id.h"

#include <algorithm>

#include "clients/cpp/utf8.h"

namespace kasvu::client {
namespace {

constexpr std::string_view kVatPrefix = "fi";
constexpr size_t kDigits = 8;

// The eight digits, or nothing of that length.
std::string DigitsOf(std::string_view text) {
  const std::string lower = LowerCase(Trimmed(text));
  if (lower.starts_with(kVatPrefix)) return lower.substr(kVatPrefix.size());
  const size_t hyphen = lower.find('-');
  const bool shaped = (hyphen == 6 || hyphen == 7) && lower.size() == hyphen + 2;
  if (!shaped) return "";
  return (hyphen == 6 ? "0" : "") + lower.substr(0, hyphen) + lower.substr(hyphen + 1);
}

}  // namespace

std::optional<std::string_view> ReadBusinessId(std::string_view text, std::string& written) {
  const std::string digits = DigitsOf(text);
  if (digits.size() != kDigits || digits.find_first_not_of("0123456789") != std::string::npos) {
    return "BUSINESS_ID_MALFORMED";
  }
  // With the check digit weighed once, a whole id leaves nothing over.
  const int weights[kDigits] = {7, 9, 10, 5, 8, 4, 2, 1};
  int sum = 0;
  for (size_t i = 0; i < kDigits; ++i) sum += weights[i] * (digits[i] - '0');
  if (sum % 11 != 0) return "BUSINESS_ID_CHECK_DIGIT";
  written = digits.substr(0, kDigits - 1) + "-" + digits.back();
  return std::nullopt;
}

}  // namespace kasvu::client
