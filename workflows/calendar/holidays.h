// The public holidays of Finland, computed. Source: the church holidays of the Church Code, the
// acts on Independence Day and May Day, and for the eves section 4 of the Annual Holidays Act
// (162/2005), which counts them among the days off. The rules are those in force since 1992,
// carried over to every year: earlier years kept some feasts on other days.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "registers/names.h"

namespace kasvu::workflows {

enum class HolidayKind {
  kPublic,
  kEve,  // no public holiday, but offices are closed: Easter Saturday, Midsummer and Christmas Eve
};

struct Holiday {
  absl::CivilDay day;
  HolidayKind kind = HolidayKind::kPublic;
  registers::Names names;
};

inline constexpr int kFirstHolidayYear = 1900;
inline constexpr int kLastHolidayYear = 2199;

// All holidays and eves of `year` by date; two may share one (Ascension Day on May Day in 2008).
// OUT_OF_RANGE with YEAR_OUT_OF_RANGE outside 1900–2199.
absl::StatusOr<std::vector<Holiday>> HolidaysOf(int year);

// The holiday or eve on `day`, the public one if there are two; none outside 1900–2199.
std::optional<Holiday> HolidayOn(absl::CivilDay day);

}  // namespace kasvu::workflows
