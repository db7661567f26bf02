// kasvu cohort archive

#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/time/clock.h"
#include "clients/cli/archive_file.h"
#include "clients/cli/arguments.h"
#include "clients/cli/cohort_verbs.h"
#include "clients/cli/dates.h"
#include "clients/cli/failure.h"
#include "clients/cli/participants.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/retention.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"
#include "kasvu/v1/archive.pb.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct Options {
  std::string cohort;
  std::string finished_before;
  std::string to = ".";
  bool purge = false;
  bool dry_run = false;
};

absl::Status CheckOptions(const Options& options) {
  if (options.cohort.empty() == options.finished_before.empty()) {
    return WrongUsage({"Anna joko toteutus tai --finished-before.",
                       "Ange antingen ett genomförande eller --finished-before.",
                       "Give either a cohort or --finished-before."});
  }
  std::error_code fault;
  if (!options.finished_before.empty() && !std::filesystem::is_directory(options.to, fault)) {
    return WrongUsage({"--to {to}: anna kansio, joka on olemassa; jokainen saa oman tiedoston.",
                       "--to {to}: ange en mapp som finns; var och en får sin egen fil.",
                       "--to {to}: give a folder that is there; each gets a file of its own."},
                      {{"to", options.to}});
  }
  return absl::OkStatus();
}

// The cohorts that are meant, by id.
absl::StatusOr<std::vector<v1::Cohort>> Choose(Frame& frame, const Options& options) {
  if (!options.cohort.empty()) {
    v1::GetCohortRequest get;
    get.set_name(CohortName(options.cohort));
    KASVU_ASSIGN_OR_RETURN(v1::Cohort cohort, frame.Call(client::kGetCohort, get));
    return std::vector<v1::Cohort>{std::move(cohort)};
  }
  KASVU_ASSIGN_OR_RETURN(const absl::Time limit,
                         ParseLimit(options.finished_before, absl::Now(), frame.zone()));
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListCohorts, {}));
  std::vector<v1::Cohort> chosen;
  for (const v1::Cohort& cohort : listed.cohorts()) {
    if (WasFinishedBefore(cohort, limit)) chosen.push_back(cohort);
  }
  return chosen;
}

// What the server would say of a cohort that is named; a rule chooses only what is over.
absl::Status CheckFinished(const v1::Cohort& cohort) {
  const auto refuse = [&](std::string_view reason, std::string_view sentence) {
    const absl::CivilDay purged =
        absl::ToCivilDay(TimeOf(cohort.purge().purge_time()), absl::UTCTimeZone());
    return Error(absl::StatusCode::kFailedPrecondition, reason, sentence,
                 {{"name", cohort.name()},
                  {"date", IsoDate(purged)},
                  {"digest", cohort.purge().archive_digest()}});
  };
  if (cohort.has_purge()) return refuse("COHORT_PURGED", "It was archived and purged.");
  if (WasFinishedBefore(cohort, absl::InfiniteFuture())) return absl::OkStatus();
  return refuse("COHORT_NOT_FINISHED", "It still goes on.");
}

// The archive of the cohort, made now or, of one that is purged already, found: as when the answer
// of a purge was lost.
absl::StatusOr<ArchiveFile> Keep(Frame& frame, const v1::Cohort& cohort, const std::string& to) {
  if (cohort.has_purge()) {
    KASVU_ASSIGN_OR_RETURN(const auto found,
                           FindArchive(cohort.name(), cohort.purge().archive_digest(), to));
    if (found) return *found;
  }
  CountingBar bar(frame,
                  frame.Say({"{cohort}, kilotavuja", "{cohort}, kilobyte", "{cohort}, kilobytes"},
                            {{"cohort", ShortName(cohort.name())}}));
  return FetchArchive(frame, cohort.name(), to, [&](uint64_t bytes) { bar.At(bytes / 1000); });
}

// Archives one cohort, and purges it when that is asked for; fills in what was done.
absl::Status ArchiveOne(Frame& frame, const Options& options, v1::ArchivedCohort& done) {
  KASVU_ASSIGN_OR_RETURN(const ArchiveFile file, Keep(frame, done.cohort(), options.to));
  done.set_outcome(file.was_there ? v1::ArchivedCohort::OUTCOME_FOUND
                                  : v1::ArchivedCohort::OUTCOME_ARCHIVED);
  done.set_file(file.path);
  done.set_bytes(file.bytes);
  done.set_digest(file.digest);
  if (!options.purge) return absl::OkStatus();
  v1::PurgeCohortRequest purge;
  purge.set_name(done.cohort().name());
  purge.set_archive_digest(file.digest);
  KASVU_ASSIGN_OR_RETURN(*done.mutable_cohort(), frame.Call(client::kPurgeCohort, purge));
  done.set_purged(true);
  return absl::OkStatus();
}

