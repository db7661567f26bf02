// kasvu template merge

#include "clients/cli/output_file.h"
#include "clients/cli/template_verbs.h"
#include "clients/cli/verb.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/template_calls.h"
#include "clients/cpp/template_yaml.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct MergeOptions {
  std::string overlay;
  std::string onto;
  std::vector<std::string> take;
  std::string out;
};

v1::Side SideOf(const std::string& word) {
  if (word == "ours") return v1::SIDE_OURS;
  return word == "theirs" ? v1::SIDE_THEIRS : v1::SIDE_UNSPECIFIED;
}

// `ours`, `theirs`, or ELEMENT=ours.
absl::Status ReadTakes(const std::vector<std::string>& takes, v1::MergeTemplateRequest& request) {
  for (const std::string& take : takes) {
    const size_t equals = take.find('=');
    const v1::Side side = SideOf(equals == std::string::npos ? take : take.substr(equals + 1));
    if (side == v1::SIDE_UNSPECIFIED) {
      return WrongUsage({"--take on ours, theirs tai OSA=ours, kuten step/session=ours.",
                         "--take är ours, theirs eller DEL=ours, som step/session=ours.",
                         "--take is ours, theirs or ELEMENT=ours, such as "
                         "step/session=ours."});
    }
    if (equals == std::string::npos) {
      request.set_take(side);
    } else {
      (*request.mutable_take_elements())[take.substr(0, equals)] = side;
    }
  }
  return absl::OkStatus();
}

std::string Decision(const Frame& frame, v1::Side taken) {
  if (taken == v1::SIDE_OURS) return frame.Say({"otetaan oma", "vårt tas", "ours is taken"});
  if (taken == v1::SIDE_THEIRS) {
    return frame.Say({"otetaan alkuperäisen", "originalets tas", "theirs is taken"});
  }
  return frame.Say({"ratkaisematta", "inte avgjord", "not decided"});
}

int PrintConflicts(Frame& frame, const v1::MergeTemplateResponse& merged) {
  int open = 0;
  for (const v1::MergeConflict& conflict : merged.conflicts()) {
    const bool decided = conflict.taken() != v1::SIDE_UNSPECIFIED;
    if (!decided) ++open;
    frame.PrintLine(Styled(frame.Say({"ristiriita", "konflikt", "conflict"}),
                           decided ? Style::kStrong : Style::kBad, frame.coloured()) +
                    ": " + Printable(conflict.message()) + " (" +
                    Decision(frame, conflict.taken()) + ")");
  }
  return open;
}

// The file: what remains to be decided is marked in it.
std::string FileText(Frame& frame, const v1::MergeTemplateResponse& merged, int open) {
  std::string text =
      frame.Say({"# Yhdistetty: {base} → {onto}.\n", "# Sammanslagen: {base} → {onto}.\n",
                 "# Merged: {base} → {onto}.\n"},
                {{"base", merged.base()}, {"onto", merged.onto()}});
  if (open > 0) {
    text += frame.Say({"# Ratkaisematta: {open}. Pidä muutos ja poista sen rivi “conflict”, tai "
                       "poista muutos.\n",
                       "# Inte avgjort: {open}. Behåll ändringen och ta bort dess rad ”conflict”, "
                       "eller ta bort ändringen.\n",
                       "# Not decided: {open}. Keep a change and remove its line “conflict”, or "
                       "remove the change.\n"},
                      {{"open", std::to_string(open)}});
  }
  return text + client::TemplateYaml(merged.overlay());
}

absl::Status Merge(Frame& frame, const MergeOptions& options) {
  v1::MergeTemplateRequest request;
  request.set_overlay(options.overlay);
  request.set_onto(options.onto);
  request.set_language(frame.language());
  KASVU_RETURN_IF_ERROR(ReadTakes(options.take, request));
  KASVU_ASSIGN_OR_RETURN(const auto merged, frame.Call(client::kMergeTemplate, request));
  bool refused = false;
  for (const v1::Finding& finding : merged.findings()) {
    refused = refused || finding.severity() == v1::SEVERITY_ERROR;
  }
  if (refused) frame.RefusePart();
  if (frame.PrintedJson(merged)) return absl::OkStatus();
  frame.PrintLine(Styled(options.overlay + ": " + merged.base() + " → " + merged.onto(),
                         Style::kStrong, frame.coloured()));
  const int open = PrintConflicts(frame, merged);
  for (const v1::MergeNote& note : merged.notes()) {
    frame.PrintLine(frame.Say({"katso", "se", "look"}) + ": " + Printable(note.message()));
  }
  for (const v1::Finding& finding : merged.findings()) {
    if (finding.code() != "unresolved-conflict") PrintFinding(frame, finding);
  }
  const std::map<std::string, std::string> values = {
      {"changes", std::to_string(merged.overlay().changes_size())},
      {"open", std::to_string(open)},
      {"out", options.out}};
  frame.PrintLine(frame.Say({"Muutoksia sovituksessa: {changes}, ratkaisematta: {open}.",
                             "Ändringar i anpassningen: {changes}, inte avgjorda: {open}.",
                             "Changes in the overlay: {changes}, not decided: {open}."},
                            values));
  if (options.out.empty()) return absl::OkStatus();
  KASVU_RETURN_IF_ERROR(
      WriteNewFile(options.out, FileText(frame, merged, open), Readers::kEverybody));
  frame.PrintLine(frame.Say({"Kirjoitettu: {out}", "Skrevs: {out}", "Wrote {out}"}, values));
  return absl::OkStatus();
}

}  // namespace

void AddTemplateMerge(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<MergeOptions>();
  Verb verb(
      noun, frame, "merge",
      {"Vie sovitus alkuperäisen uuteen versioon", "För en anpassning till originalets nya version",
       "Carry an overlay to a new version of its upstream"},
      "kasvu template merge lapland/kasvu-digi --onto 4 --take step/session=ours "
      "--out kasvu-digi.yaml");
  verb.Option("OVERLAY", options->overlay,
              {"Sovituksen julkaisija/tunnus", "Anpassningens utgivare/id",
               "The overlay's publisher/id"})
      ->required();
  verb.Option("--onto", options->onto,
              {"Alkuperäisen versio; muuten uusin", "Originalets version; annars den nyaste",
               "The version of its upstream; else the newest"})
      ->type_name("VERSION");
  verb.List("--take", options->take,
            {"Ratkaise ristiriidat: ours, theirs tai OSA=ours",
             "Avgör konflikter: ours, theirs eller DEL=ours",
             "Decide conflicts: ours, theirs or ELEMENT=ours"})
      ->type_name("SIDE");
  verb.Option("--out", options->out,
              {"Tiedosto, johon yhdistetty sovitus kirjoitetaan; olemassa olevaa ei korvata",
               "Filen som den sammanslagna anpassningen skrivs i; ingen skrivs över",
               "The file to write the merged overlay to; none is written over"})
      ->type_name("FILE");
  verb.Does([&frame, options] { return Merge(frame, *options); });
}

}  // namespace kasvu::cli
