// kasvu progress attend: a whole group in one line.

#include "clients/cli/arguments.h"
#include "clients/cli/dates.h"
#include "clients/cli/participants.h"
#include "clients/cli/progress_verbs.h"
#include "clients/cpp/progress_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct AttendOptions {
  std::string cohort;
  std::string group;
  std::string step;
  std::vector<std::string> absent;
  std::vector<std::string> present;
  std::string on;
  std::string note;
};

absl::Status Attend(Frame& frame, const AttendOptions& options) {
  v1::RecordAttendanceRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_group(), GroupNamed(options.group, options.cohort));
  const std::string cohort = CohortOf(request.group());
  request.set_step(options.step);
  request.set_note(options.note);
  for (const std::string& text : options.absent) {
    KASVU_ASSIGN_OR_RETURN(*request.add_absent(), ResolvePlace(frame, text, cohort));
  }
  for (const std::string& text : options.present) {
    KASVU_ASSIGN_OR_RETURN(*request.add_present(), ResolvePlace(frame, text, cohort));
  }
  KASVU_RETURN_IF_ERROR(SetOccurTime(frame, request.group(), options.on, request));
  KASVU_ASSIGN_OR_RETURN(const auto recorded, frame.Call(client::kRecordAttendance, request));
  if (frame.PrintedJson(recorded)) return absl::OkStatus();
  frame.PrintLine(frame.Say({"{group} {step}: läsnä {present}, poissa {absent}.",
                             "{group} {step}: närvarande {present}, frånvarande {absent}.",
                             "{group} {step}: present {present}, absent {absent}."},
                            {{"group", ShortName(request.group())},
                             {"step", request.step()},
                             {"present", std::to_string(recorded.session().present())},
                             {"absent", std::to_string(recorded.session().absent())}}));
  const size_t named = options.absent.size();
  if (options.present.empty() && static_cast<size_t>(recorded.session().absent()) > named) {
    frame.PrintLine(frame.Say(
        {"Poissa olleiksi luettiin myös ne, jotka olivat silloin tauolla tai hyväksyttiin vasta "
         "myöhemmin. Jos joku heistä oli paikalla, nimeä läsnäolijat: --present.",
         "Som frånvarande räknades också de som då hade paus eller godkändes först senare. Om "
         "någon "
         "av dem var där, ange de närvarande: --present.",
         "Also absent: whoever was paused then, or was accepted only later. If any of them was "
         "there, name those present: --present."}));
  }
  std::string ended;
  for (const std::string& name : recorded.ended()) {
    ended += (ended.empty() ? "" : ", ") + LastPart(name);
  }
  if (!ended.empty()) {
    frame.PrintLine(
        frame.Say({"Päättyi: {who}", "Avslutades: {who}", "Ended: {who}"}, {{"who", ended}}));
  }
  return absl::OkStatus();
}

}  // namespace

void AddAttend(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<AttendOptions>();
  Verb verb(noun, frame, "attend",
            {"Kirjaa koko ryhmän läsnäolo; ilman luetteloa kaikki olivat paikalla",
             "Anteckna hela gruppens närvaro; utan lista var alla där",
             "Record a whole group's attendance; without a list everyone was there"},
            "kasvu progress attend ekollega-2021/g1 session/goals --absent e7,e9");
  verb.Option("GROUP", options->group, kGroupPlaceArgument)->required();
  verb.Option("STEP", options->step, kStepArgument)->required();
  verb.TakesPlaceApart({&options->group, &options->step});
  AddCohortOption(verb, options->cohort);
  CLI::Option* const absent =
      verb.List("--absent", options->absent,
                {"Poissa olleet: e7,e9; muut olivat paikalla", "Frånvarande: e7,e9; övriga var där",
                 "Those absent: e7,e9; all others were there"});
  verb.List("--present", options->present,
            {"Vain nämä olivat paikalla: e1,e2", "Bara dessa var där: e1,e2",
             "Only these were there: e1,e2"})
      ->excludes(absent);
  AddOnOption(verb, options->on);
  AddNoteOption(verb, options->note);
  verb.Does([&frame, options] { return Attend(frame, *options); });
}

}  // namespace kasvu::cli
