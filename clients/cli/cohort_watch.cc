// kasvu cohort watch: changes as they happen.

#include "clients/cli/arguments.h"
#include "clients/cli/cohort_verbs.h"
#include "clients/cli/history_lines.h"
#include "clients/cli/json.h"
#include "clients/cli/participants.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct WatchOptions {
  std::string cohort;
  uint64_t from = 0;
  bool stop = false;
};

absl::Status Watch(Frame& frame, const WatchOptions& options) {
  v1::WatchCohortRequest request;
  request.set_cohort(CohortName(options.cohort));
  request.set_position(options.from);
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, request.cohort()));
  if (options.stop && cohort.position() <= options.from) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(client::Connection* const connection, frame.Connected());
  HistoryTeller teller(frame, ZoneOf(cohort));
  return connection->WatchCohort(request, [&](const v1::CohortChange& change) {
    if (frame.options.json) {
      frame.PrintLine(JsonLine(change));
    } else {
      for (const std::string& line : teller.LinesOf(change)) frame.PrintLine(line);
    }
    frame.out().flush();
    return !options.stop || change.position() < cohort.position();
  });
}

}  // namespace

void AddWatch(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<WatchOptions>();
  Verb verb(noun, frame, "watch",
            {"Seuraa muutoksia sitä mukaa kuin niitä tulee (Ctrl-C lopettaa)",
             "Följ ändringarna allteftersom de kommer (Ctrl-C avslutar)",
             "Follow the changes as they come (Ctrl-C ends it)"},
            "kasvu cohort watch ekollega-2021 --from 120 --json");
  verb.Option("COHORT", options->cohort, kCohortArgument)->required();
  verb.Option("--from", options->from,
              {"Viimeinen jo nähty kohta (muuten alusta)",
               "Den senaste positionen som redan setts (annars från början)",
               "The last position seen (else from the beginning)"})
      ->type_name("POSITION");
  verb.Flag("--stop", options->stop,
            {"Lopeta, kun kaikki tähän asti on näytetty", "Sluta när allt hittills har visats",
             "Stop when all there is has been shown"});
  verb.Does([&frame, options] { return Watch(frame, *options); });
}

}  // namespace kasvu::cli
