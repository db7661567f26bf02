#include "clients/cli/rehearsal_text.h"

#include <algorithm>

#include "clients/cli/rehearsal_numbers.h"
#include "clients/cli/rehearsal_parts.h"
#include "clients/cli/states.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

namespace {

constexpr int kBar = 20;
constexpr int kMostStuck = 8;
constexpr int kMostWeekRows = 26;

void PrintHeading(Frame& frame, const Words& words) {
  frame.PrintLine("");
  frame.PrintLine(Styled(frame.Say(words), Style::kStrong, frame.coloured()));
}

// Whom the end of what was played overtakes in a rolling programme has not failed.
std::string EndTitle(const Frame& frame, const v1::Rehearsal& rehearsal,
                     const v1::RehearsedEnd& end) {
  if (ResultOf(rehearsal).engaged && end.kind() == v1::END_KIND_INCOMPLETE) {
    return frame.Say({"mukana vuoden kuluttua", "med efter ett år", "there after a year"});
  }
  const std::string title = TextIn(end.title(), frame.language());
  return title.empty() ? StateIn(end.kind(), frame.language()) : title;
}

void PrintEnds(Frame& frame, const v1::Rehearsal& rehearsal) {
  PrintHeading(
      frame, {"Miten päättyy, osallistujia toteutusta kohti",
              "Hur det slutar, deltagare per omgång", "How it ends, participants of each cohort"});
  Table table;
  table.AlignRight(2).AlignRight(3);
  for (const auto& end : rehearsal.ends()) {
    table.Add({EndTitle(frame, rehearsal, end), Bar(end.people(), rehearsal.accepted(), kBar),
               Mean(end.people(), rehearsal.runs(), frame.language()),
               Percent(PermilleOf(end.people(), rehearsal.accepted())) + " %"});
  }
  frame.Print(table);
}

// Per hundred who started.
void PrintStuck(Frame& frame, const v1::Rehearsal& rehearsal) {
  if (rehearsal.stuck().empty()) return;
  PrintHeading(
      frame, {"Missä matka katkeaa, sadasta aloittaneesta", "Var man fastnar, av hundra som börjar",
              "Where people get stuck, of a hundred who start"});
  Table table({"", "", frame.Say({"Lähti ennen", "Hoppade av före", "Left before"}),
               frame.Say({"Puuttui lopussa", "Saknades till slut", "Missing at the end"}), ""});
  table.AlignRight(2).AlignRight(3);
  const int64_t most = rehearsal.stuck(0).left() + rehearsal.stuck(0).kept();
  for (int i = 0; i < std::min(kMostStuck, rehearsal.stuck_size()); ++i) {
    const auto& step = rehearsal.stuck(i);
    table.Add({step.key(), Bar(step.left() + step.kept(), most, kBar / 2),
               Mean(step.left() * 100, rehearsal.started(), frame.language()),
               Mean(step.kept() * 100, rehearsal.started(), frame.language()),
               TextIn(step.title(), frame.language())});
  }
  frame.Print(table);
}

void PrintSessions(Frame& frame, const v1::Rehearsal& rehearsal) {
  if (rehearsal.sessions().empty()) return;
  PrintHeading(frame, {"Läsnäolo", "Närvaro", "Attendance"});
  Table table({"", "", frame.Say({"Mukana olevista", "Av dem som är kvar", "Of those still there"}),
               frame.Say({"Aloittaneista", "Av dem som började", "Of all who started"}), ""});
  table.AlignRight(2).AlignRight(3);
  for (const auto& session : rehearsal.sessions()) {
    const int64_t there = session.present() + session.absent();
    table.Add({session.key(), Bar(session.present(), there + session.gone(), kBar),
               Percent(PermilleOf(session.present(), there)) + " %",
               Percent(PermilleOf(session.present(), there + session.gone())) + " %",
               TextIn(session.title(), frame.language())});
  }
  frame.Print(table);
}

// Weeks of which one row of the chart tells the worst.
int WeeksInARow(int weeks) { return (weeks + kMostWeekRows - 1) / kMostWeekRows; }

std::string WeekRange(int first, int last) {
  if (first == last) return std::to_string(first);
  return std::to_string(first) + "–" + std::to_string(last);
}

// Rows in which nothing is overdue are told as one.
void PrintOverdue(Frame& frame, const v1::Rehearsal& rehearsal) {
  if (rehearsal.weeks().empty()) return;
  const auto& weeks = rehearsal.weeks();
  const int stride = WeeksInARow(weeks.size());
  PrintHeading(frame, stride == 1 ? Words{"Myöhässä viikon lopussa, askelia toteutusta kohti",
                                          "Försenat i slutet av veckan, steg per omgång",
                                          "Overdue at the end of the week, steps of each cohort"}
                                  : Words{"Myöhässä rivin pahimman viikon lopussa, askelia "
                                          "toteutusta kohti",
                                          "Försenat i slutet av radens värsta vecka, steg per "
                                          "omgång",
                                          "Overdue at the end of the worst of these weeks, steps "
                                          "of each cohort"});
  const auto worst = [&](int begin) {
    int64_t most = 0;
    for (int i = begin; i < std::min(begin + stride, weeks.size()); ++i) {
      most = std::max(most, weeks[i].overdue());
    }
    return most;
  };
  int64_t most = 0;
  for (int i = 0; i < weeks.size(); ++i) most = std::max(most, weeks[i].overdue());
  Table table;
  table.AlignRight(0).AlignRight(3);
  for (int begin = 0; begin < weeks.size();) {
    int end = begin + stride;
    const int64_t overdue = worst(begin);
    while (overdue == 0 && end < weeks.size() && worst(end) == 0) end += stride;
    end = std::min(end, weeks.size());
    table.Add(
        {WeekRange(weeks[begin].week(), weeks[end - 1].week()), DayIn(frame, weeks[begin].begins()),
         overdue == 0 ? frame.Say({"ei mitään", "inget", "nothing"}) : Bar(overdue, most, kBar),
         overdue == 0 ? "" : Mean(overdue, rehearsal.runs(), frame.language())});
    begin = end;
  }
  frame.Print(table);
}

// One letter's height for each week from `first` to the role's last.
std::string Skyline(const v1::RehearsedRole& role, int first) {
  static constexpr std::string_view kHeights[] = {"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string skyline;
  if (role.peak_minutes() == 0) return skyline;
  int week = first;
  for (const auto& one : role.weeks()) {
    for (; week < one.week(); ++week) skyline += kHeights[0];
    skyline += kHeights[(one.minutes() * 8 + role.peak_minutes() - 1) / role.peak_minutes()];
    ++week;
  }
  return skyline;
}

void PrintHours(Frame& frame, const v1::Rehearsal& rehearsal) {
  if (rehearsal.roles().empty()) return;
  int first = 1;
  for (const auto& role : rehearsal.roles()) {
    if (!role.weeks().empty()) first = std::min(first, role.weeks(0).week());
  }
  PrintHeading(frame, {"Tunteja toteutusta kohti", "Timmar per omgång", "Hours of each cohort"});
  Table table({"", frame.Say({"Ihmisiä", "Personer", "People"}),
               frame.Say({"Yhteensä", "Sammanlagt", "In all"}),
               frame.Say({"Henkeä kohti", "Per person", "Per person"}),
               frame.Say({"Raskain viikko", "Tyngsta veckan", "Busiest week"}),
               frame.Say({"Siinä henkeä kohti", "I den, per person", "In it, per person"}),
               frame.Say({"Viikosta {week}", "Från vecka {week}", "From week {week}"},
                         {{"week", std::to_string(first)}})});
  table.AlignRight(1).AlignRight(2).AlignRight(3).AlignRight(5);
  for (const auto& role : rehearsal.roles()) {
    const int64_t hours = int64_t{60} * rehearsal.runs();
    const int64_t each = hours * std::max(1, role.people());
    table.Add({RoleTitle(frame, role), std::to_string(role.people()),
               Mean(role.minutes(), hours, frame.language()),
               Mean(role.minutes(), each, frame.language()),
               std::to_string(role.peak_week()) + " (" +
                   BeginningOf(frame, rehearsal, role.peak_week()) + ")",
               Mean(role.peak_minutes(), each, frame.language()), Skyline(role, first)});
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
