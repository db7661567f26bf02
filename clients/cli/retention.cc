#include "clients/cli/retention.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "absl/time/civil_time.h"
#include "clients/cli/dates.h"
#include "clients/cli/wrong_usage.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

constexpr int kLargestAmount = 10'000;

absl::Status NoLimit(const std::string& text) {
  return WrongUsage({"”{text}” ei ole päivä eikä aika; kirjoita 2025-01-01 tai 24months.",
                     "”{text}” är varken en dag eller en tid; skriv 2025-01-01 eller 24months.",
                     "“{text}” is neither a day nor a time; write 2025-01-01 or 24months."},
                    {{"text", text}});
}

absl::CivilSecond Before(const absl::CivilSecond& now, int amount, std::string_view unit,
                         bool& known) {
  known = true;
  const absl::CivilDay day(now);
  if (unit == "days" || unit == "day") return absl::CivilSecond(day - amount);
  if (unit == "weeks" || unit == "week") return absl::CivilSecond(day - 7 * amount);
  const int months = unit == "years" || unit == "year" ? 12 * amount : amount;
  known = unit == "years" || unit == "year" || unit == "months" || unit == "month";
  const absl::CivilMonth month = absl::CivilMonth(now) - months;
  // The 31st of a month that has none is its last day.
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  const absl::CivilDay same = absl::CivilDay(month) + (now.day() - 1);
  return absl::CivilSecond(std::min(last, same));
}

}  // namespace

absl::StatusOr<absl::Time> ParseLimit(const std::string& text, absl::Time now,
                                      const absl::TimeZone& zone) {
  int amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  const std::string_view unit(end, static_cast<size_t>(text.data() + text.size() - end));
  const bool is_amount = error == std::errc() && !unit.empty() && unit[0] >= 'a' && unit[0] <= 'z';
  if (!is_amount) {
    const absl::StatusOr<absl::CivilDay> day = ParseDay(text);
    if (!day.ok()) return NoLimit(text);
    return absl::FromCivil(absl::CivilSecond(*day), zone);
  }
  bool known = false;
  if (amount < 0 || amount > kLargestAmount) return NoLimit(text);
  const absl::CivilSecond before = Before(absl::ToCivilSecond(now, zone), amount, unit, known);
  if (!known) return NoLimit(text);
  return absl::FromCivil(before, zone);
}

bool WasFinishedBefore(const kasvu::v1::Cohort& cohort, absl::Time limit) {
  const bool over = cohort.stage() == kasvu::v1::Cohort::STAGE_CLOSED ||
                    cohort.stage() == kasvu::v1::Cohort::STAGE_CANCELLED;
  return over && !cohort.has_purge() && cohort.has_close_time() &&
         TimeOf(cohort.close_time()) < limit;
}

}  // namespace kasvu::cli
