// kasvu template check|publish|list|show|versions; the other verbs have files of their own

#include <algorithm>
#include <filesystem>

#include "clients/cli/dates.h"
#include "clients/cli/input_file.h"
#include "clients/cli/nouns.h"
#include "clients/cli/states.h"
#include "clients/cli/template_outline.h"
#include "clients/cli/template_proof.h"
#include "clients/cli/template_verbs.h"
#include "clients/cli/verb.h"
#include "clients/cpp/template_calls.h"
#include "clients/cpp/template_yaml.h"
#include "errors/error.h"

namespace kasvu::cli {

namespace v1 = kasvu::v1;

// FILE:LINE:COLUMN: error: what is wrong [code], as compilers write it, so that editors find it.
void PrintFinding(Frame& frame, const v1::Finding& finding) {
  std::string place = Printable(finding.file());
  if (finding.line() > 0) {
    place += ":" + std::to_string(finding.line()) + ":" + std::to_string(finding.column());
  }
  const bool error = finding.severity() == v1::SEVERITY_ERROR;
  frame.PrintLine(place + ": " +
                  Styled(StateIn(finding.severity(), frame.language()),
                         error ? Style::kBad : Style::kStrong, frame.coloured()) +
                  ": " + Printable(finding.message()) + " [" + finding.code() + "]");
  PrintCounterexample(frame.out(), finding, "  ");
}

namespace {

absl::Status Check(Frame& frame, const std::string& path) {
  v1::CheckTemplateRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_text(), ReadInput(path));
  request.set_file_name(path);
  request.set_language(frame.language());
  KASVU_ASSIGN_OR_RETURN(const auto checked, frame.Call(client::kCheckTemplate, request));
  int errors = 0;
  for (const v1::Finding& finding : checked.findings()) {
    errors += finding.severity() == v1::SEVERITY_ERROR ? 1 : 0;
  }
  if (errors > 0) frame.RefusePart();
  if (frame.PrintedJson(checked)) return absl::OkStatus();
  for (const v1::Finding& finding : checked.findings()) PrintFinding(frame, finding);
  if (errors == 0) {
    frame.PrintLine(
        frame.Say({"{path}: kunnossa ({id}, {digest}).", "{path}: i ordning ({id}, {digest}).",
                   "{path}: sound ({id}, {digest})."},
                  {{"path", path},
                   {"id", checked.template_id()},
                   {"digest", checked.digest().substr(0, 12)}}));
    PrintProof(frame, checked.proof());
  } else {
    frame.PrintLine(frame.Say(
        {"{path}: {errors} virhettä.", "{path}: {errors} fel.", "{path}: errors: {errors}."},
        {{"path", path}, {"errors", std::to_string(errors)}}));
  }
  return absl::OkStatus();
}

struct PublishOptions {
  std::string path;
  std::string publisher;
  bool dry_run = false;
};

absl::Status Publish(Frame& frame, const PublishOptions& options) {
  v1::PublishTemplateRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_text(), ReadInput(options.path));
  request.set_publisher(options.publisher);
  request.set_file_name(options.path);
  request.set_language(frame.language());
  request.set_validate_only(options.dry_run);
  KASVU_ASSIGN_OR_RETURN(const auto published, frame.Call(client::kPublishTemplate, request));
  if (frame.PrintedJson(published)) return absl::OkStatus();
  for (const v1::Finding& warning : published.warnings()) PrintFinding(frame, warning);
  const std::map<std::string, std::string> values = {{"name", published.version().name()}};
  if (published.already_published()) {
    frame.PrintLine(frame.Say({"{name} on jo julkaistu samansisältöisenä.",
                               "{name} är redan publicerad med samma innehåll.",
                               "{name} is published already, with the same content."},
                              values));
  } else if (options.dry_run) {
    frame.PrintLine(frame.Say({"Julkaistaisiin nimellä {name}.", "Skulle publiceras som {name}.",
                               "Would be published as {name}."},
                              values));
  } else {
    frame.PrintLine(
        frame.Say({"Julkaistu: {name}", "Publicerad: {name}", "Published {name}"}, values));
  }
  return absl::OkStatus();
}

