#include "workflows/calendar/blackout.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "errors/error.h"
#include "workflows/calendar/holidays.h"
#include "workflows/calendar/winter_break.h"

namespace kasvu::workflows {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

// Strict: ten characters, a date that exists.
std::optional<absl::CivilDay> ParseDate(std::string_view text) {
  absl::CivilDay day;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' ||
      !absl::ParseCivilTime({text.data(), text.size()}, &day)) {
    return std::nullopt;
  }
  return day;
}

absl::Status UnknownSkipRule(const std::string& word) {
  return Error(absl::StatusCode::kInvalidArgument, "UNKNOWN_SKIP_RULE",
               absl::StrCat("\"", word,
                            "\" names no days to skip; use holidays, winter-break, a month such "
                            "as july, or dates such as 2021-12-20..2022-01-06"),
               {{"word", word}});
}

absl::Status SkipRuleNeedsRegion(const std::string& word, std::string_view region) {
  return Error(absl::StatusCode::kInvalidArgument, "SKIP_RULE_NEEDS_REGION",
               absl::StrCat(word,
                            " falls on another week in each region: give the cohort's region "
                            "by its code, such as 02"),
               {{"word", word}, {"region", std::string(region)}});
}

}  // namespace

absl::StatusOr<Blackout> Blackout::Parse(const std::vector<std::string>& words,
                                         std::string_view region) {
  Blackout blackout;
  for (const std::string& word : words) {
    KASVU_ASSIGN_OR_RETURN(Rule rule, ParseWord(word, region));
    blackout.rules_.push_back(std::move(rule));
  }
  return blackout;
}

absl::StatusOr<Blackout::Rule> Blackout::ParseWord(const std::string& word,
                                                   std::string_view region) {
  Rule rule;
  rule.word = word;
  if (word == "holidays") return rule;
  if (word == "winter-break") {
    const std::optional<int> week = WinterBreakWeek(region);
    if (!week) return SkipRuleNeedsRegion(word, region);
    rule.kind = Rule::kWinterBreak;
    rule.week = *week;
    return rule;
  }
  if (const auto month = std::find(kMonths.begin(), kMonths.end(), word); month != kMonths.end()) {
    rule.kind = Rule::kMonth;
    rule.month = static_cast<int>(month - kMonths.begin()) + 1;
    return rule;
  }
  const std::string_view text = word;
  const size_t dots = text.find("..");
  const std::optional<absl::CivilDay> first = ParseDate(text.substr(0, dots));
  const std::optional<absl::CivilDay> last =
      dots == std::string_view::npos ? first : ParseDate(text.substr(dots + 2));
  if (!first || !last || *last < *first) return UnknownSkipRule(word);
  rule.kind = Rule::kDates;
  rule.first = *first;
  rule.last = *last;
  return rule;
}

bool Blackout::Rule::Covers(absl::CivilDay day) const {
  switch (kind) {
    case kMonth:
      return day.month() == month;
    case kHolidays:
      return HolidayOn(day).has_value();
    case kWinterBreak: {
      const absl::CivilDay monday = MondayOfIsoWeek(static_cast<int>(day.year()), week);
      return monday <= day && day < monday + 7;
    }
    case kDates:
      return first <= day && day <= last;
  }
  return false;
}

bool Blackout::Covers(absl::CivilDay day) const {
  return std::any_of(rules_.begin(), rules_.end(),
                     [day](const Rule& rule) { return rule.Covers(day); });
}

std::optional<std::string> Blackout::WordFor(absl::CivilDay day) const {
  for (const Rule& rule : rules_) {
    if (rule.Covers(day)) return rule.word;
  }
  return std::nullopt;
}

}  // namespace kasvu::workflows
