// kasvu cohort schedule: every session of every group, and moving one of them.

#include "clients/cli/arguments.h"
#include "clients/cli/cohort_verbs.h"
#include "clients/cli/dates.h"
#include "clients/cli/hints.h"
#include "clients/cli/participants.h"
#include "clients/cli/session_move.h"
#include "clients/cli/states.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/enrolment_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct ScheduleOptions {
  std::string cohort;
  std::string group;
  std::string move;
  std::string to;
};

Style StyleOf(v1::SessionDate::State state) {
  switch (state) {
    case v1::SessionDate::STATE_HELD:
      return Style::kGood;
    case v1::SessionDate::STATE_CANCELLED:
      return Style::kBad;
    case v1::SessionDate::STATE_TENTATIVE:
      return Style::kFaint;
    default:
      return Style::kPlain;
  }
}

absl::Status Show(Frame& frame, const ScheduleOptions& options) {
  const std::string name = CohortName(options.cohort);
  v1::ListGroupsRequest request;
  request.set_cohort(name);
  KASVU_ASSIGN_OR_RETURN(v1::ListGroupsResponse listed,
                         frame.CallAll(client::kListGroups, request));
  if (!options.group.empty()) {
    const std::string wanted = GroupName(name, options.group);
    for (int i = listed.groups_size() - 1; i >= 0; --i) {
      if (listed.groups(i).name() != wanted) listed.mutable_groups()->DeleteSubrange(i, 1);
    }
  }
  if (frame.PrintedJsonList(listed, "groups")) return absl::OkStatus();
  if (listed.groups().empty()) {
    PrintNoGroups(frame, name);
    return absl::OkStatus();
  }
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, name));
  const std::string& language = frame.language();
  Table table({frame.Say({"Ryhmä", "Grupp", "Group"}), frame.Say({"Avain", "Nyckel", "Key"}),
               frame.Say({"Tapaaminen", "Träff", "Session"}), frame.Say({"Aika", "Tid", "Time"}),
               frame.Say({"Tapa", "Sätt", "Mode"}), frame.Say({"Tila", "Tillstånd", "State"}),
               frame.Say({"Läsnä", "Närvarande", "Present"})});
  for (const v1::Group& group : listed.groups()) {
    for (const v1::SessionDate& session : group.sessions()) {
      const bool held = session.state() == v1::SessionDate::STATE_HELD;
      std::string title = TextIn(session.title(), language);
      if (!session.topic().empty()) title += ": " + session.topic();
      table.Add({LastPart(group.name()),
                 session.step(),
                 title,
                 session.has_start_time()
                     ? ShortTime(TimeOf(session.start_time()), ZoneOf(cohort), language)
                     : "",
                 StateIn(session.mode(), language),
                 {StateIn(session.state(), language), StyleOf(session.state())},
                 held ? std::to_string(session.present()) + "/" +
                            std::to_string(session.present() + session.absent())
                      : ""});
    }
  }
  frame.Print(table);
  return absl::OkStatus();
}

absl::Status Schedule(Frame& frame, const ScheduleOptions& options) {
  if (options.move.empty()) return Show(frame, options);
  if (options.group.empty() || options.to.empty()) {
    return WrongUsage({"--move tarvitsee myös --group ja --to.",
                       "--move behöver också --group och --to.",
                       "--move needs --group and --to too."});
  }
  return MoveSession(
      frame,
      {.group = GroupName(options.cohort, options.group), .step = options.move, .to = options.to});
}

}  // namespace

void AddSchedule(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<ScheduleOptions>();
  Verb verb(
      noun, frame, "schedule",
      {"Näytä tapaamiset ryhmittäin, tai siirrä yksi", "Visa träffarna per grupp, eller flytta en",
       "Show the sessions of each group, or move one"},
      "kasvu cohort schedule ekollega-2021\n"
      "  kasvu cohort schedule ekollega-2021 --move session/goals --group g1 "
      "--to 2021-02-23T09:00");
  verb.Option("COHORT", options->cohort, kCohortArgument)->required();
  verb.Option("--group", options->group, kGroupArgument);
  verb.Option("--move", options->move, kStepArgument)->type_name("STEP");
  verb.Option("--to", options->to,
              {"Uusi aika toteutuksen aikaa, 2021-02-23T09:00",
               "Ny tid i genomförandets tidszon, 2021-02-23T09:00",
               "The new time in the cohort's zone, 2021-02-23T09:00"})
      ->type_name("TIME");
  verb.Does([&frame, options] { return Schedule(frame, *options); });
}

}  // namespace kasvu::cli