std::string PublishedOn(const Frame& frame, const v1::TemplateVersion& version) {
  return ShortDate(absl::ToCivilDay(TimeOf(version.publish_time()), frame.zone()),
                   frame.language());
}

absl::Status List(Frame& frame, bool modules) {
  v1::ListTemplatesRequest request;
  request.set_modules(modules);
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListTemplates, request));
  if (frame.PrintedJsonList(listed, "templates")) return absl::OkStatus();
  Table table({frame.Say({"Nimi", "Namn", "Name"}), frame.Say({"Otsikko", "Titel", "Title"}),
               frame.Say({"Tila", "Tillstånd", "Standing"}),
               frame.Say({"Julkaistu", "Publicerad", "Published"})});
  for (const v1::TemplateVersion& version : listed.templates()) {
    table.Add({version.name(), TextIn(version.title(), frame.language()),
               StateIn(version.standing(), frame.language()), PublishedOn(frame, version)});
  }
  frame.Print(table);
  return absl::OkStatus();
}

absl::Status Versions(Frame& frame, const std::string& name) {
  v1::ListTemplateVersionsRequest request;
  request.set_template_(name.substr(0, name.find('@')));
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListTemplateVersions, request));
  if (frame.PrintedJsonList(listed, "versions")) return absl::OkStatus();
  const bool explained = std::any_of(
      listed.versions().begin(), listed.versions().end(), [](const v1::TemplateVersion& version) {
        return !version.successor().empty() || !version.standing_reason().empty();
      });
  std::vector<std::string> head = {frame.Say({"Versio", "Version", "Version"}),
                                   frame.Say({"Tila", "Tillstånd", "Standing"}),
                                   frame.Say({"Julkaistu", "Publicerad", "Published"}),
                                   frame.Say({"Tiiviste", "Digest", "Digest"})};
  if (explained) {
    head.push_back(frame.Say({"Sen sijaan", "I stället", "Instead"}));
    head.push_back(frame.Say({"Syy", "Orsak", "Reason"}));
  }
  Table table(head);
  for (const v1::TemplateVersion& version : listed.versions()) {
    std::vector<Cell> row = {version.name(), StateIn(version.standing(), frame.language()),
                             PublishedOn(frame, version), version.digest().substr(0, 12)};
    if (explained) {
      row.push_back(version.successor());
      row.push_back(version.standing_reason());
    }
    table.Add(row);
  }
  frame.Print(table);
  for (const v1::DeclinedVersion& declined : listed.declined()) {
    frame.PrintLine(
        frame.Say({"Ei oteta: {version}. {reason}", "Tas inte: {version}. {reason}",
                   "Declined: {version}. {reason}"},
                  {{"version", declined.version()}, {"reason", Printable(declined.reason())}}));
  }
  return absl::OkStatus();
}

struct ShowOptions {
  std::string name;
  bool yaml = false;
  bool compiled = false;
};

absl::Status Show(Frame& frame, const ShowOptions& options) {
  v1::GetTemplateVersionRequest request;
  request.set_name(options.name);
  request.set_view(v1::VIEW_FULL);
  KASVU_ASSIGN_OR_RETURN(const auto version, frame.Call(client::kGetTemplateVersion, request));
  if (frame.PrintedJson(version)) return absl::OkStatus();
  if (options.yaml) {
    frame.out() << client::TemplateYaml(options.compiled ? version.compiled() : version.source());
    return absl::OkStatus();
  }
  PrintOutline(frame, version);
  return absl::OkStatus();
}

}  // namespace

