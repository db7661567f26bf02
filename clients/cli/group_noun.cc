// kasvu group form|list|move

#include "clients/cli/arguments.h"
#include "clients/cli/companies.h"
#include "clients/cli/hints.h"
#include "clients/cli/nouns.h"
#include "clients/cli/participants.h"
#include "clients/cli/states.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct FormOptions {
  std::string cohort;
  int groups = 0;
  bool dry_run = false;
};

// One line for each member, the group's id before the first.
absl::Status PrintGroups(Frame& frame, const std::string& cohort,
                         const google::protobuf::RepeatedPtrField<v1::Group>& groups) {
  KASVU_ASSIGN_OR_RETURN(const Participants participants, ParticipantsOf(frame, cohort));
  Table table({frame.Say({"Ryhmä", "Grupp", "Group"}), frame.Say({"Tunnus", "Id", "Id"}),
               frame.Say({"Nimi", "Namn", "Name"}), frame.Say({"Tila", "Tillstånd", "State"})});
  for (const v1::Group& group : groups) {
    for (const std::string& member : group.members()) {
      const v1::Enrolment* const enrolment = participants.Find(member);
      table.Add({LastPart(group.name()), LastPart(member), participants.NameOf(member),
                 enrolment == nullptr ? "" : StateOf(*enrolment, frame.language())});
    }
  }
  frame.Print(table);
  return absl::OkStatus();
}

// What groups are to be mixed by: the line of business, as far as companies tell it.
absl::Status SetIndustries(Frame& frame, v1::FormGroupsRequest& request) {
  v1::ListEnrolmentsRequest list;
  list.set_cohort(request.cohort());
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListEnrolments, list));
  std::vector<std::string> names;
  for (const v1::Enrolment& enrolment : listed.enrolments()) names.push_back(enrolment.company());
  const auto companies = CompaniesNamed(frame, names);
  for (const v1::Enrolment& enrolment : listed.enrolments()) {
    const auto company = companies.find(enrolment.company());
    if (company == companies.end() || company->second.industry().code().empty()) continue;
    (*request.mutable_attributes())[LastPart(enrolment.name())] =
        company->second.industry().code().substr(0, 2);
  }
  return absl::OkStatus();
}

absl::Status Form(Frame& frame, const FormOptions& options) {
  v1::FormGroupsRequest request;
  request.set_cohort(CohortName(options.cohort));
  request.set_groups(options.groups);
  request.set_validate_only(options.dry_run);
  KASVU_RETURN_IF_ERROR(SetIndustries(frame, request));
  KASVU_ASSIGN_OR_RETURN(const auto formed, frame.Call(client::kFormGroups, request));
  if (frame.PrintedJsonList(formed, "groups")) return absl::OkStatus();
  KASVU_RETURN_IF_ERROR(PrintGroups(frame, request.cohort(), formed.groups()));
  if (options.dry_run) PrintNothingStored(frame);
  return absl::OkStatus();
}

absl::Status List(Frame& frame, const std::string& cohort) {
  v1::ListGroupsRequest request;
  request.set_cohort(CohortName(cohort));
  KASVU_ASSIGN_OR_RETURN(const auto listed, frame.CallAll(client::kListGroups, request));
  if (frame.PrintedJsonList(listed, "groups")) return absl::OkStatus();
  if (listed.groups().empty()) {
    PrintNoGroups(frame, request.cohort());
    return absl::OkStatus();
  }
  return PrintGroups(frame, request.cohort(), listed.groups());
}

struct MoveOptions {
  std::string enrolment;
  std::string group;
  std::string cohort;
};

absl::Status Move(Frame& frame, const MoveOptions& options) {
  v1::MoveEnrolmentRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_name(),
                         ResolvePlace(frame, options.enrolment, options.cohort));
  request.set_group(GroupName(CohortOf(request.name()), options.group));
  KASVU_ASSIGN_OR_RETURN(const auto moved, frame.Call(client::kMoveEnrolment, request));
  if (frame.PrintedJson(moved)) return absl::OkStatus();
  frame.PrintLine(ShortName(moved.name()) + ": " + LastPart(moved.group()));
  return absl::OkStatus();
}

}  // namespace

void AddGroup(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(
      app, frame, "group",
      {"Toteutuksen ryhmät", "Genomförandets grupper", "The groups of a cohort"},
      "kasvu group form ekollega-2021 --groups 2 --dry-run\n  kasvu group list ekollega-2021");
  {
    auto options = std::make_shared<FormOptions>();
    Verb verb(noun, frame, "form",
              {"Jaa ryhmiin ne hyväksytyt, joilla ei ole ryhmää",
               "Dela in de godkända som saknar grupp", "Form groups of those who have none"},
              "kasvu group form ekollega-2021 --groups 2");
    verb.Option("COHORT", options->cohort, kCohortArgument)->required();
    verb.Option("--groups", options->groups,
                {"Kuinka monta ryhmää (muuten ohjelman rajojen mukaan)",
                 "Hur många grupper (annars enligt programmets gränser)",
                 "How many groups (else as the programme's limits say)"})
        ->check(CLI::Range(1, 1000).description(""))
        ->type_name("N");
    verb.Flag("--dry-run", options->dry_run,
              {"Näytä ryhmät tallentamatta", "Visa grupperna utan att spara",
               "Show the groups without storing them"});
    verb.Does([&frame, options] { return Form(frame, *options); });
  }
  {
    auto cohort = std::make_shared<std::string>();
    Verb verb(noun, frame, "list",
              {"Luettele ryhmät ja jäsenet", "Lista grupperna och medlemmarna",
               "List groups and their members"},
              "kasvu group list ekollega-2021");
    verb.Option("COHORT", *cohort, kCohortArgument)->required();
    verb.Does([&frame, cohort] { return List(frame, *cohort); });
  }
  {
    auto options = std::make_shared<MoveOptions>();
    Verb verb(noun, frame, "move",
              {"Siirrä osallistuja toiseen ryhmään", "Flytta en deltagare till en annan grupp",
               "Move a participant to another group"},
              "kasvu group move ekollega-2021/e7 g2");
    verb.Option("ENROLMENT", options->enrolment, kEnrolmentArgument)->required();
    verb.Option("GROUP", options->group, kGroupArgument)->required();
    verb.TakesPlaceApart({&options->enrolment, &options->group});
    AddCohortOption(verb, options->cohort);
    verb.Does([&frame, options] { return Move(frame, *options); });
  }
}

}  // namespace kasvu::cli
