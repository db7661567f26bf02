#include "clients/cpp/people_fields.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "clients/cpp/csv_header.h"
#include "clients/cpp/utf8.h"
#include "errors/error.h"
#include "registers/business_id.h"
#include "registers/region.h"

namespace kasvu::client {
namespace {

using Reason = std::optional<std::string_view>;

constexpr size_t kMaxEmailBytes = 254;
constexpr size_t kMaxEmailLocalBytes = 64;
constexpr int kMaxYearsInBusiness = 200;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

template <typename Predicate>
bool All(std::string_view text, Predicate predicate) {
  return !text.empty() && std::all_of(text.begin(), text.end(), predicate);
}

Reason SetPhone(std::string_view text, PersonRow& row) {
  const auto digits = std::count_if(text.begin(), text.end(), IsDigit);
  const bool allowed = All(text, [](char c) {
    return IsDigit(c) || std::string_view(" +-()/").find(c) != std::string_view::npos;
  });
  if (!allowed || digits < 5 || digits > 15) return "PHONE_INVALID";
  row.phone = text;
  return std::nullopt;
}

Reason SetRegion(std::string_view text, PersonRow& row) {
  std::string word(text);
  if (word.size() == 1) word.insert(0, 1, '0');  // spreadsheets take the zero from 02
  const std::optional<registers::Region> region = registers::FindRegion(word);
  if (!region) return "REGION_UNKNOWN";
  if (region->until_year) return "REGION_FORMER";
  row.region = region->code;
  return std::nullopt;
}

Reason SetBusinessId(std::string_view text, PersonRow& row) {
  const absl::StatusOr<std::string> id = registers::ParseBusinessId(text);
  if (id.ok()) {
    row.business_id = *id;
    return std::nullopt;
  }
  return ReasonOf(id.status()) == "BUSINESS_ID_CHECK_DIGIT" ? "BUSINESS_ID_CHECK_DIGIT"
                                                            : "BUSINESS_ID_MALFORMED";
}

Reason SetIndustryCode(std::string_view text, PersonRow& row) {
  std::string digits(text);
  std::erase(digits, '.');
  if (digits.size() < 2 || digits.size() > 5 || !All(digits, IsDigit)) {
    return "INDUSTRY_CODE_INVALID";
  }
  row.industry_code = digits;
  return std::nullopt;
}

Reason SetIndustryClassification(std::string_view text, PersonRow& row) {
  const std::string folded = FoldedName(text);
  if (folded == "tol2008") {
    row.industry_classification = "TOL 2008";
  } else if (folded == "tol2025") {
    row.industry_classification = "TOL 2025";
  } else {
    return "INDUSTRY_CLASSIFICATION_UNKNOWN";
  }
  return std::nullopt;
}

// "5", "10+" or "2-4", with the dash that the writer's keyboard made of it.
Reason SetSizeClass(std::string_view text, PersonRow& row) {
  std::string written = absl::StrReplaceAll(std::string(text), {{"–", "-"}, {" ", ""}});
  const std::string_view least = std::string_view(written).substr(0, written.find_first_of("-+"));
  const std::string_view rest = std::string_view(written).substr(least.size());
  int from = 0;
  int to = 0;
  const auto number = [](std::string_view digits, int& value) {
    return All(digits, IsDigit) && digits.size() <= 6 &&
           absl::SimpleAtoi(std::string(digits), &value);
  };
  const bool open_ended = rest.empty() || rest == "+";
  const bool fits = number(least, from) &&
                    (open_ended || (rest[0] == '-' && number(rest.substr(1), to) && from <= to));
  if (!fits) return "SIZE_CLASS_INVALID";
  row.size_class = written;
  return std::nullopt;
}

Reason SetYears(std::string_view text, PersonRow& row) {
  int years = 0;
  if (!All(text, IsDigit) || !absl::SimpleAtoi(std::string(text), &years) ||
      years > kMaxYearsInBusiness) {
    return "YEARS_IN_BUSINESS_INVALID";
  }
  row.years_in_business = years;
  return std::nullopt;
}

Reason SetLanguage(std::string_view text, PersonRow& row) {
  static const auto& codes = *new std::map<std::string, std::string>{
      {"fi", "fi"},
      {"suomi", "fi"},
      {"finska", "fi"},
      {"finnish", "fi"},
      {"sv", "sv"},
      {"ruotsi", "sv"},
      {"svenska", "sv"},
      {"swedish", "sv"},
      {"en", "en"},
      {"englanti", "en"},
      {"engelska", "en"},
      {"english", "en"},
      {"se", "se"},
      {"pohjoissaame", "se"},
      {"nordsamiska", "se"},
      {"northernsámi", "se"},
      {"davvisámegiella", "se"},
  };
  const auto found = codes.find(FoldedName(text));
  if (found == codes.end()) return "LANGUAGE_UNKNOWN";
  row.language = found->second;
  return std::nullopt;
}

Reason SetTrack(std::string_view text, PersonRow& row) {
  const bool word = All(text, [](char c) {
    return IsDigit(c) || c == '-' || absl::ascii_islower(static_cast<unsigned char>(c));
  });
  if (!word) return "TRACK_INVALID";
  row.track = text;
  return std::nullopt;
}

}  // namespace

bool LooksLikeEmail(std::string_view text) {
  if (text.size() > kMaxEmailBytes) return false;
  const size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > kMaxEmailLocalBytes) return false;
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  const size_t dot = domain.find('.');
  return dot != std::string_view::npos && dot != 0 && domain.back() != '.' &&
         domain.find("..") == std::string_view::npos && local.front() != '.' &&
         local.back() != '.' &&
         All(text,
             [](char c) {
               return absl::ascii_isgraph(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
             }) &&
         text.find_first_of("<>(),;:\"[]\\") == std::string_view::npos &&
         domain.find('@') == std::string_view::npos;
}

Reason SetField(PeopleColumn column, std::string_view text, PersonRow& row) {
  if (column == PeopleColumn::kEmail) {
    if (!LooksLikeEmail(text)) return "EMAIL_INVALID";
    row.email = text;
    return std::nullopt;
  }
  if (text.size() > kMaxFieldBytes) return "VALUE_TOO_LONG";
  switch (column) {
    case PeopleColumn::kName:
      row.name = text;
      break;
    case PeopleColumn::kCompany:
      row.company = text;
      break;
    case PeopleColumn::kMunicipality:
      row.municipality = text;
      break;
    case PeopleColumn::kPhone:
      return SetPhone(text, row);
    case PeopleColumn::kBusinessId:
      return SetBusinessId(text, row);
    case PeopleColumn::kRegion:
      return SetRegion(text, row);
    case PeopleColumn::kIndustryCode:
      return SetIndustryCode(text, row);
    case PeopleColumn::kIndustryClassification:
      return SetIndustryClassification(text, row);
    case PeopleColumn::kSizeClass:
      return SetSizeClass(text, row);
    case PeopleColumn::kYearsInBusiness:
      return SetYears(text, row);
    case PeopleColumn::kLanguage:
      return SetLanguage(text, row);
    case PeopleColumn::kTrack:
      return SetTrack(text, row);
    case PeopleColumn::kEmail:
      break;
  }
  return std::nullopt;
}

}  // namespace kasvu::client
