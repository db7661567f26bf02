#include "clients/cli/template_outline.h"

#include <map>

#include "clients/cli/dates.h"
#include "clients/cli/help.h"
#include "clients/cli/states.h"
#include "clients/cli/template_proof.h"
#include "google/protobuf/descriptor.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

constexpr int kTextWidth = 88;

// session, task …: the name of the kind's field.
std::string KindOf(const v1::Step& step) {
  const auto* const kind = v1::Step::descriptor()->FindOneofByName("kind");
  const auto* const field = step.GetReflection()->GetOneofFieldDescriptor(step, kind);
  return field == nullptr ? "" : field->name();
}

// "5" of a series of five, "≤ 5" of one that is recorded at most five times.
std::string CountOf(const v1::Step& step) {
  const auto number = [](const v1::Number& n) {
    return n.param().empty() ? std::to_string(n.value()) : "$" + n.param();
  };
  if (step.items_size() > 0) return std::to_string(step.items_size());
  if (step.has_times()) return number(step.times());
  if (step.has_up_to()) return "≤ " + number(step.up_to());
  if (!step.each().empty()) return step.each();
  if (!step.gap().empty()) return step.gap();
  if (step.has_every()) return "∞";
  return "";
}

void AddSteps(Table& table, const google::protobuf::RepeatedPtrField<v1::Step>& steps,
              const Frame& frame) {
  for (const v1::Step& step : steps) {
    const std::string kind = KindOf(step);
    table.Add({"  " + (step.id().empty() ? step.use() : step.id()),
               TextIn(step.title(), frame.language()), KindWord(kind, frame.language()),
               CountOf(step),
               step.optional() ? frame.Say({"vapaaehtoinen", "frivilligt", "optional"}) : ""});
  }
}

// "mentor = Oma mentori, pair": what commands call the links, and what people do.
template <class Map>
void PrintNamed(Frame& frame, const Words& label, const Map& things) {
  std::string list;
  for (const auto& [name, thing] :
       std::map<std::string, typename Map::mapped_type>(things.begin(), things.end())) {
    const std::string title = TextIn(thing.title(), frame.language());
    list += (list.empty() ? "" : ", ") + name;
    if (!title.empty()) list += " = " + title;
  }
  if (!list.empty()) {
    frame.PrintLine(Wrapped(frame.Say(label) + " " + Printable(list), kTextWidth));
  }
}

}  // namespace

void PrintOutline(Frame& frame, const v1::TemplateVersion& version) {
  const std::string& language = frame.language();
  frame.PrintLine(Styled(version.name(), Style::kStrong, frame.coloured()) + "  " +
                  Printable(TextIn(version.title(), language)));
  const std::string description = TextIn(version.description(), language);
  if (!description.empty()) frame.PrintLine(Wrapped(Printable(description), kTextWidth));
  std::string about =
      StateIn(version.standing(), language) + ", " +
      ShortDate(absl::ToCivilDay(TimeOf(version.publish_time()), frame.zone()), language);
  for (const int theme : version.themes()) {
    about += ", " + StateIn(static_cast<v1::Theme>(theme), language);
  }
  if (version.example()) {
    about += ", " + frame.Say({"esimerkki, sovita omaksi", "exempel, anpassa till ert eget",
                               "an example, adapt it"});
  }
  frame.PrintLine(about);
  if (!version.variant_of().empty()) {
    frame.PrintLine(frame.Say({"Muunnelma: {of}", "Variant av {of}", "Variant of {of}"},
                              {{"of", version.variant_of()}}));
  }
  if (!version.overlay_of().empty()) {
    frame.PrintLine(frame.Say(
        {"Sovitus: {of}, tiiviste {digest}", "Anpassning av {of}, digest {digest}",
         "Overlay of {of}, digest {digest}"},
        {{"of", version.overlay_of()}, {"digest", version.upstream_digest().substr(0, 12)}}));
  }
  frame.PrintLine("");
  const v1::TemplateSpec& spec = version.compiled();
  Table table;
  for (const v1::Phase& phase : spec.phases()) {
    table.Add({{phase.id(), Style::kStrong}, {TextIn(phase.title(), language), Style::kStrong}});
    AddSteps(table, phase.steps(), frame);
  }
  AddSteps(table, spec.steps(), frame);
  frame.Print(table);
  if (!spec.links().empty() || !spec.people().roles().empty()) frame.PrintLine("");
  PrintNamed(frame, {"Sidokset:", "Länkar:", "Links:"}, spec.links());
  PrintNamed(frame, {"Roolit:", "Roller:", "Roles:"}, spec.people().roles());
  if (version.proof().absences_size() + version.proof().workloads_size() == 0) return;
  frame.PrintLine("");
  PrintProof(frame, version.proof());
}

}  // namespace kasvu::cli
