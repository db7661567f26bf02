#include "clients/cli/rehearsal_text.h"

#include <algorithm>

#include "clients/cli/dates.h"
#include "clients/cli/rehearsal_numbers.h"
#include "clients/cli/states.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

constexpr int kBar = 20;
constexpr int kMostStuck = 8;

void PrintHeading(Frame& frame, const Words& words) {
  frame.PrintLine("");
  frame.PrintLine(Styled(frame.Say(words), Style::kStrong, frame.coloured()));
}

std::string DayIn(const Frame& frame, const std::string& date) {
  absl::CivilDay day;
  return absl::ParseCivilTime(date, &day) ? ShortDate(day, frame.language()) : date;
}

// The day on which `week` begins.
std::string BeginningOf(const Frame& frame, const v1::Rehearsal& rehearsal, int week) {
  absl::CivilDay start;
  if (!absl::ParseCivilTime(rehearsal.start_date(), &start)) return "";
  return ShortDate(start + 7 * (week - 1), frame.language());
}

void PrintSummary(Frame& frame, const v1::Rehearsal& rehearsal) {
  const Result result = ResultOf(rehearsal);
  const std::map<std::string, std::string> values = {
      {"percent", Percent(result.share.permille())},
      {"low", Percent(result.share.low_permille())},
      {"high", Percent(result.share.high_permille())},
      {"people", std::to_string(rehearsal.participants())},
      {"few", std::to_string(rehearsal.completed_low())},
      {"many", std::to_string(rehearsal.completed_high())},
      {"title", TextIn(rehearsal.title(), frame.language())},
      {"name", rehearsal.template_()},
      {"runs", std::to_string(rehearsal.runs())},
      {"groups", std::to_string(rehearsal.groups())},
      {"start", DayIn(frame, rehearsal.start_date())},
      {"seed", std::to_string(rehearsal.seed())}};
  if (result.engaged) {
    frame.PrintLine(
        frame.Say({"Sadasta aloittaneesta noin {percent} on mukana aktiivisesti vuoden kuluttua.",
                   "Av hundra som börjar är ungefär {percent} aktivt med efter ett år.",
                   "Of a hundred who start, about {percent} are actively there after a year."},
                  values));
  } else {
    frame.PrintLine(frame.Say(
        {"Sadasta aloittaneesta noin {percent} suorittaa ohjelman. Kun osallistujia on {people}, "
         "suorittajia on yhdeksässä toteutuksessa kymmenestä {few}–{many}.",
         "Av hundra som börjar slutför ungefär {percent} programmet; i nio omgångar av tio "
         "slutför {few}–{many} av {people} deltagare.",
         "Of a hundred who start, about {percent} complete; in nine cohorts of ten, {few} to "
         "{many} of the {people} participants do."},
        values));
  }
  frame.PrintLine("");
  frame.PrintLine(frame.Say({"{title} ({name})", "{title} ({name})", "{title} ({name})"}, values));
  frame.PrintLine(
      frame.Say({"Harjoituksia {runs}, alku {start}, siemen {seed}. Osuus on {low}–{high} "
                 "% (Wilsonin 95 %:n väli).",
                 "Körningar: {runs}, start {start}, frö {seed}. Andelen är {low}–{high} "
                 "% (Wilsons intervall, 95 %).",
                 "Runs: {runs}, start {start}, seed {seed}. The share is {low}–{high} % "
                 "(Wilson interval, 95 %)."},
                values));
}

void PrintEnds(Frame& frame, const v1::Rehearsal& rehearsal) {
  PrintHeading(
      frame, {"Miten päättyy, osallistujia toteutusta kohti",
              "Hur det slutar, deltagare per omgång", "How it ends, participants of each cohort"});
  Table table;
  table.AlignRight(2).AlignRight(3);
  for (const auto& end : rehearsal.ends()) {
    const std::string title = TextIn(end.title(), frame.language());
    table.Add({title.empty() ? StateIn(end.kind(), frame.language()) : title,
               Bar(end.people(), rehearsal.accepted(), kBar),
               Mean(end.people(), rehearsal.runs(), frame.language()),
               Percent(PermilleOf(end.people(), rehearsal.accepted())) + " %"});
  }
  frame.Print(table);
}

// Per hundred who started.
void PrintStuck(Frame& frame, const v1::Rehearsal& rehearsal) {
  if (rehearsal.stuck().empty()) return;
  PrintHeading(frame,
               {"Mihin jäädään, sadasta aloittaneesta", "Var man fastnar, av hundra som börjar",
                "Where people get stuck, of a hundred who start"});
  Table table({frame.Say({"Askel", "Steg", "Step"}), "",
               frame.Say({"Lähti ennen sitä", "Lämnade före", "Left before it"}),
               frame.Say({"Puuttui lopussa", "Saknades till slut", "Missing at the end"})});
  table.AlignRight(2).AlignRight(3);
  const int64_t most = rehearsal.stuck(0).left() + rehearsal.stuck(0).kept();
  for (int i = 0; i < std::min(kMostStuck, rehearsal.stuck_size()); ++i) {
    const auto& step = rehearsal.stuck(i);
    table.Add({step.key() + "  " + TextIn(step.title(), frame.language()),
               Bar(step.left() + step.kept(), most, kBar / 2),
               Mean(step.left() * 100, rehearsal.started(), frame.language()),
               Mean(step.kept() * 100, rehearsal.started(), frame.language())});
  }
  frame.Print(table);
}

