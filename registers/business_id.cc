#include "registers/business_id.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "errors/error.h"

namespace kasvu::registers {
namespace {

constexpr std::array<int, 7> kWeights = {7, 9, 10, 5, 8, 4, 2};

// Eight digits, the last one the check digit; empty when `text` has another shape.
std::string Digits(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  std::string digits;
  const bool vat = absl::StartsWithIgnoreCase(text, "FI");
  if (vat) {
    digits = std::string(text.substr(2));
  } else if ((text.size() == 9 || text.size() == 8) && text[text.size() - 2] == '-') {
    digits = absl::StrCat(text.size() == 8 ? "0" : "", text.substr(0, text.size() - 2),
                          text.substr(text.size() - 1));
  }
  const bool shaped = digits.size() == 8 && std::all_of(digits.begin(), digits.end(), [](char c) {
                        return absl::ascii_isdigit(static_cast<unsigned char>(c));
                      });
  return shaped ? digits : "";
}

bool CheckDigitFits(std::string_view digits) {
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (digits[i] - '0');
  const int rest = sum % 11;
  if (rest == 1) return false;  // would need the digit 10; such ids are never issued
  return digits[7] - '0' == (rest == 0 ? 0 : 11 - rest);
}

}  // namespace

absl::StatusOr<std::string> ParseBusinessId(std::string_view text) {
  const std::string word(text);
  const std::string digits = Digits(word);
  if (digits.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "BUSINESS_ID_MALFORMED",
                 absl::StrCat("\"", word, "\" is no business id; write it as 1234567-8"),
                 {{"business_id", word}});
  }
  if (!CheckDigitFits(digits)) {
    return Error(absl::StatusCode::kInvalidArgument, "BUSINESS_ID_CHECK_DIGIT",
                 absl::StrCat("the check digit of \"", word,
                              "\" does not fit the others; one of the digits is mistyped"),
                 {{"business_id", word}});
  }
  return absl::StrCat(digits.substr(0, 7), "-", digits.substr(7));
}

}  // namespace kasvu::registers
