// kasvu template adapt

#include <map>

#include "clients/cli/output_file.h"
#include "clients/cli/states.h"
#include "clients/cli/template_verbs.h"
#include "clients/cli/verb.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/template_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct AdaptOptions {
  std::string name;
  std::string as;
  std::string out;
};

// The parts that can be named, with what they are called.
std::string Parts(const Frame& frame, const v1::TemplateSpec& spec) {
  std::string lines;
  const auto add = [&](const std::string& address, const v1::Text& title, int indent) {
    std::string words = TextIn(title, frame.language());
    for (char& c : words) c = c == '\n' ? ' ' : c;
    lines += "#" + std::string(static_cast<size_t>(indent), ' ') + address +
             (words.empty() ? "" : "  " + words) + "\n";
  };
  for (const v1::Phase& phase : spec.phases()) {
    add("phase/" + phase.id(), phase.title(), 2);
    for (const v1::Step& step : phase.steps()) {
      add("step/" + step.id(), step.title(), 4);
      for (const v1::Item& item : step.items()) {
        add("step/" + step.id() + "/" + item.id(), item.title(), 6);
      }
    }
  }
  for (const v1::End& end : spec.ends()) {
    add("end/" + end.id(), end.title(), 2);
    std::map<std::string, bool> ids;
    for (const auto& [id, condition] : end.requirements()) ids[id] = true;
    for (const auto& [id, there] : ids) add("end/" + end.id() + "/" + id, {}, 4);
  }
  std::map<std::string, v1::Text> forms;
  for (const auto& [id, form] : spec.forms()) forms[id] = form.title();
  for (const auto& [id, title] : forms) add("form/" + id, title, 2);
  return lines;
}

std::string Locks(const Frame& frame, const v1::TemplateSpec& spec) {
  std::map<std::string, std::string> locks;
  for (const auto& [address, reason] : spec.locked()) {
    locks[address] = TextIn(reason, frame.language());
  }
  if (locks.empty()) return "";
  std::string lines = frame.Say({"#\n# Lukittu, ei voi muuttaa:\n", "#\n# Låst, kan inte ändras:\n",
                                 "#\n# Locked, not to be changed:\n"});
  for (const auto& [address, reason] : locks) lines += "#   " + address + "  " + reason + "\n";
  return lines;
}

absl::Status Adapt(Frame& frame, const AdaptOptions& options) {
  const size_t slash = options.as.find('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == options.as.size()) {
    return WrongUsage({"--as on muotoa julkaisija/tunnus, kuten lapland/kasvu-digi.",
                       "--as är utgivare/id, till exempel lapland/kasvu-digi.",
                       "--as is publisher/id, such as lapland/kasvu-digi."});
  }
  const std::string publisher = options.as.substr(0, slash);
  v1::GetTemplateVersionRequest request;
  request.set_name(options.name);
  request.set_view(v1::VIEW_FULL);
  KASVU_ASSIGN_OR_RETURN(const auto version, frame.Call(client::kGetTemplateVersion, request));
  const std::string text =
      frame.Say(
          {"# {as}: sovitus versiosta {name}. Kirjoita tähän vain se, mikä teillä on toisin;\n"
           "# kaikki muu seuraa alkuperäistä. Tarkista: kasvu template check TIEDOSTO\n"
           "# Julkaise: kasvu template publish TIEDOSTO --publisher {publisher}\n",
           "# {as}: anpassning av {name}. Skriv här bara det som är annorlunda hos er;\n"
           "# allt annat följer originalet. Kontrollera: kasvu template check FIL\n"
           "# Publicera: kasvu template publish FIL --publisher {publisher}\n",
           "# {as}: an overlay of {name}. Write here only what is different with you;\n"
           "# everything else follows upstream. Check: kasvu template check FILE\n"
           "# Publish: kasvu template publish FILE --publisher {publisher}\n"},
          {{"as", options.as}, {"name", version.name()}, {"publisher", publisher}}) +
      "template: " + options.as.substr(slash + 1) + "\noverlay_of: " + version.name() +
      "\nprefix: " + publisher + "\nchanges: []\n" +
      frame.Say(
          {"# Muutos on jokin näistä (poista sulut yltä ja kirjoita ne riveille):\n",
           "# En ändring är något av det här (ta bort klamrarna ovan och skriv dem radvis):\n",
           "# A change is one of these (remove the brackets above and write them line by "
           "line):\n"}) +
      "#   - {set: step/ID, to: {session.time: \"17:30\", title.fi: \"…\"}}\n"
      "#   - {add: step/" +
      publisher +
      ".ID, after: step/ID, element: {title: {fi: \"…\"}, task: ID}}\n"
      "#   - {clear: step/ID, fields: [due]}\n"
      "#   - {move: step/ID, into: phase/ID}\n"
      "#   - {remove: step/ID}\n"
      "#   - {set: end/ID/ID, to: {condition: {count: ID, all_but: 2}}}\n#\n" +
      frame.Say({"# Alkuperäisen osat:\n", "# Originalets delar:\n", "# What upstream has:\n"}) +
      Parts(frame, version.compiled()) + Locks(frame, version.compiled());
  if (options.out.empty()) {
    frame.out() << text;
    return absl::OkStatus();
  }
  KASVU_RETURN_IF_ERROR(WriteNewFile(options.out, text, Readers::kEverybody));
  frame.PrintLine(frame.Say(
      {"Sovitus kirjoitettu: {out}", "Anpassningen skrevs: {out}", "Wrote the overlay: {out}"},
      {{"out", options.out}}));
  return absl::OkStatus();
}

}  // namespace

void AddTemplateAdapt(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<AdaptOptions>();
  Verb verb(
      noun, frame, "adapt",
      {"Aloita sovitus toisen julkaisijan versiosta",
       "Börja en anpassning av en annan utgivares version",
       "Begin an overlay of another publisher's version"},
      "kasvu template adapt kasvu/kasvu-digi@1 --as lapland/kasvu-digi --out kasvu-digi.yaml");
  verb.Option("NAME", options->name,
              {"julkaisija/tunnus@versio tai ilman versiota uusin",
               "utgivare/id@version, eller utan version den nyaste",
               "publisher/id@version, or the newest without a version"})
      ->required();
  verb.Option("--as", options->as,
              {"Sovituksen julkaisija ja tunnus", "Anpassningens utgivare och id",
               "The overlay's publisher and id"})
      ->required()
      ->type_name("PUBLISHER/ID");
  verb.Option("--out", options->out,
              {"Tiedosto, johon kirjoitetaan", "Filen som skrivs", "The file to write"})
      ->type_name("FILE");
  verb.Does([&frame, options] { return Adapt(frame, *options); });
}

}  // namespace kasvu::cli
