// kasvu admin backup

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "absl/time/clock.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/verb.h"
#include "errors/error.h"
#include "services/admin/make_backup.h"
#include "services/admin/read_stores.h"
#include "services/admin/set_message.h"
#include "services/admin/verbs.h"

namespace kasvu::admin {
namespace {

using cli::Frame;

struct Asked {
  std::string backups;
  std::string data;
  Retention retention;
};

absl::Status Make(Frame& frame, const Asked& asked) {
  MadeBackup made;
  {
    cli::ProgressBar bar(frame, frame.Say({"Varmuuskopioidaan", "Säkerhetskopierar", "Backing up"}),
                         static_cast<int>(std::size(kStoresInOrder)));
    int stores = 0;
    KASVU_ASSIGN_OR_RETURN(made, MakeBackup(asked.data, asked.backups, asked.retention, absl::Now(),
                                            [&](std::string_view) { bar.At(stores++); }));
  }
  if (frame.PrintedJson(MessageOf(made.set))) return absl::OkStatus();
  frame.PrintLine(frame.Say({"Varmuuskopio {number} on kansiossa {path}; tallessa on {kept}.",
                             "Säkerhetskopia {number} finns i {path}; {kept} finns kvar.",
                             "Backup {number} lies in {path}; kept there: {kept}."},
                            {{"number", std::to_string(made.set.number)},
                             {"path", asked.backups},
                             {"kept", std::to_string(made.kept)}}));
  for (const std::string& name : made.damaged) {
    frame.PrintLine(
        frame.Say({"Tekstiä sets/{name} ei voi lukea, joten mitään vanhaa ei poistettu. "
                   "Siirrä se muualle, niin vanhentunut poistuu taas.",
                   "Texten sets/{name} går inte att läsa, så inget gammalt togs bort. "
                   "Flytta den, så tas det som är för gammalt bort igen.",
                   "The text sets/{name} cannot be read, so nothing old was let go of. "
                   "Move it away, and what is too old goes again."},
                  {{"name", name}}));
  }
  return absl::OkStatus();
}

}  // namespace

void AddBackup(CLI::App& app, Frame& frame) {
  auto asked = std::make_shared<Asked>();
  cli::Verb verb(app, frame, "backup",
                 {"Tee varmuuskopio (palvelin voi olla käynnissä); vain muuttunut kopioidaan",
                  "Gör en säkerhetskopia (servern kan vara i gång); bara det ändrade kopieras",
                  "Make a backup (the server may be running); only what changed is copied"},
                 "kasvu admin backup /srv/backups/kasvu --data /var/lib/kasvu");
  verb.Option("BACKUPS", asked->backups,
              {"Varmuuskopioiden kansio", "Mappen för säkerhetskopior", "The folder of backups"})
      ->required();
  verb.Option("--data", asked->data, {"Datan kansio", "Datamappen", "The folder of the data"})
      ->required()
      ->type_name("DIR");
  const auto number = [&](const char* name, int& target, const cli::Words& what) {
    verb.Option(name, target, what)->check(CLI::Range(1, 100'000).description(""));
  };
  number("--keep", asked->retention.sets,
         {"Montako varmuuskopiota säilytetään (30)", "Antal säkerhetskopior som sparas (30)",
          "How many backups are kept (30)"});
  number("--keep-days", asked->retention.days,
         {"Montako päivää niitä säilytetään (90)", "Antal dagar de sparas (90)",
          "For how many days (90)"});
  number("--keep-keys", asked->retention.keys,
         {"Montako avainten varmuuskopiota säilytetään (3)",
          "Antal säkerhetskopior av nycklarna som sparas (3)",
          "How many backups of the keys are kept (3)"});
  number("--keep-key-days", asked->retention.key_days,
         {"Montako päivää niitä säilytetään (30)", "Antal dagar de sparas (30)",
          "For how many days those (30)"});
  verb.Does([&frame, asked] { return Make(frame, *asked); });
}

}  // namespace kasvu::admin
