#include "clients/cli/cohort_table.h"

#include <algorithm>

#include "clients/cli/help.h"
#include "clients/cli/participants.h"
#include "clients/cli/programme.h"
#include "clients/cli/states.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

constexpr int kTextWidth = 100;

// Whose enrolment it is and how it ended or stands.
Style StyleOf(const v1::Enrolment& enrolment) {
  if (enrolment.end_kind() == v1::END_KIND_COMPLETED) return Style::kGood;
  return enrolment.stage() == v1::Enrolment::STAGE_ENDED ? Style::kFaint : Style::kPlain;
}

// Columns as the table's head has them: without a module's prefix where no other column has the
// same name without its own.
std::vector<std::string> HeadingsOf(const v1::CohortProgress& progress) {
  const auto bare = [](const std::string& column) { return column.substr(column.rfind('.') + 1); };
  std::map<std::string, int> uses;
  for (const std::string& column : progress.columns()) ++uses[bare(column)];
  std::vector<std::string> headings;
  for (const std::string& column : progress.columns()) {
    headings.push_back(uses[bare(column)] == 1 ? bare(column) : column);
  }
  return headings;
}

// "session = Ryhmän tapaaminen, after = Loppukysely"; without a title there is nothing to tell.
std::string Legend(const v1::TemplateSpec& programme, const v1::CohortProgress& progress,
                   const std::string& language) {
  std::string legend;
  const std::vector<std::string> headings = HeadingsOf(progress);
  for (int i = 0; i < progress.columns_size(); ++i) {
    const std::string title = StepTitle(programme, progress.columns(i), language);
    if (title == progress.columns(i)) continue;
    legend += (legend.empty() ? "" : ", ") + headings[i] + " = " + title;
  }
  return legend;
}

bool IsOptional(const v1::TemplateSpec& programme, const std::string& column) {
  const v1::Step* const step = StepNamed(programme, column);
  return step != nullptr && step->optional();
}

// Whether a step still lies ahead of somebody who has ended: aftercare alone does.
bool LiesAhead(const v1::TemplateSpec& programme, const std::string& column,
               const v1::Enrolment& enrolment) {
  if (enrolment.stage() != v1::Enrolment::STAGE_ENDED) return true;
  const v1::Step* const step = StepNamed(programme, column);
  return step == nullptr || step->on_end_size() > 0;
}

int EngagedIn(const v1::CohortProgress& progress) {
  return static_cast<int>(
      std::count_if(progress.rows().begin(), progress.rows().end(), [](const auto& row) {
        return row.engaged() && row.enrolment().stage() == v1::Enrolment::STAGE_ACTIVE;
      }));
}

}  // namespace

Cell ProgressCell(const v1::Cell& cell, const CellKind& kind) {
  if (cell.total() == 0) return {"–", Style::kFaint};
  if (cell.total() > 1) {
    const Style style = cell.done() == cell.total() ? Style::kGood
                        : cell.done() == 0          ? Style::kFaint
                                                    : Style::kPlain;
    return {std::to_string(cell.done()) + "/" + std::to_string(cell.total()), style};
  }
  if (cell.done() > 0) return {"✓", Style::kGood};
  if (cell.missed() > 0 && !kind.optional) return {"✗", Style::kBad};
  if (cell.open() > 0) return {"○"};
  return {kind.lies_ahead && cell.missed() == 0 ? "·" : "–", Style::kFaint};
}

std::string FunnelLine(const Frame& frame, const v1::Funnel& funnel, bool can_complete) {
  const int joined = funnel.joined();
  // Rounded to the nearest.
  const int percent = joined == 0 ? 0 : (200 * funnel.completed() + joined) / (2 * joined);
  const std::map<std::string, std::string> counts = {
      {"applied", std::to_string(funnel.applied())},
      {"joined", std::to_string(joined)},
      {"completed", std::to_string(funnel.completed())},
      {"percent", std::to_string(percent)}};
  std::string line =
      frame.Say({"{applied} hakenutta → {joined} aloittanutta",
                 "{applied} sökande → {joined} började", "{applied} applied → {joined} active"},
                counts);
  if (can_complete) {
    line += frame.Say(
        {" → {completed} suorittanutta ({percent} %)", " → {completed} slutförde ({percent} %)",
         " → {completed} completed ({percent} %)"},
        counts);
  }
  const auto add = [&](int count, const Words& words) {
    if (count > 0) line += ", " + std::to_string(count) + " " + frame.Say(words);
  };
  add(funnel.active(), {"mukana nyt", "med nu", "active now"});
  add(funnel.withdrawn(), {"keskeytti", "avbröt", "withdrawn"});
  add(funnel.cancelled(), {"perui", "återtog", "cancelled"});
  add(funnel.other_ends(), {"päättyi muuten", "slutade på annat sätt", "ended otherwise"});
  return line;
}

void PrintCohortTable(Frame& frame, const v1::CohortProgress& progress) {
  std::vector<std::string> names;
  for (const v1::ProgressRow& row : progress.rows()) names.push_back(row.enrolment().person());
  const auto persons = PersonsNamed(frame, names);
  const auto known = ProgrammeNamed(frame, progress.cohort().template_());
  const v1::TemplateSpec programme = known.ok() ? *known : v1::TemplateSpec();
  std::vector<std::string> titles = {frame.Say({"Tunnus", "Id", "Id"}),
                                     frame.Say({"Nimi", "Namn", "Name"}),
                                     frame.Say({"Ryhmä", "Grupp", "Group"})};
  for (std::string& heading : HeadingsOf(progress)) titles.push_back(std::move(heading));
  titles.push_back(frame.Say({"Myöhässä", "Försenat", "Overdue"}));
  titles.push_back(frame.Say({"Tila", "Tillstånd", "State"}));
  Table table(titles);
  for (const v1::ProgressRow& row : progress.rows()) {
    const v1::Enrolment& enrolment = row.enrolment();
    std::vector<Cell> cells = {LastPart(enrolment.name()), DisplayName(persons, enrolment.person()),
                               LastPart(enrolment.group())};
    for (int i = 0; i < row.cells_size() && i < progress.columns_size(); ++i) {
      const std::string& column = progress.columns(i);
      cells.push_back(
          ProgressCell(row.cells(i), {.lies_ahead = LiesAhead(programme, column, enrolment),
                                      .optional = IsOptional(programme, column)}));
    }
    cells.emplace_back(row.overdue() > 0 ? std::to_string(row.overdue()) : "", Style::kBad);
    cells.emplace_back(StateOf(enrolment, frame.language()), StyleOf(enrolment));
    table.Add(std::move(cells));
  }
  frame.Print(table);
  frame.PrintLine("");
  const std::string legend = Legend(programme, progress, frame.language());
  if (!legend.empty()) {
    frame.PrintLine(Wrapped(Printable(legend), kTextWidth));
  }
  frame.PrintLine(frame.Say({"✓ tehty, ✗ jäi väliin, ○ avoinna, · tulossa, – ei koske tai raukesi",
                             "✓ gjord, ✗ missad, ○ öppen, · kommande, – gäller inte eller förföll",
                             "✓ done, ✗ missed, ○ open, · to come, – not applicable or expired"}));
  std::string line = FunnelLine(frame, progress.funnel(), !known.ok() || CanBeCompleted(programme));
  if (programme.has_engaged()) {
    line += ", " + std::to_string(EngagedIn(progress)) + " " +
            frame.Say({"säännöllisesti mukana", "regelbundet med", "engaged"});
  }
  frame.PrintLine(line);
}

}  // namespace kasvu::cli