void PrintSessions(Frame& frame, const v1::Rehearsal& rehearsal) {
  if (rehearsal.sessions().empty()) return;
  PrintHeading(frame, {"Läsnäolo", "Närvaro", "Attendance"});
  Table table({"", "", frame.Say({"Mukana olevista", "Av dem som är kvar", "Of those still there"}),
               frame.Say({"Aloittaneista", "Av dem som började", "Of all who started"})});
  table.AlignRight(2).AlignRight(3);
  for (const auto& session : rehearsal.sessions()) {
    const int64_t there = session.present() + session.absent();
    const std::string title = TextIn(session.title(), frame.language());
    table.Add({title.empty() ? session.key() : title,
               Bar(session.present(), there + session.gone(), kBar),
               Percent(PermilleOf(session.present(), there)) + " %",
               Percent(PermilleOf(session.present(), there + session.gone())) + " %"});
  }
  frame.Print(table);
}

void PrintOverdue(Frame& frame, const v1::Rehearsal& rehearsal) {
  if (rehearsal.weeks().empty()) return;
  PrintHeading(frame, {"Myöhässä viikon lopussa, askelia toteutusta kohti",
                       "Försenat i slutet av veckan, steg per omgång",
                       "Overdue at the end of the week, steps of each cohort"});
  int64_t most = 0;
  for (const auto& week : rehearsal.weeks()) most = std::max(most, week.overdue());
  Table table;
  table.AlignRight(0).AlignRight(3);
  for (const auto& week : rehearsal.weeks()) {
    table.Add({std::to_string(week.week()), DayIn(frame, week.begins()),
               Bar(week.overdue(), most, kBar),
               Mean(week.overdue(), rehearsal.runs(), frame.language())});
  }
  frame.Print(table);
}

std::string RoleTitle(const Frame& frame, const v1::RehearsedRole& role) {
  if (role.role() == "self") return frame.Say({"osallistujat", "deltagarna", "participants"});
  const std::string title = TextIn(role.title(), frame.language());
  return title.empty() ? RoleWord(role.role(), frame.language()) : title;
}

// One letter's height for each week from the first to the last.
std::string Skyline(const v1::RehearsedRole& role) {
  static constexpr std::string_view kHeights[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string skyline;
  if (role.weeks().empty() || role.peak_minutes() == 0) return skyline;
  int week = std::min(1, role.weeks(0).week());
  for (const auto& one : role.weeks()) {
    for (; week < one.week(); ++week) skyline += kHeights[0];
    skyline += kHeights[(one.minutes() * 8 + role.peak_minutes() - 1) / role.peak_minutes()];
    ++week;
  }
  return skyline;
}

void PrintHours(Frame& frame, const v1::Rehearsal& rehearsal) {
  if (rehearsal.roles().empty()) return;
  PrintHeading(frame, {"Tunteja toteutusta kohti", "Timmar per omgång", "Hours of each cohort"});
  Table table({"", frame.Say({"Ihmisiä", "Personer", "People"}),
               frame.Say({"Yhteensä", "Sammanlagt", "In all"}),
               frame.Say({"Raskain viikko", "Tyngsta veckan", "Busiest week"}),
               frame.Say({"Siinä", "I den", "In it"}),
               frame.Say({"Viikot", "Veckorna", "The weeks"})});
  table.AlignRight(1).AlignRight(2).AlignRight(4);
  for (const auto& role : rehearsal.roles()) {
    const int64_t hours = int64_t{60} * rehearsal.runs();
    table.Add(
        {RoleTitle(frame, role), std::to_string(role.people()),
         Mean(role.minutes(), hours, frame.language()),
         std::to_string(role.peak_week()) + "  " + BeginningOf(frame, rehearsal, role.peak_week()),
         Mean(role.peak_minutes(), hours, frame.language()), Skyline(role)});
  }
  frame.Print(table);
}

}  // namespace

void PrintRehearsal(Frame& frame, const v1::Rehearsal& rehearsal) {
  PrintSummary(frame, rehearsal);
  PrintEnds(frame, rehearsal);
  PrintStuck(frame, rehearsal);
  PrintSessions(frame, rehearsal);
  PrintOverdue(frame, rehearsal);
  PrintHours(frame, rehearsal);
}

}  // namespace kasvu::cli
