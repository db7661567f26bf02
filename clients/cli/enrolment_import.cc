// kasvu enrolment import: people from a file into the directory, then into a cohort.

#include "clients/cli/enrolment_import.h"

#include "clients/cli/arguments.h"
#include "clients/cli/import_report.h"
#include "clients/cli/input_file.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/enrolment_calls.h"
#include "clients/cpp/people_csv.h"
#include "clients/cpp/person_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

constexpr int kRowsPerCall = 500;

struct ImportOptions {
  std::string cohort;
  std::string file;
  bool dry_run = false;
  bool all_or_nothing = false;
};

v1::ImportRow RowOf(const client::PersonRow& row) {
  v1::ImportRow result;
  v1::Person& person = *result.mutable_person();
  person.set_display_name(row.name);
  person.set_email(row.email);
  person.set_phone(row.phone);
  person.set_language(row.language);
  person.set_municipality(row.municipality);
  if (row.company.empty()) return result;
  v1::Company& company = *result.mutable_company();
  company.set_display_name(row.company);
  company.set_business_id(row.business_id);
  company.set_region(row.region);
  company.set_municipality(row.municipality);
  company.set_size_class(row.size_class);
  company.set_years_in_business(row.years_in_business.value_or(-1));
  if (!row.industry_code.empty()) {
    company.mutable_industry()->set_code(row.industry_code);
    // The file writes TOL 2008, the directory TOL2008.
    std::string classification = row.industry_classification;
    std::erase(classification, ' ');
    company.mutable_industry()->set_classification(classification);
  }
  return result;
}

// The first half: each row's person is made or found.
absl::Status ImportPeople(Frame& frame, bool dry_run, std::vector<ImportedRow>& rows) {
  const int count = static_cast<int>(rows.size());
  ProgressBar bar(frame, frame.Say({"Henkilöt", "Personer", "People"}), count);
  for (int begin = 0; begin < count; begin += kRowsPerCall) {
    const int end = std::min(count, begin + kRowsPerCall);
    v1::ImportPersonsRequest request;
    request.set_validate_only(dry_run);
    for (int i = begin; i < end; ++i) *request.add_rows() = RowOf(rows[i].row);
    KASVU_ASSIGN_OR_RETURN(const auto response, frame.Call(client::kImportPersons, request));
    for (int i = 0; i < response.results_size() && begin + i < end; ++i) {
      rows[begin + i].person = response.results(i);
    }
    bar.At(end);
  }
  return absl::OkStatus();
}

// The second half: whoever has been found or made is enrolled. In a dry run that can be said only
// of those who are there already; the others would be new here too.
absl::Status Enrol(Frame& frame, const ImportOptions& options, bool dry_run,
                   std::vector<ImportedRow>& rows) {
  std::vector<ImportedRow*> known;
  for (ImportedRow& row : rows) {
    if (!row.person.person().empty()) known.push_back(&row);
  }
  const int count = static_cast<int>(known.size());
  // What is to be all or nothing has to go in one call.
  const int step = options.all_or_nothing ? std::max(count, 1) : kRowsPerCall;
  ProgressBar bar(frame, frame.Say({"Osallistumiset", "Deltaganden", "Enrolments"}), count);
  for (int begin = 0; begin < count; begin += step) {
    const int end = std::min(count, begin + step);
    v1::CreateEnrolmentsRequest request;
    request.set_cohort(CohortName(options.cohort));
    request.set_validate_only(dry_run);
    request.set_all_or_nothing(options.all_or_nothing);
    for (int i = begin; i < end; ++i) {
      v1::NewEnrolment& enrolment = *request.add_enrolments();
      enrolment.set_person(known[i]->person.person());
      enrolment.set_company(known[i]->person.company());
      enrolment.set_track(known[i]->row.track);
    }
    KASVU_ASSIGN_OR_RETURN(const auto response, frame.Call(client::kCreateEnrolments, request));
    for (int i = 0; i < response.results_size() && begin + i < end; ++i) {
      known[begin + i]->enrolment = response.results(i);
    }
    bar.At(end);
  }
  return absl::OkStatus();
}

absl::Status NothingImported() {
  return Refused("NOTHING_IMPORTED",
                 {"Mitään ei tuotu, koska jokin rivi on väärin; korjaa rivit ja tuo uudelleen.",
                  "Inget importerades eftersom någon rad är fel; rätta raderna och importera igen.",
                  "Nothing was imported, because some row is wrong; correct the rows and import "
                  "again."});
}

absl::Status Import(Frame& frame, const ImportOptions& options) {
  KASVU_ASSIGN_OR_RETURN(const std::string bytes, ReadInput(options.file));
  KASVU_ASSIGN_OR_RETURN(const client::PeopleFile file, client::ReadPeopleCsv(bytes));
  // That the cohort is there should be known before anybody is added to the directory.
  v1::GetCohortRequest cohort;
  cohort.set_name(CohortName(options.cohort));
  KASVU_RETURN_IF_ERROR(frame.Call(client::kGetCohort, cohort).status());

  ImportReport report;
  report.issues = file.issues;
  for (const client::PersonRow& row : file.rows) report.rows.emplace_back().row = row;
  bool dry_run = options.dry_run;
  if (options.all_or_nothing && !dry_run) {
    KASVU_RETURN_IF_ERROR(ImportPeople(frame, /*dry_run=*/true, report.rows));
    KASVU_RETURN_IF_ERROR(Enrol(frame, options, /*dry_run=*/true, report.rows));
    dry_run = HasRefusals(report);
  }
  const bool refused_whole = dry_run && !options.dry_run;
  if (!refused_whole) {
    KASVU_RETURN_IF_ERROR(ImportPeople(frame, dry_run, report.rows));
    KASVU_RETURN_IF_ERROR(Enrol(frame, options, dry_run, report.rows));
  }
  report.dry_run = dry_run;
  PrintReport(frame, options.file, report);
  if (HasRefusals(report)) frame.RefusePart();
  return refused_whole ? NothingImported() : absl::OkStatus();
}

}  // namespace

void AddImport(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<ImportOptions>();
  Verb verb(noun, frame, "import",
            {"Tuo hakijat CSV-tiedostosta; sama tiedosto kahdesti ei lisää ketään kahdesti",
             "Importera sökande ur en CSV-fil; samma fil två gånger lägger inte till någon två "
             "gånger",
             "Import applicants from a CSV file; the same file twice adds nobody twice"},
            "kasvu enrolment import ekollega-2021 sign-ups.csv --dry-run");
  verb.Option("COHORT", options->cohort, kCohortArgument)->required();
  verb.Option("FILE", options->file,
              {"CSV, otsikot fi, sv tai en; - on vakiosyöte",
               "CSV, rubriker på fi, sv eller en; - är standard in",
               "CSV with headers in fi, sv or en; - is the standard input"})
      ->required();
  verb.Flag(
      "--dry-run", options->dry_run,
      {"Näytä vain, mitä kullekin riville tapahtuisi",
       "Visa bara vad som skulle hända med varje rad", "Only show what would become of each row"});
  verb.Flag("--all-or-nothing", options->all_or_nothing,
            {"Älä tuo mitään, jos jokin rivi on väärin", "Importera inget om någon rad är fel",
             "Import nothing when any row is wrong"});
  verb.Does([&frame, options] { return Import(frame, *options); });
}

}  // namespace kasvu::cli
