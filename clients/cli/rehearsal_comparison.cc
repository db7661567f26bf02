// Two rehearsals beside each other.

#include <algorithm>
#include <cstdlib>

#include "clients/cli/rehearsal_numbers.h"
#include "clients/cli/rehearsal_parts.h"
#include "clients/cli/rehearsal_text.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

// A row of numbers: of the first, of the second.
class Rows {
 public:
  Rows(const Frame& frame, Table& table) : frame_(frame), table_(table) {}

  void Share(const std::string& title, int64_t first, int64_t second) {
    table_.Add({title, Percent(first) + " %", Percent(second) + " %"});
  }
  void Means(const std::string& title, int64_t first, int64_t second, int64_t count_first,
             int64_t count_second) {
    table_.Add({title, Mean(first, count_first, frame_.language()),
                Mean(second, count_second, frame_.language())});
  }
  void Add(const std::string& title, const std::string& first, const std::string& second) {
    table_.Add({title, first, second});
  }

 private:
  const Frame& frame_;
  Table& table_;
};

template <class List>
auto Find(const List& list, const std::string& key) -> decltype(&list.Get(0)) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.key() == key; });
  return found == list.end() ? nullptr : &*found;
}

std::string AttendanceOf(const v1::RehearsedSession* session) {
  if (session == nullptr) return "–";
  const int64_t seats = session->present() + session->absent() + session->gone();
  return Percent(PermilleOf(session->present(), seats)) + " %";
}

std::string StuckAt(const Frame& frame, const v1::Rehearsal& rehearsal, const std::string& key) {
  const v1::StuckStep* step = Find(rehearsal.stuck(), key);
  const int64_t people = step == nullptr ? 0 : step->left() + step->kept();
  return Mean(people * 100, rehearsal.started(), frame.language());
}

const v1::RehearsedRole* RoleIn(const v1::Rehearsal& rehearsal, const std::string& role) {
  for (const auto& one : rehearsal.roles()) {
    if (one.role() == role) return &one;
  }
  return nullptr;
}

std::string HoursOf(const Frame& frame, const v1::Rehearsal& rehearsal, const std::string& role) {
  const v1::RehearsedRole* found = RoleIn(rehearsal, role);
  return Mean(found == nullptr ? 0 : found->minutes(), int64_t{60} * rehearsal.runs(),
              frame.language());
}

std::string PeakOf(const Frame& frame, const v1::Rehearsal& rehearsal, const std::string& role) {
  const v1::RehearsedRole* found = RoleIn(rehearsal, role);
  if (found == nullptr) return "–";
  const int64_t each = int64_t{60} * rehearsal.runs() * std::max(1, found->people());
  return Mean(found->peak_minutes(), each, frame.language()) + " (" +
         std::to_string(found->peak_week()) + ")";
}

int64_t MostOverdue(const v1::Rehearsal& rehearsal) {
  int64_t most = 0;
  for (const auto& week : rehearsal.weeks()) most = std::max(most, week.overdue());
  return most;
}

// The keys of both, those of the first in its order.
template <class List>
std::vector<std::string> KeysOfBoth(const List& first, const List& second) {
  std::vector<std::string> keys;
  for (const List* list : {&first, &second}) {
    for (const auto& one : *list) {
      if (std::find(keys.begin(), keys.end(), one.key()) == keys.end()) keys.push_back(one.key());
    }
  }
  return keys;
}