Cell OutcomeCell(const Frame& frame, const v1::ArchivedCohort& done) {
  switch (done.outcome()) {
    case v1::ArchivedCohort::OUTCOME_CHOSEN:
      return done.purged()
                 ? frame.Say({"arkistoitaisiin ja poistettaisiin", "skulle arkiveras och rensas",
                              "would be archived and purged"})
                 : frame.Say({"arkistoitaisiin", "skulle arkiveras", "would be archived"});
    case v1::ArchivedCohort::OUTCOME_REFUSED:
      return {done.message(), Style::kBad};
    case v1::ArchivedCohort::OUTCOME_FOUND:
      return done.purged() ? frame.Say({"oli arkistossa, poistettu", "fanns i arkivet, rensat",
                                        "was archived, purged"})
                           : frame.Say({"oli jo arkistossa", "fanns redan i arkivet",
                                        "was archived already"});
    default:
      return done.purged()
                 ? frame.Say({"arkistoitu, poistettu", "arkiverat, rensat", "archived, purged"})
                 : frame.Say({"arkistoitu", "arkiverat", "archived"});
  }
}

std::string Kilobytes(int64_t bytes) {
  return bytes == 0 ? "" : std::to_string((bytes + 999) / 1000) + " kB";
}

void Print(Frame& frame, const v1::ArchiveReport& report) {
  if (report.cohorts().empty()) {
    return frame.PrintLine(
        frame.Say({"Mitään ei ole arkistoitavana.", "Det finns inget att arkivera.",
                   "There is nothing to archive."}));
  }
  Table table({frame.Say({"Toteutus", "Genomförande", "Cohort"}),
               frame.Say({"Ohjelmapohja", "Programmall", "Template"}),
               frame.Say({"Päättyi", "Avslutades", "Closed"}),
               frame.Say({"Osallistujia", "Deltagare", "Enrolments"}),
               frame.Say({"Koko", "Storlek", "Size"}), frame.Say({"Tulos", "Resultat", "Outcome"}),
               frame.Say({"Tiedosto", "Fil", "File"})});
  table.AlignRight(3).AlignRight(4);
  for (const v1::ArchivedCohort& done : report.cohorts()) {
    const v1::Cohort& cohort = done.cohort();
    const absl::CivilDay closed = absl::ToCivilDay(TimeOf(cohort.close_time()), ZoneOf(cohort));
    table.Add({ShortName(cohort.name()), cohort.template_(), ShortDate(closed, frame.language()),
               std::to_string(cohort.enrolments()), Kilobytes(done.bytes()),
               OutcomeCell(frame, done), done.file()});
  }
  frame.Print(table);
  for (const v1::ArchivedCohort& done : report.cohorts()) {
    if (done.digest().empty()) continue;
    frame.PrintLine(
        frame.Say({"{cohort}: tiiviste {digest}", "{cohort}: kontrollsumma {digest}",
                   "{cohort}: digest {digest}"},
                  {{"cohort", ShortName(done.cohort().name())}, {"digest", done.digest()}}));
  }
}

absl::Status Archive(Frame& frame, const Options& options) {
  KASVU_RETURN_IF_ERROR(CheckOptions(options));
  KASVU_ASSIGN_OR_RETURN(const std::vector<v1::Cohort> chosen, Choose(frame, options));
  v1::ArchiveReport report;
  for (const v1::Cohort& cohort : chosen) {
    v1::ArchivedCohort& done = *report.add_cohorts();
    *done.mutable_cohort() = cohort;
    done.set_outcome(v1::ArchivedCohort::OUTCOME_CHOSEN);
    done.set_purged(options.dry_run && options.purge);
    const absl::Status archived =
        options.dry_run ? CheckFinished(cohort) : ArchiveOne(frame, options, done);
    if (archived.ok()) continue;
    // One that is named is all there is to tell of; of many the others go on.
    if (!options.cohort.empty()) return archived;
    done.set_outcome(v1::ArchivedCohort::OUTCOME_REFUSED);
    done.set_reason(ReasonOf(archived));
    done.set_message(Sentence(archived, frame));
    frame.RefusePart();
  }
  if (!frame.PrintedJson(report)) Print(frame, report);
  return absl::OkStatus();
}

}  // namespace

void AddArchive(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<Options>();
  Verb verb(
      noun, frame, "archive",
      {"Arkistoi päättyneitä toteutuksia tiedostoihin, ja halutessa poista ne palvelimelta",
       "Arkivera avslutade genomföranden i filer, och rensa dem från servern om så önskas",
       "Archive finished cohorts to files, and purge them from the server if asked to"},
      "kasvu cohort archive ekollega-2021 --to /srv/archives\n"
      "  kasvu cohort archive --finished-before 24months --to /srv/archives --purge --dry-run");
  verb.Option("COHORT", options->cohort, kCohortArgument);
  verb.Option("--finished-before", options->finished_before,
              {"Kaikki ennen tätä päättyneet: päivä tai 24months, 2years, 90days",
               "Alla som avslutats före detta: en dag eller 24months, 2years, 90days",
               "All that were closed before this: a day, or 24months, 2years, 90days"})
      ->type_name("WHEN");
  verb.Option("--to", options->to,
              {"Kansio tai tiedosto (muuten tämä kansio)", "Mapp eller fil (annars denna mapp)",
               "A folder or a file (else this folder)"})
      ->type_name("PATH");
  verb.Flag("--purge", options->purge,
            {"Poista palvelimelta se, mikä on arkistoitu; vain ylläpitäjä",
             "Rensa från servern det som arkiverats; bara operatören",
             "Remove from the server what has been archived; the operator alone"});
  verb.Flag("--dry-run", options->dry_run,
            {"Näytä vain, mitkä", "Visa bara vilka", "Only show which"});
  verb.Does([&frame, options] { return Archive(frame, *options); });
}

}  // namespace kasvu::cli
