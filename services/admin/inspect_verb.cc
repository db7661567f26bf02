// kasvu admin inspect

#include <memory>
#include <string>
#include <vector>

#include "clients/cli/dates.h"
#include "clients/cli/failure.h"
#include "clients/cli/input_file.h"
#include "clients/cli/participants.h"
#include "clients/cli/resource_names.h"
#include "clients/cli/table.h"
#include "clients/cli/verb.h"
#include "errors/error.h"
#include "kasvu/v1/archive.pb.h"
#include "services/admin/verbs.h"
#include "services/engine/inspect_archive.h"

namespace kasvu::admin {
namespace {

using cli::Frame;
using kasvu::v1::InspectedArchive;

void Print(Frame& frame, const InspectedArchive& archive) {
  const kasvu::v1::Cohort& cohort = archive.header().cohort();
  const std::string& language = frame.language();
  cli::Table table;
  const auto add = [&](const cli::Words& label, const std::string& value) {
    if (!value.empty()) table.Add({frame.Say(label), value});
  };
  add({"Tiedosto", "Fil", "File"}, archive.file());
  add({"Toteutus", "Genomförande", "Cohort"}, cli::ShortName(cohort.name()));
  add({"Otsikko", "Titel", "Title"}, cohort.title());
  add({"Ohjelmapohja", "Programmall", "Template"}, cohort.template_());
  add({"Omistaja", "Ägare", "Owner"}, cohort.owner());
  const auto start = cli::ParseDay(cohort.start_date());
  if (start.ok()) add({"Alkoi", "Började", "Started"}, cli::ShortDate(*start, language));
  add({"Päättyi", "Avslutades", "Closed"},
      cli::ShortTime(cli::TimeOf(cohort.close_time()), cli::ZoneOf(cohort), language));
  add({"Osallistujia", "Deltagare", "Enrolments"}, std::to_string(cohort.enrolments()));
  for (const auto& [end, count] :
       std::map<std::string, int>(archive.ends().begin(), archive.ends().end())) {
    table.Add({"  " + end, std::to_string(count)});
  }
  add({"Ryhmiä", "Grupper", "Groups"}, std::to_string(cohort.groups()));
  add({"Historian kirjauksia", "Poster i historiken", "Records of history"},
      std::to_string(archive.records()));
  add({"Ankkureita", "Ankare", "Anchors"}, std::to_string(archive.anchors()));
  add({"Tiiviste", "Kontrollsumma", "Digest"}, archive.digest());
  frame.Print(table);
  frame.PrintLine(frame.Say({"Arkisto on ehjä.", "Arkivet är helt.", "The archive is whole."}));
}

absl::Status Inspect(Frame& frame, const std::string& path) {
  KASVU_ASSIGN_OR_RETURN(const std::string bytes, cli::ReadInput(path));
  auto inspected = engine::InspectArchive(bytes);
  if (!inspected.ok()) return inspected.status();
  inspected->set_file(path);
  if (!frame.PrintedJson(*inspected)) Print(frame, *inspected);
  return absl::OkStatus();
}

}  // namespace

void AddInspect(CLI::App& app, Frame& frame) {
  auto path = std::make_shared<std::string>();
  cli::Verb verb(app, frame, "inspect",
                 {"Tarkista toteutuksen arkisto ja näytä, mitä siinä on (palvelinta ei tarvita)",
                  "Kontrollera ett arkiv av ett genomförande och visa vad som finns i det (utan "
                  "server)",
                  "Check the archive of a cohort and show what is in it (needs no server)"},
                 "kasvu admin inspect /srv/archives/ekollega-2021-0f3c5a7b9d1e2f40.kasvu-archive");
  verb.Option("FILE", *path, {"Arkisto", "Arkivet", "The archive"})->required();
  verb.Does([&frame, path] { return Inspect(frame, *path); });
}

}  // namespace kasvu::admin
