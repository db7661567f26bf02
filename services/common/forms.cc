#include "services/common/forms.h"

#include <algorithm>
#include <charconv>

#include "absl/time/civil_time.h"
#include "registers/region.h"

namespace kasvu::services {
namespace {

constexpr size_t kMaxIdCharacters = 64;
constexpr size_t kMaxNameCharacters = 200;
constexpr size_t kMaxEmailCharacters = 254;
constexpr size_t kMaxLocalPart = 64;

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlphanumeric(char c) { return IsLower(c) || (c >= 'A' && c <= 'Z') || IsDigit(c); }

int NumberOf(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// A primary language of two or three letters, and subtags of two to eight after hyphens.
bool IsLanguage(std::string_view text) {
  const size_t primary = std::min(text.find('-'), text.size());
  if (primary < 2 || primary > 3) return false;
  if (!std::all_of(text.begin(), text.begin() + primary, IsLower)) return false;
  while (text.size() > primary && text.find('-') != std::string_view::npos) {
    text.remove_prefix(text.find('-') + 1);
    const std::string_view subtag = text.substr(0, text.find('-'));
    if (subtag.size() < 2 || subtag.size() > 8) return false;
    if (!std::all_of(subtag.begin(), subtag.end(), IsAlphanumeric)) return false;
    if (subtag.size() == text.size()) return true;
  }
  return true;
}

// Enough to catch slips of the pen; whether mail arrives only mail can tell.
bool IsEmail(std::string_view text) {
  const size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > kMaxLocalPart) return false;
  if (text.size() > kMaxEmailCharacters) return false;
  if (std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == 0x7f || c == ',' || c == ';' ||
               c == '<' || c == '>';
      })) {
    return false;
  }
  const std::string_view domain = text.substr(at + 1);
  if (domain.find('@') != std::string_view::npos || domain.find('.') == std::string_view::npos) {
    return false;
  }
  return domain.front() != '.' && domain.back() != '.' &&
         domain.find("..") == std::string_view::npos;
}

}  // namespace

std::optional<Form> FormByWord(std::string_view word) {
  if (word.empty()) return Form::kAny;
  if (word == "id") return Form::kId;
  if (word == "name") return Form::kName;
  if (word == "date") return Form::kDate;
  if (word == "language") return Form::kLanguage;
  if (word == "email") return Form::kEmail;
  if (word == "region") return Form::kRegion;
  return std::nullopt;
}

bool HasForm(std::string_view text, Form form) {
  switch (form) {
    case Form::kAny:
      return true;
    case Form::kId:
      return IsId(text);
    case Form::kName:
      return IsName(text);
    case Form::kDate:
      return IsDate(text);
    case Form::kLanguage:
      return IsLanguage(text);
    case Form::kEmail:
      return IsEmail(text);
    case Form::kRegion:
      return registers::RegionByCode(text).has_value();
  }
  return false;
}

std::string_view FormSentence(Form form) {
  switch (form) {
    case Form::kAny:
      return "";
    case Form::kId:
      return "has to be an id such as ekollega-2021: lower-case letters, digits and hyphens";
    case Form::kName:
      return "has to be a resource's name such as persons/abcdefgh23456723";
    case Form::kDate:
      return "has to be a date such as 2021-02-01";
    case Form::kLanguage:
      return "has to be a language code such as fi";
    case Form::kEmail:
      return "has to be an e-mail address";
    case Form::kRegion:
      return "has to be the two digits of a region such as 02";
  }
  return "";
}

bool IsId(std::string_view text) {
  if (text.empty() || text.size() > kMaxIdCharacters) return false;
  if (text.front() == '-' || text.back() == '-') return false;
  if (text.find("--") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return IsLower(c) || IsDigit(c) || c == '-'; });
}

bool IsName(std::string_view text) {
  if (text.size() > kMaxNameCharacters || text.find('/') == std::string_view::npos) return false;
  if (text.front() == '/' || text.back() == '/') return false;
  if (text.find("//") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return IsAlphanumeric(c) || c == '/' || c == '-' || c == '_' || c == '.' || c == '~' ||
           c == '@';
  });
}

bool IsDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const size_t place : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (!IsDigit(text[place])) return false;
  }
  const int year = NumberOf(text.substr(0, 4));
  const int month = NumberOf(text.substr(5, 2));
  const int day = NumberOf(text.substr(8, 2));
  if (year < 1900 || year > 2199) return false;
  const absl::CivilDay civil(year, month, day);
  return civil.month() == month && civil.day() == day;
}

bool IsUtf8(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = p + text.size();
  const auto continues = [&](const unsigned char* at) { return at < end && (*at & 0xc0) == 0x80; };
  while (p < end) {
    if (*p < 0x80) {
      ++p;
    } else if (*p >= 0xc2 && *p <= 0xdf) {
      if (!continues(p + 1)) return false;
      p += 2;
    } else if (*p >= 0xe0 && *p <= 0xef) {
      if (!continues(p + 1) || !continues(p + 2)) return false;
      if (*p == 0xe0 && p[1] < 0xa0) return false;   // overlong
      if (*p == 0xed && p[1] >= 0xa0) return false;  // a surrogate
      p += 3;
    } else if (*p >= 0xf0 && *p <= 0xf4) {
      if (!continues(p + 1) || !continues(p + 2) || !continues(p + 3)) return false;
      if (*p == 0xf0 && p[1] < 0x90) return false;
      if (*p == 0xf4 && p[1] >= 0x90) return false;
      p += 4;
    } else {
      return false;
    }
  }
  return true;
}

size_t CharactersIn(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

}  // namespace kasvu::services
