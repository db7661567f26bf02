// kasvu template lineage

#include <map>

#include "clients/cli/resource_names.h"
#include "clients/cli/states.h"
#include "clients/cli/template_verbs.h"
#include "clients/cli/verb.h"
#include "clients/cpp/enrolment_calls.h"
#include "clients/cpp/template_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

// By version (publisher/id@version): the names of the cohorts that run on it.
using Cohorts = std::map<std::string, std::vector<std::string>>;

// Those that the caller may see.
absl::StatusOr<Cohorts> CohortsByVersion(Frame& frame) {
  const auto listed = frame.CallAll(client::kListCohorts, v1::ListCohortsRequest());
  Cohorts cohorts;
  // A university may run a catalogue alone.
  if (absl::IsUnavailable(listed.status()) || absl::IsUnimplemented(listed.status())) {
    return cohorts;
  }
  if (!listed.ok()) return listed.status();
  for (const v1::Cohort& cohort : listed->cohorts()) {
    const bool over =
        cohort.stage() == v1::Cohort::STAGE_CLOSED || cohort.stage() == v1::Cohort::STAGE_CANCELLED;
    if (!over) cohorts[cohort.template_()].push_back(ShortName(cohort.name()));
  }
  return cohorts;
}

std::string RelationOf(const Frame& frame, const v1::LineageMember& member) {
  switch (member.relation()) {
    case v1::LineageMember::RELATION_OVERLAY:
      return frame.Say({"sovitus", "anpassning", "overlay"});
    case v1::LineageMember::RELATION_VARIANT:
      return frame.Say({"muunnelma", "variant", "variant"});
    default:
      return "";
  }
}

// At most three by name, and how many more.
std::string Running(const Frame& frame, const std::vector<std::string>& cohorts) {
  constexpr size_t kNamed = 3;
  std::string text;
  for (size_t i = 0; i < cohorts.size() && i < kNamed; ++i) {
    text += (i == 0 ? "" : ", ") + cohorts[i];
  }
  if (cohorts.size() > kNamed) {
    text += frame.Say({" ja {n} muuta", " och {n} till", " and {n} more"},
                      {{"n", std::to_string(cohorts.size() - kNamed)}});
  }
  return text;
}

void AddMember(const Frame& frame, const v1::LineageMember& member, const Cohorts& cohorts,
               Table& table) {
  const std::string indent(static_cast<size_t>(member.depth()) * 2, ' ');
  table.Add({{indent + member.template_(), Style::kStrong}, RelationOf(frame, member), "", ""});
  for (const v1::TemplateVersion& version : member.versions()) {
    const auto running = cohorts.find(version.name());
    std::string from = version.overlay_of();
    if (from.empty()) from = version.variant_of();
    table.Add({indent + "  @" + std::to_string(version.version()), from,
               StateIn(version.standing(), frame.language()),
               running == cohorts.end() ? "" : Running(frame, running->second)});
  }
  for (const v1::DeclinedVersion& declined : member.declined()) {
    table.Add({{indent + "  -", Style::kFaint},
               declined.version(),
               frame.Say({"ei oteta", "tas inte", "declined"}),
               declined.reason()});
  }
}

absl::Status PrintLineage(Frame& frame, const std::string& name) {
  v1::GetLineageRequest request;
  request.set_template_(name);
  KASVU_ASSIGN_OR_RETURN(const auto lineage, frame.Call(client::kGetLineage, request));
  if (frame.PrintedJson(lineage)) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const Cohorts cohorts, CohortsByVersion(frame));
  Table table({frame.Say({"Ohjelmapohja", "Programmall", "Template"}),
               frame.Say({"Pohja", "Grund", "From"}), frame.Say({"Tila", "Tillstånd", "Standing"}),
               frame.Say({"Käynnissä", "Pågår", "Running"})});
  for (const v1::LineageMember& member : lineage.members()) {
    AddMember(frame, member, cohorts, table);
  }
  frame.Print(table);
  return absl::OkStatus();
}

}  // namespace

void AddTemplateLineage(CLI::App& noun, Frame& frame) {
  auto name = std::make_shared<std::string>();
  Verb verb(
      noun, frame, "lineage",
      {"Ohjelmapohjan sukupuu: sovitukset, muunnelmat, versiot ja niillä kulkevat toteutukset",
       "Mallens släktträd: anpassningar, varianter, versioner och pågående genomföranden",
       "A template's family: overlays, variants, versions and the cohorts that run on them"},
      "kasvu template lineage kasvu/kasvu-digi");
  verb.Option("NAME", *name, {"julkaisija/tunnus", "utgivare/id", "publisher/id"})->required();
  verb.Does([&frame, name] { return PrintLineage(frame, *name); });
}

}  // namespace kasvu::cli