void AddTemplate(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(app, frame, "template",
                           {"Ohjelmapohjat ja niiden versiot", "Programmallar och deras versioner",
                            "Templates and their versions"},
                           "kasvu template list\n  kasvu template show kasvu/ekollega\n"
                           "  kasvu template check ekollega.yaml");
  {
    auto path = std::make_shared<std::string>();
    Verb verb(noun, frame, "check",
              {"Tarkista ohjelmapohja julkaisematta sitä", "Kontrollera en mall utan att publicera",
               "Check a template without publishing it"},
              "kasvu template check ekollega.yaml");
    verb.Option(
            "FILE", *path,
            {"YAML- tai JSON-tiedosto; - on vakiosyöte", "YAML- eller JSON-fil; - är standard in",
             "A YAML or JSON file; - is the standard input"})
        ->required();
    verb.Does([&frame, path] { return Check(frame, *path); });
  }
  {
    auto options = std::make_shared<PublishOptions>();
    Verb verb(noun, frame, "publish",
              {"Julkaise ohjelmapohjan seuraava versio", "Publicera mallens följande version",
               "Publish the next version of a template"},
              "kasvu template publish ekollega.yaml --publisher humak");
    verb.Option("FILE", options->path,
                {"YAML- tai JSON-tiedosto", "YAML- eller JSON-fil", "A YAML or JSON file"})
        ->required();
    verb.Option("--publisher", options->publisher,
                {"Julkaisijan tunnus", "Utgivarens id", "The publisher's id"})
        ->required()
        ->type_name("ID");
    verb.Flag("--dry-run", options->dry_run,
              {"Vain kokeile", "Bara pröva", "Only try; store nothing"});
    verb.Does([&frame, options] { return Publish(frame, *options); });
  }
  {
    auto modules = std::make_shared<bool>(false);
    Verb verb(noun, frame, "list",
              {"Luettele ohjelmapohjien uusimmat versiot", "Lista mallarnas nyaste versioner",
               "List the newest version of each template"},
              "kasvu template list");
    verb.Flag("--modules", *modules,
              {"Moduulit ohjelmapohjien sijaan", "Moduler i stället för mallar",
               "Modules instead of templates"});
    verb.Does([&frame, modules] { return List(frame, *modules); });
  }
  {
    auto options = std::make_shared<ShowOptions>();
    Verb verb(noun, frame, "show",
              {"Näytä ohjelmapohjan vaiheet ja askeleet", "Visa mallens skeden och steg",
               "Show a template's phases and steps"},
              "kasvu template show kasvu/ekollega@1 --yaml");
    verb.Option("NAME", options->name,
                {"julkaisija/tunnus@versio tai ilman versiota uusin",
                 "utgivare/id@version, eller utan version den nyaste",
                 "publisher/id@version, or the newest without a version"})
        ->required();
    verb.Flag("--yaml", options->yaml,
              {"YAML-muodossa, jonka publish ottaa takaisin", "Som YAML, som publish tar emot",
               "As YAML, which publish takes back"});
    verb.Flag("--compiled", options->compiled,
              {"Moduulit avattuina (--yaml)", "Med modulerna utskrivna (--yaml)",
               "With modules inlined (--yaml)"});
    verb.Does([&frame, options] { return Show(frame, *options); });
  }
  {
    auto name = std::make_shared<std::string>();
    Verb verb(noun, frame, "versions",
              {"Luettele ohjelmapohjan versiot", "Lista en malls versioner",
               "List a template's versions"},
              "kasvu template versions kasvu/ekollega");
    verb.Option("NAME", *name, {"julkaisija/tunnus", "utgivare/id", "publisher/id"})->required();
    verb.Does([&frame, name] { return Versions(frame, *name); });
  }
  AddTemplateDiff(noun, frame);
  AddTemplateAdapt(noun, frame);
  AddTemplateMerge(noun, frame);
  AddTemplateDecline(noun, frame);
  AddTemplateLineage(noun, frame);
  AddTemplateStanding(noun, frame);
  AddTemplateExport(noun, frame);
  AddTemplateImport(noun, frame);
  AddTemplateSimulate(noun, frame);
}

}  // namespace kasvu::cli
