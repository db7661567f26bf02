#include "clients/cli/import_report.h"

#include <algorithm>
#include <set>

#include "clients/cli/json.h"
#include "clients/cli/reasons.h"
#include "clients/cli/states.h"
#include "google/protobuf/struct.pb.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;
using google::protobuf::Struct;

bool IsRefused(const ImportedRow& row) {
  return row.person.outcome() == v1::ImportResult::OUTCOME_REFUSED ||
         row.enrolment.outcome() == v1::EnrolmentResult::OUTCOME_REFUSED;
}

// Enrolled already, by an earlier import.
bool IsFound(const ImportedRow& row) {
  return row.enrolment.outcome() == v1::EnrolmentResult::OUTCOME_FOUND;
}

std::string OutcomeOf(const ImportedRow& row) {
  return IsRefused(row) ? "refused" : IsFound(row) ? "found" : "created";
}

std::string ReasonOfRow(const ImportedRow& row) {
  return row.person.reason().empty() ? row.enrolment.reason() : row.person.reason();
}

std::string SentenceOfRow(const Frame& frame, const ImportedRow& row) {
  const std::string& told =
      row.person.message().empty() ? row.enrolment.message() : row.person.message();
  const auto words = WordsOfReason(ReasonOfRow(row));
  return frame.language() == "en" && !told.empty() ? told : words ? frame.Say(*words) : told;
}

int WrongRowsOf(const ImportReport& report) {
  std::set<int> lines;
  for (const client::CsvIssue& issue : report.issues) {
    if (issue.severity == client::CsvSeverity::kWrong) lines.insert(issue.line);
  }
  return static_cast<int>(lines.size()) +
         static_cast<int>(std::count_if(report.rows.begin(), report.rows.end(), IsRefused));
}

void SetText(Struct& object, const std::string& key, const std::string& text) {
  (*object.mutable_fields())[key].set_string_value(text);
}
void SetNumber(Struct& object, const std::string& key, int number) {
  (*object.mutable_fields())[key].set_number_value(number);
}

Struct JsonOf(const Frame& frame, const ImportReport& report) {
  Struct whole;
  (*whole.mutable_fields())["dry_run"].set_bool_value(report.dry_run);
  auto& rows = *(*whole.mutable_fields())["rows"].mutable_list_value();
  for (const ImportedRow& row : report.rows) {
    Struct& object = *rows.add_values()->mutable_struct_value();
    SetNumber(object, "line", row.row.line);
    SetText(object, "outcome", OutcomeOf(row));
    SetText(object, "person", row.person.person());
    SetText(object, "enrolment", row.enrolment.enrolment());
    if (!IsRefused(row)) continue;
    SetText(object, "reason", ReasonOfRow(row));
    SetText(object, "message", SentenceOfRow(frame, row));
  }
  auto& issues = *(*whole.mutable_fields())["issues"].mutable_list_value();
  for (const client::CsvIssue& issue : report.issues) {
    Struct& object = *issues.add_values()->mutable_struct_value();
    SetNumber(object, "line", issue.line);
    SetNumber(object, "column", issue.column);
    SetText(object, "column_name", issue.column_name);
    SetText(object, "reason", issue.reason);
    SetText(object, "message", client::SentenceOf(issue, frame.language()));
    (*object.mutable_fields())["wrong"].set_bool_value(issue.severity ==
                                                       client::CsvSeverity::kWrong);
  }
  return whole;
}

void PrintRows(Frame& frame, const ImportReport& report) {
  Table table({frame.Say({"Rivi", "Rad", "Line"}), frame.Say({"Nimi", "Namn", "Name"}),
               frame.Say({"Henkilö", "Person", "Person"}),
               frame.Say({"Osallistuminen", "Deltagande", "Enrolment"})});
  table.AlignRight(0);
  for (const ImportedRow& row : report.rows) {
    if (IsRefused(row)) continue;
    const auto enrolment = row.enrolment.outcome() == v1::EnrolmentResult::OUTCOME_UNSPECIFIED
                               ? v1::EnrolmentResult::OUTCOME_CREATED
                               : row.enrolment.outcome();
    table.Add({std::to_string(row.row.line), row.row.name,
               StateIn(row.person.outcome(), frame.language()),
               StateIn(enrolment, frame.language())});
  }
  if (!table.empty()) frame.Print(table);
}

}  // namespace

bool HasRefusals(const ImportReport& report) { return WrongRowsOf(report) > 0; }

void PrintReport(Frame& frame, const std::string& file, const ImportReport& report) {
  if (frame.PrintedJson(JsonOf(frame, report))) return;
  for (const client::CsvIssue& issue : report.issues) {
    frame.PrintLine(
        Printable(file) + ":" + std::to_string(issue.line) + ":" + std::to_string(issue.column) +
        ": " + Printable(client::SentenceOf(issue, frame.language())) + " [" + issue.reason + "]");
  }
  for (const ImportedRow& row : report.rows) {
    if (!IsRefused(row)) continue;
    frame.PrintLine(Printable(file) + ":" + std::to_string(row.row.line) + ": " +
                    Printable(row.row.name + ": " + SentenceOfRow(frame, row)) + " [" +
                    ReasonOfRow(row) + "]");
  }
  if (report.dry_run) PrintRows(frame, report);
  const auto right = [&](bool found) {
    return std::to_string(std::count_if(
        report.rows.begin(), report.rows.end(),
        [found](const ImportedRow& row) { return !IsRefused(row) && IsFound(row) == found; }));
  };
  const std::map<std::string, std::string> sums = {{"new", right(false)},
                                                   {"found", right(true)},
                                                   {"wrong", std::to_string(WrongRowsOf(report))}};
  frame.PrintLine(report.dry_run
                      ? frame.Say({"Lisättäisiin {new}, jo mukana {found}, väärin {wrong}. "
                                   "Mitään ei tallennettu.",
                                   "Skulle läggas till {new}, redan med {found}, fel {wrong}. "
                                   "Inget sparades.",
                                   "Would add {new}, enrolled already {found}, wrong {wrong}. "
                                   "Nothing was stored."},
                                  sums)
                      : frame.Say({"Lisätty {new}, jo mukana {found}, väärin {wrong}.",
                                   "Tillagda {new}, redan med {found}, fel {wrong}.",
                                   "Added {new}, enrolled already {found}, wrong {wrong}."},
                                  sums));
}

}  // namespace kasvu::cli
