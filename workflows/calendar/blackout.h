// Days on which nothing is planned, said by words:
//   `july` and the other months in English   the whole month, every year
//   `holidays`                               Finnish public holidays and the eves when offices
//   close `winter-break`                           the week in which the region's schools have
//   theirs `2021-12-20`, `2021-12-20..2022-01-06`   a date, or dates from and until, both included
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace kasvu::workflows {

class Blackout {
 public:
  // Covers no day.
  Blackout() = default;

  // The days that any of `words` names; `region` is the code of the cohort's region or empty.
  // INVALID_ARGUMENT with UNKNOWN_SKIP_RULE for a word that is none of the above, or with
  // SKIP_RULE_NEEDS_REGION for `winter-break` without a known region.
  static absl::StatusOr<Blackout> Parse(const std::vector<std::string>& words,
                                        std::string_view region);

  // The first of the words that covers `day`; none when the day is free.
  std::optional<std::string> WordFor(absl::CivilDay day) const;

  bool Covers(absl::CivilDay day) const;

 private:
  struct Rule {
    enum Kind { kMonth, kHolidays, kWinterBreak, kDates } kind = kHolidays;
    std::string word;
    int month = 0;  // of kMonth
    int week = 0;   // of kWinterBreak
    absl::CivilDay first;
    absl::CivilDay last;  // of kDates

    bool Covers(absl::CivilDay day) const;
  };

  static absl::StatusOr<Rule> ParseWord(const std::string& word, std::string_view region);

  std::vector<Rule> rules_;
};

}  // namespace kasvu::workflows