void PrintSentence(Frame& frame, const v1::Rehearsal& first, const v1::Rehearsal& second) {
  const v1::Share a = ResultOf(first).share;
  const v1::Share b = ResultOf(second).share;
  const std::map<std::string, std::string> values = {
      {"first", first.template_()},
      {"second", second.template_()},
      {"a", Percent(a.permille())},
      {"b", Percent(b.permille())},
      {"difference", Percent(std::abs(a.permille() - b.permille()))}};
  const bool overlap =
      a.low_permille() <= b.high_permille() && b.low_permille() <= a.high_permille();
  if (overlap) {
    frame.PrintLine(frame.Say(
        {"Ohjelmien välillä ei ole selvää eroa: sadasta aloittaneesta suorittaa {a} ({first}) ja "
         "{b} "
         "({second}).",
         "Det finns ingen klar skillnad: av hundra som börjar slutför {a} ({first}) och {b} "
         "({second}).",
         "There is no clear difference: of a hundred who start, {a} complete {first} and {b} "
         "{second}."},
        values));
  } else if (b.permille() > a.permille()) {
    frame.PrintLine(frame.Say(
        {"{second} vie loppuun {difference} enemmän sadasta aloittaneesta kuin {first}: {b}, ei "
         "{a}.",
         "{second} tar {difference} fler av hundra i mål än {first}: {b}, inte {a}.",
         "{second} takes {difference} more of a hundred to the end than {first}: {b}, not {a}."},
        values));
  } else {
    frame.PrintLine(frame.Say(
        {"{second} vie loppuun {difference} vähemmän sadasta aloittaneesta kuin {first}: {b}, ei "
         "{a}.",
         "{second} tar {difference} färre av hundra i mål än {first}: {b}, inte {a}.",
         "{second} takes {difference} fewer of a hundred to the end than {first}: {b}, not {a}."},
        values));
  }
  frame.PrintLine("");
}

void AddSteps(Frame& frame, const v1::Rehearsal& first, const v1::Rehearsal& second, Rows& rows) {
  for (const std::string& key : KeysOfBoth(first.sessions(), second.sessions())) {
    rows.Add(frame.Say({"läsnä, {key}", "närvaro, {key}", "present, {key}"}, {{"key", key}}),
             AttendanceOf(Find(first.sessions(), key)), AttendanceOf(Find(second.sessions(), key)));
  }
  for (const std::string& key : KeysOfBoth(first.stuck(), second.stuck())) {
    rows.Add(frame.Say({"katkeaa sadasta, {key}", "fastnar av hundra, {key}",
                        "stuck of a hundred, {key}"},
                       {{"key", key}}),
             StuckAt(frame, first, key), StuckAt(frame, second, key));
  }
}

void AddRoles(Frame& frame, const v1::Rehearsal& first, const v1::Rehearsal& second, Rows& rows) {
  std::map<std::string, std::string> titles;
  std::vector<std::string> roles;
  for (const v1::Rehearsal* one : {&first, &second}) {
    for (const auto& role : one->roles()) {
      if (titles.emplace(role.role(), RoleTitle(frame, role)).second) roles.push_back(role.role());
    }
  }
  for (const std::string& role : roles) {
    const std::map<std::string, std::string> values = {{"role", titles.at(role)}};
    rows.Add(
        frame.Say({"tunteja yhteensä, {role}", "timmar sammanlagt, {role}", "hours in all, {role}"},
                  values),
        HoursOf(frame, first, role), HoursOf(frame, second, role));
    rows.Add(frame.Say({"henkeä kohti raskaimmalla viikolla, {role}",
                        "per person den tyngsta veckan, {role}",
                        "per person in the busiest week, {role}"},
                       values),
             PeakOf(frame, first, role), PeakOf(frame, second, role));
  }
}

}  // namespace

void PrintComparison(Frame& frame, const v1::Rehearsal& first, const v1::Rehearsal& second) {
  PrintSentence(frame, first, second);
  Table table({"", first.template_(), second.template_()});
  table.AlignRight(1).AlignRight(2);
  Rows rows(frame, table);
  rows.Share(frame.Say({"suorittaa", "slutför", "complete"}), ResultOf(first).share.permille(),
             ResultOf(second).share.permille());
  rows.Means(
      frame.Say({"osallistujia suorittaa", "deltagare som slutför", "participants complete"}),
      ResultOf(first).people, ResultOf(second).people, first.runs(), second.runs());
  AddSteps(frame, first, second, rows);
  rows.Means(frame.Say({"myöhässä pahimmalla viikolla", "försenat den värsta veckan",
                        "overdue in the worst week"}),
             MostOverdue(first), MostOverdue(second), first.runs(), second.runs());
  AddRoles(frame, first, second, rows);
  frame.Print(table);
}

}  // namespace kasvu::cli
