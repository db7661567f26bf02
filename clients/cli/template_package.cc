// kasvu template export|import

#include "clients/cli/input_file.h"
#include "clients/cli/output_file.h"
#include "clients/cli/template_verbs.h"
#include "clients/cli/verb.h"
#include "clients/cpp/package_file.h"
#include "clients/cpp/template_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct ExportOptions {
  std::string name;
  std::string key;
  std::string out;
  int from = 0;
};

absl::Status Export(Frame& frame, const ExportOptions& options) {
  KASVU_ASSIGN_OR_RETURN(const std::string secret, ReadInput(options.key));
  KASVU_ASSIGN_OR_RETURN(const auto key, client::SigningKey::FromFile(secret));
  v1::ExportTemplateRequest request;
  request.set_template_(options.name);
  request.set_first_version(options.from);
  KASVU_ASSIGN_OR_RETURN(const auto exported, frame.Call(client::kExportTemplate, request));
  KASVU_RETURN_IF_ERROR(
      WriteNewFile(options.out, client::PackageFile(exported.package(), key), Readers::kEverybody));
  frame.PrintLine(
      frame.Say({"{out}: {first}–{last}", "{out}: {first}–{last}", "{out}: {first} to {last}"},
                {{"out", options.out},
                 {"first", exported.versions(0)},
                 {"last", exported.versions(exported.versions_size() - 1)}}));
  return absl::OkStatus();
}

struct ImportOptions {
  std::string path;
  bool dry_run = false;
};

absl::Status Import(Frame& frame, const ImportOptions& options) {
  KASVU_ASSIGN_OR_RETURN(const std::string bytes, ReadInput(options.path));
  KASVU_ASSIGN_OR_RETURN(const auto file, client::ReadPackageFile(bytes));
  v1::ImportTemplateRequest request;
  request.set_package(file.package());
  request.set_public_key(file.public_key());
  request.set_signature(file.signature());
  request.set_validate_only(options.dry_run);
  request.set_language(frame.language());
  KASVU_ASSIGN_OR_RETURN(const auto imported, frame.Call(client::kImportTemplate, request));
  if (frame.PrintedJson(imported)) return absl::OkStatus();
  for (const std::string& name : imported.known()) {
    frame.PrintLine(
        frame.Say({"{name} on jo täällä.", "{name} finns redan här.", "{name} is here already."},
                  {{"name", name}}));
  }
  const Words added =
      options.dry_run
          ? Words{"Tuotaisiin {name}.", "{name} skulle importeras.", "{name} would be imported."}
          : Words{"Tuotiin {name}.", "{name} importerades.", "Imported {name}."};
  for (const std::string& name : imported.added()) {
    frame.PrintLine(frame.Say(added, {{"name", name}}));
  }
  return absl::OkStatus();
}

}  // namespace

void AddTemplateExport(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<ExportOptions>();
  Verb verb(noun, frame, "export",
            {"Tee ohjelmapohjasta ja sen versioista allekirjoitettu paketti",
             "Gör ett signerat paket av en mall och dess versioner",
             "Make a signed package of a template and its versions"},
            "kasvu template export kasvu/kasvu-digi --key oulu.key --out kasvu-digi.kasvu");
  verb.Option("NAME", options->name, {"julkaisija/tunnus", "utgivare/id", "publisher/id"})
      ->required();
  verb.Option("--key", options->key,
              {"Julkaisijan salaisen avaimen tiedosto (kasvu key new)",
               "Filen med utgivarens hemliga nyckel (kasvu key new)",
               "The file of the publisher's secret key (kasvu key new)"})
      ->required()
      ->type_name("FILE");
  verb.Option("--out", options->out,
              {"Paketin tiedosto; olemassa olevaa ei korvata",
               "Paketets fil; ingen fil skrivs över", "The package's file; none is written over"})
      ->required()
      ->type_name("FILE");
  verb.Option("--from", options->from,
              {"Ensimmäinen versio (muuten 1)", "Första versionen (annars 1)",
               "The first version (else 1)"})
      ->check(CLI::Range(1, 1000000).description(""))
      ->type_name("NUMBER");
  verb.Does([&frame, options] { return Export(frame, *options); });
}

void AddTemplateImport(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<ImportOptions>();
  Verb verb(noun, frame, "import",
            {"Tuo ohjelmapohja toisesta kirjastosta allekirjoitettuna pakettina",
             "Importera en mall från en annan katalog som ett signerat paket",
             "Import a template from another catalogue, as a signed package"},
            "kasvu template import kasvu-digi.kasvu --dry-run");
  verb.Option("FILE", options->path,
              {"Paketti; - on vakiosyöte", "Paketet; - är standard in",
               "The package; - is the standard input"})
      ->required();
  verb.Flag("--dry-run", options->dry_run,
            {"Vain kokeile", "Bara pröva", "Only try; store nothing"});
  verb.Does([&frame, options] { return Import(frame, *options); });
}

}  // namespace kasvu::cli
