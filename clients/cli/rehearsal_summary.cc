// What came of a rehearsal, in sentences.

#include <map>

#include "clients/cli/dates.h"
#include "clients/cli/rehearsal_numbers.h"
#include "clients/cli/rehearsal_parts.h"
#include "clients/cli/states.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

std::string DayIn(const Frame& frame, const std::string& date) {
  absl::CivilDay day;
  return absl::ParseCivilTime(date, &day) ? ShortDate(day, frame.language()) : date;
}

std::string BeginningOf(const Frame& frame, const v1::Rehearsal& rehearsal, int week) {
  absl::CivilDay start;
  if (!absl::ParseCivilTime(rehearsal.start_date(), &start)) return "";
  return ShortDate(start + 7 * (week - 1), frame.language());
}

std::string RoleTitle(const Frame& frame, const v1::RehearsedRole& role) {
  if (role.role() == "self") return frame.Say({"osallistujat", "deltagarna", "participants"});
  const std::string title = TextIn(role.title(), frame.language());
  return title.empty() ? RoleWord(role.role(), frame.language()) : title;
}

namespace {

// "Participants 24, groups 2"; without groups when nobody asked for a number of them.
std::string PeopleOf(const Frame& frame, const v1::Rehearsal& rehearsal) {
  const std::map<std::string, std::string> values = {
      {"people", std::to_string(rehearsal.participants())},
      {"groups", std::to_string(rehearsal.groups())}};
  if (rehearsal.groups() == 0) {
    return frame.Say({"Osallistujia {people}", "Deltagare {people}", "Participants {people}"},
                     values);
  }
  return frame.Say(
      {"Osallistujia {people}, ryhmiä {groups}", "Deltagare {people}, grupper {groups}",
       "Participants {people}, groups {groups}"},
      values);
}

// How many complete in nine cohorts of ten.
std::string RangeOf(const Frame& frame, const v1::Rehearsal& rehearsal) {
  if (rehearsal.completed_low() == rehearsal.completed_high()) {
    return std::to_string(rehearsal.completed_low());
  }
  return frame.Say({"{few}–{many}", "{few}–{many}", "{few} to {many}"},
                   {{"few", std::to_string(rehearsal.completed_low())},
                    {"many", std::to_string(rehearsal.completed_high())}});
}

void PrintOutcome(Frame& frame, const v1::Rehearsal& rehearsal) {
  const Result result = ResultOf(rehearsal);
  const std::map<std::string, std::string> values = {
      {"percent", Percent(result.share.permille())},
      {"people", std::to_string(rehearsal.participants())},
      {"range", RangeOf(frame, rehearsal)}};
  if (result.engaged) {
    frame.PrintLine(
        frame.Say({"Sadasta aloittaneesta noin {percent} on mukana aktiivisesti vuoden kuluttua.",
                   "Av hundra som börjar är ungefär {percent} aktivt med efter ett år.",
                   "Of a hundred who start, about {percent} are actively there after a year."},
                  values));
    return;
  }
  frame.PrintLine(frame.Say(
      {"Sadasta aloittaneesta noin {percent} suorittaa ohjelman; yhdeksässä toteutuksessa "
       "kymmenestä suorittajia on {range}, kun osallistujia on {people}.",
       "Av hundra som börjar slutför ungefär {percent} programmet; i nio omgångar av tio "
       "slutför {range} av {people} deltagare.",
       "Of a hundred who start, about {percent} complete; in nine cohorts of ten, {range} of the "
       "{people} participants do."},
      values));
}

// Whose week is the busiest, of the one who has no colleague to share it with.
void PrintPeak(Frame& frame, const v1::Rehearsal& rehearsal) {
  for (const auto& role : rehearsal.roles()) {
    if (role.role() != "coordinator" || role.peak_minutes() == 0) continue;
    frame.PrintLine(frame.Say(
        {"Koordinaattorin raskain viikko on viikko {week} ({day} alkaen): {hours} tuntia.",
         "Koordinatorns tyngsta vecka är vecka {week} (från {day}): {hours} timmar.",
         "The coordinator's busiest week is week {week} (from {day}): {hours} hours."},
        {{"week", std::to_string(role.peak_week())},
         {"day", BeginningOf(frame, rehearsal, role.peak_week())},
         {"hours", Mean(role.peak_minutes(), int64_t{60} * rehearsal.runs(), frame.language())}}));
  }
}

}  // namespace

void PrintSummary(Frame& frame, const v1::Rehearsal& rehearsal) {
  PrintOutcome(frame, rehearsal);
  PrintPeak(frame, rehearsal);
  frame.PrintLine("");
  frame.PrintLine(TextIn(rehearsal.title(), frame.language()) + " (" + rehearsal.template_() + ")");
  const Result result = ResultOf(rehearsal);
  frame.PrintLine(frame.Say(
      {"{people}, kierroksia {runs}, alku {start}, siemen {seed}. Osuus on {low}–{high} % "
       "(Wilsonin "
       "luottamusväli, 95 %).",
       "{people}, körningar {runs}, start {start}, frö {seed}. Andelen är {low}–{high} % (Wilsons "
       "konfidensintervall, 95 %).",
       "{people}, runs {runs}, start {start}, seed {seed}. The share is {low}–{high} % (Wilson "
       "interval, 95 %)."},
      {{"people", PeopleOf(frame, rehearsal)},
       {"low", Mean(result.share.low_permille(), 10, frame.language())},
       {"high", Mean(result.share.high_permille(), 10, frame.language())},
       {"runs", std::to_string(rehearsal.runs())},
       {"start", DayIn(frame, rehearsal.start_date())},
       {"seed", std::to_string(rehearsal.seed())}}));
}

}  // namespace kasvu::cli
