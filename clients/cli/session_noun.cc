// kasvu session move|cancel

#include "clients/cli/arguments.h"
#include "clients/cli/dates.h"
#include "clients/cli/nouns.h"
#include "clients/cli/participants.h"
#include "clients/cli/session_move.h"
#include "clients/cli/session_time.h"
#include "clients/cli/states.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/progress_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

// The one session of `group` that was changed.
absl::Status PrintSession(Frame& frame, const v1::Group& group, const std::string& step) {
  if (frame.PrintedJson(group)) return absl::OkStatus();
  KASVU_ASSIGN_OR_RETURN(const v1::Cohort cohort, GetCohort(frame, CohortOf(group.name())));
  for (const v1::SessionDate& session : group.sessions()) {
    if (session.step() != step) continue;
    std::string line = ShortName(group.name()) + " " + step + ": ";
    if (session.has_start_time()) {
      line += ShortTime(TimeOf(session.start_time()), ZoneOf(cohort), frame.language()) + ", ";
    }
    frame.PrintLine(line + StateIn(session.state(), frame.language()));
  }
  return absl::OkStatus();
}

struct Options {
  std::string cohort;
  std::string group;
  std::string step;
  std::string to;
  std::string mode;
  std::string topic;
  std::string reason;
};

void AddPlace(Verb& verb, Options& options) {
  verb.Option("GROUP", options.group, kGroupPlaceArgument)->required();
  verb.Option("STEP", options.step, kStepArgument)->required();
  verb.TakesPlaceApart({&options.group, &options.step});
  AddCohortOption(verb, options.cohort);
}

absl::Status Cancel(Frame& frame, const Options& options) {
  KASVU_RETURN_IF_ERROR(CheckReason(options.reason));
  v1::CancelSessionRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_group(), GroupNamed(options.group, options.cohort));
  request.set_step(options.step);
  request.set_reason(options.reason);
  KASVU_ASSIGN_OR_RETURN(const v1::Group group, frame.Call(client::kCancelSession, request));
  return PrintSession(frame, group, options.step);
}

}  // namespace

absl::Status MoveSession(Frame& frame, const SessionMove& move) {
  if (move.to.empty() && move.mode.empty() && move.topic.empty()) {
    return WrongUsage({"Mitä muutetaan? Anna --to, --mode tai --topic.",
                       "Vad ändras? Ange --to, --mode eller --topic.",
                       "What changes? Give --to, --mode or --topic."});
  }
  v1::MoveSessionRequest request;
  request.set_group(move.group);
  request.set_step(move.step);
  if (!move.to.empty()) {
    KASVU_ASSIGN_OR_RETURN(const absl::Time start,
                           SessionTime(frame, move.group, move.step, move.to));
    *request.mutable_start_time() = StampOf(start);
  }
  request.set_mode(ModeOf(move.mode));
  request.set_topic(move.topic);
  KASVU_ASSIGN_OR_RETURN(const v1::Group group, frame.Call(client::kMoveSession, request));
  return PrintSession(frame, group, move.step);
}

void AddSession(CLI::App& app, Frame& frame) {
  CLI::App& noun = AddNoun(
      app, frame, "session", {"Ryhmien tapaamiset", "Gruppernas träffar", "Sessions of the groups"},
      "kasvu session move ekollega-2021/g1 session/goals --to 2021-02-23T09:00");
  {
    auto options = std::make_shared<Options>();
    Verb verb(noun, frame, "move",
              {"Muuta tapaamisen aikaa, tapaa tai aihetta", "Ändra en träffs tid, sätt eller tema",
               "Change a session's time, mode or topic"},
              "kasvu session move ekollega-2021/g1 session/goals --to 2021-02-23T09:00");
    AddPlace(verb, *options);
    verb.Option("--to", options->to,
                {"Uusi aika toteutuksen aikaa", "Ny tid i genomförandets tidszon",
                 "The new time in the cohort's zone"})
        ->type_name("TIME");
    AddModeOption(verb, options->mode);
    verb.Option("--topic", options->topic, {"Aihe", "Tema", "Topic"});
    verb.Does([&frame, options]() -> absl::Status {
      KASVU_ASSIGN_OR_RETURN(const std::string group, GroupNamed(options->group, options->cohort));
      return MoveSession(frame, {.group = group,
                                 .step = options->step,
                                 .to = options->to,
                                 .mode = options->mode,
                                 .topic = options->topic});
    });
  }
  {
    auto options = std::make_shared<Options>();
    Verb verb(
        noun, frame, "cancel",
        {"Peru tapaaminen: kaikki vapautetaan siitä", "Ställ in en träff: alla befrias från den",
         "Cancel a session: everyone is freed of it"},
        "kasvu session cancel ekollega-2021/g1 session/goals --reason sick");
    AddPlace(verb, *options);
    AddReasonOption(verb, options->reason);
    verb.Does([&frame, options] { return Cancel(frame, *options); });
  }
}

}  // namespace kasvu::cli
