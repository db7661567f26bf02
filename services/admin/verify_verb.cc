// kasvu admin verify

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "clients/cli/progress_bar.h"
#include "clients/cli/table.h"
#include "clients/cli/verb.h"
#include "errors/error.h"
#include "kasvu/v1/admin.pb.h"
#include "services/admin/print_faults.h"
#include "services/admin/verbs.h"
#include "services/admin/verify_stores.h"

namespace kasvu::admin {
namespace {

using cli::Frame;

absl::Status Verify(Frame& frame, const std::string& typed) {
  KASVU_ASSIGN_OR_RETURN(const Place place, Place::Parse(typed));
  kasvu::v1::VerifyReport report;
  {
    cli::CountingBar bar(frame,
                         frame.Say({"Tarkistetaan rivejä", "Kontrollerar rader", "Checking rows"}));
    KASVU_ASSIGN_OR_RETURN(report, VerifyStores(place, [&](uint64_t rows) { bar.At(rows); }));
  }
  int faults = 0;
  for (const auto& store : report.stores()) faults += store.faults_size();
  if (faults > 0) frame.RefusePart();
  if (frame.PrintedJson(report)) return absl::OkStatus();
  cli::Table table({frame.Say({"Varasto", "Lager", "Store"}),
                    frame.Say({"Rivejä", "Rader", "Rows"}),
                    frame.Say({"Vikoja", "Fel", "Faults"})});
  table.AlignRight(1).AlignRight(2);
  for (const auto& store : report.stores()) {
    table.Add({store.store(),
               std::to_string(store.rows()),
               {std::to_string(store.faults_size()),
                store.faults_size() > 0 ? cli::Style::kBad : cli::Style::kGood}});
  }
  PrintFaults(frame, report);
  frame.Print(table);
  frame.PrintLine(
      faults == 0
          ? frame.Say({"Kaikki on ehjää.", "Allt är helt.", "Everything is whole."})
          : frame.Say({"Mitään ei korjattu. Ota kopio kansiosta ja katso docs/backup.md.",
                       "Inget rättades. Kopiera mappen och se docs/backup.md.",
                       "Nothing was repaired. Keep a copy of the folder and see docs/backup.md."}));
  return absl::OkStatus();
}

}  // namespace

void AddVerify(CLI::App& app, Frame& frame) {
  auto store = std::make_shared<std::string>();
  cli::Verb verb(app, frame, "verify",
                 {"Tarkista, että kaikki tallessa oleva on ehjää (palvelin voi olla käynnissä)",
                  "Kontrollera att allt lagrat är helt (servern kan vara i gång)",
                  "Check that everything stored is whole (the server may be running)"},
                 "kasvu admin verify /var/lib/kasvu");
  verb.Option("STORE", *store,
              {"Datan kansio tai postgres://…", "Datamappen eller postgres://…",
               "The folder of the data, or postgres://…"})
      ->required();
  verb.Does([&frame, store] { return Verify(frame, *store); });
}

cli::Program AdminProgram() {
  return {"kasvu admin",
          {"Kasvun tallessa olevan hoito palvelimen koneella.",
           "Skötsel av det Kasvu lagrar, på serverns maskin.",
           "Looks after what Kasvu keeps, on the server's machine."},
          {"Alkuun: kasvu admin verify /var/lib/kasvu.\n",
           "Börja med kasvu admin verify /var/lib/kasvu.\n",
           "Begin with kasvu admin verify /var/lib/kasvu.\n"},
          [](CLI::App& app, cli::Frame& frame) {
            AddVerify(app, frame);
            AddBackup(app, frame);
            AddRestore(app, frame);
            AddCopy(app, frame);
            AddForget(app, frame);
            AddInspect(app, frame);
            cli::AddCompletion(app, frame);
          }};
}

}  // namespace kasvu::admin
