#include "clients/cpp/utf8.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

namespace kasvu::client {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr std::string_view kSpaces = " \t\r\n";

struct Form {
  unsigned char lead_mask;
  unsigned char lead_bits;
  size_t length;
  char32_t least;  // a smaller value in this form is overlong
};

constexpr Form kForms[] = {
    {0x80, 0x00, 1, 0}, {0xe0, 0xc0, 2, 0x80}, {0xf0, 0xe0, 3, 0x800}, {0xf8, 0xf0, 4, 0x10000}};

size_t LengthAs(const Form& form, std::string_view text) {
  if (text.size() < form.length) return 0;
  char32_t value = static_cast<unsigned char>(text[0]) & ~form.lead_mask & 0xff;
  for (size_t i = 1; i < form.length; ++i) {
    const unsigned char byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) != 0x80) return 0;
    value = value << 6 | (byte & 0x3f);
  }
  const bool surrogate = value >= 0xd800 && value <= 0xdfff;
  return value < form.least || value > 0x10ffff || surrogate ? 0 : form.length;
}

}  // namespace

size_t CharacterLength(std::string_view text) {
  if (text.empty()) return 0;
  const unsigned char lead = static_cast<unsigned char>(text[0]);
  for (const Form& form : kForms) {
    if ((lead & form.lead_mask) == form.lead_bits) return LengthAs(form, text);
  }
  return 0;
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  absl::AsciiStrToLower(&lower);
  return absl::StrReplaceAll(lower, {{"Å", "å"},
                                     {"Ä", "ä"},
                                     {"Ö", "ö"},
                                     {"Á", "á"},
                                     {"Č", "č"},
                                     {"Đ", "đ"},
                                     {"Ŋ", "ŋ"},
                                     {"Š", "š"},
                                     {"Ŧ", "ŧ"},
                                     {"Ž", "ž"}});
}

std::string_view Trimmed(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    if (!text.empty() && kSpaces.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
      again = true;
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
      again = true;
    }
    if (!text.empty() && kSpaces.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
      again = true;
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
      again = true;
    }
  }
  return text;
}

}  // namespace kasvu::client
