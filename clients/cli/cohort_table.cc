#include "clients/cli/cohort_table.h"

#include "clients/cli/help.h"
#include "clients/cli/participants.h"
#include "clients/cli/states.h"
#include "clients/cpp/template_calls.h"

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

// "session = Ryhmän tapaaminen, after = Loppukysely"; empty when the programme cannot be had.
std::string Legend(Frame& frame, const v1::CohortProgress& progress) {
  v1::GetTemplateVersionRequest request;
  request.set_name(progress.cohort().template_());
  request.set_view(v1::VIEW_FULL);
  const auto version = frame.Call(client::kGetTemplateVersion, request);
  if (!version.ok()) return "";
  std::map<std::string, std::string> titles;
  for (const v1::Phase& phase : version->compiled().phases()) {
    for (const v1::Step& step : phase.steps()) {
      titles[step.id()] = TextIn(step.title(), frame.language());
    }
  }
  std::string legend;
  const std::vector<std::string> headings = HeadingsOf(progress);
  for (int i = 0; i < progress.columns_size(); ++i) {
    const auto title = titles.find(progress.columns(i));
    if (title == titles.end() || title->second.empty()) continue;
    legend += (legend.empty() ? "" : ", ") + headings[i] + " = " + title->second;
  }
  return legend;
}

}  // namespace

Cell ProgressCell(const v1::Cell& cell) {
  if (cell.total() == 0) return {"–", Style::kFaint};
  if (cell.total() > 1) {
    const Style style = cell.done() == cell.total() ? Style::kGood
                        : cell.done() == 0          ? Style::kFaint
                                                    : Style::kPlain;
    return {std::to_string(cell.done()) + "/" + std::to_string(cell.total()), style};
  }
  if (cell.done() > 0) return {"✓", Style::kGood};
  if (cell.missed() > 0) return {"✗", Style::kBad};
  return cell.open() > 0 ? Cell("○") : Cell("·", Style::kFaint);
}

std::string FunnelLine(const Frame& frame, const v1::Funnel& funnel) {
  const int joined = funnel.joined();
  // Rounded to the nearest.
  const int percent = joined == 0 ? 0 : (200 * funnel.completed() + joined) / (2 * joined);
  std::string line = frame.Say({"{applied} hakenutta → {joined} aloittanutta → {completed} "
                                "suorittanutta ({percent} %)",
                                "{applied} sökande → {joined} började → {completed} slutförde "
                                "({percent} %)",
                                "{applied} applied → {joined} active → {completed} completed "
                                "({percent} %)"},
                               {{"applied", std::to_string(funnel.applied())},
                                {"joined", std::to_string(joined)},
                                {"completed", std::to_string(funnel.completed())},
                                {"percent", std::to_string(percent)}});
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
    for (const v1::Cell& cell : row.cells()) cells.push_back(ProgressCell(cell));
    cells.emplace_back(row.overdue() > 0 ? std::to_string(row.overdue()) : "", Style::kBad);
    cells.emplace_back(StateOf(enrolment, frame.language()), StyleOf(enrolment));
    table.Add(std::move(cells));
  }
  frame.Print(table);
  frame.PrintLine("");
  if (const std::string legend = Legend(frame, progress); !legend.empty()) {
    frame.PrintLine(Wrapped(Printable(legend), kTextWidth));
  }
  frame.PrintLine(frame.Say({"✓ tehty, ✗ jäi väliin, ○ avoinna, · tulossa, – ei koske",
                             "✓ gjord, ✗ missad, ○ öppen, · kommande, – gäller inte",
                             "✓ done, ✗ missed, ○ open, · to come, – not applicable"}));
  frame.PrintLine(FunnelLine(frame, progress.funnel()));
}

}  // namespace kasvu::cli
