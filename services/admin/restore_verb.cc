// kasvu admin restore

#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "clients/cli/dates.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/verb.h"
#include "errors/error.h"
#include "services/admin/print_faults.h"
#include "services/admin/read_stores.h"
#include "services/admin/restore_backup.h"
#include "services/admin/set_message.h"
#include "services/admin/verbs.h"
#include "services/admin/verify_stores.h"

namespace kasvu::admin {
namespace {

using cli::Frame;

struct Asked {
  Restoring restoring;
  std::string before;
};

absl::Status Restore(Frame& frame, Asked& asked) {
  if (!asked.before.empty()) {
    KASVU_ASSIGN_OR_RETURN(asked.restoring.not_after, cli::ParseMoment(asked.before, frame.zone()));
  }
  Restored restored;
  {
    cli::ProgressBar bar(frame, frame.Say({"Palautetaan", "Återställer", "Restoring"}),
                         static_cast<int>(std::size(kStoresInOrder)) + 1);
    int stores = 0;
    KASVU_ASSIGN_OR_RETURN(
        restored, RestoreBackup(asked.restoring, [&](std::string_view) { bar.At(stores++); }));
  }
  const std::string& to = asked.restoring.to;
  if (!IsWhole(restored.report)) {
    frame.RefusePart();
    PrintFaults(frame, restored.report);
    frame.PrintLine(frame.Say(
        {"Varmuuskopio {number} ei ole ehjä; mitään ei palautettu. Ota vanhempi (--before).",
         "Säkerhetskopia {number} är inte hel; inget återställdes. Ta en äldre (--before).",
         "Backup {number} is not whole; nothing was restored. Take an older one (--before)."},
        {{"number", std::to_string(restored.set.number)}}));
    return absl::OkStatus();
  }
  if (frame.PrintedJson(MessageOf(restored.set))) return absl::OkStatus();
  frame.PrintLine(frame.Say(
      {"Varmuuskopio {number} ({time}) on kansiossa {path}, tarkistettuna.",
       "Säkerhetskopia {number} ({time}) finns i {path}, kontrollerad.",
       "Backup {number} ({time}) lies in {path}, verified."},
      {{"number", std::to_string(restored.set.number)},
       {"time", absl::FormatTime("%Y-%m-%d %H:%M:%S", restored.set.made_at, frame.zone())},
       {"path", to}}));
  frame.PrintLine(
      frame.Say({"Unohdettuja, jotka pysyvät unohdettuina: {count}. Kopioi pääavain kansioon: "
                 "{path}/master.key.",
                 "Glömda som förblir glömda: {count}. Kopiera huvudnyckeln dit: {path}/master.key.",
                 "Forgotten, and kept so: {count}. Copy the master key there: {path}/master.key."},
                {{"count", std::to_string(restored.forgotten)}, {"path", to}}));
  for (const std::string& what : restored.passed_over) {
    frame.PrintLine(frame.Say({"Vioittunut ohitettiin: {what}.", "Skadat hoppades över: {what}.",
                               "Damaged, and passed over: {what}."},
                              {{"what", what}}));
  }
  return absl::OkStatus();
}

}  // namespace

void AddRestore(CLI::App& app, Frame& frame) {
  auto asked = std::make_shared<Asked>();
  cli::Verb verb(app, frame, "restore",
                 {"Palauta varmuuskopio uuteen kansioon",
                  "Återställ en säkerhetskopia i en ny mapp", "Restore a backup to a new folder"},
                 "kasvu admin restore /srv/backups/kasvu --to /var/lib/kasvu-restored");
  verb.Option("BACKUPS", asked->restoring.backups,
              {"Varmuuskopioiden kansio", "Mappen för säkerhetskopior", "The folder of backups"})
      ->required();
  verb.Option("--to", asked->restoring.to,
              {"Uusi datan kansio", "Den nya datamappen", "The new folder of the data"})
      ->required()
      ->type_name("DIR");
  verb.Option("--before", asked->before,
              {"Uusin, joka ei ole tätä hetkeä myöhempi", "Den nyaste som inte är senare än så",
               "The newest that is not after this time"})
      ->type_name("TIME");
  verb.List("--erased", asked->restoring.erased,
            {"Muita luetteloita unohdetuista", "Andra listor över glömda",
             "Other lists of who was erased"})
      ->type_name("FILE");
  verb.Does([&frame, asked] { return Restore(frame, *asked); });
}

}  // namespace kasvu::admin
