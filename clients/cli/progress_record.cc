// kasvu progress record|meet|sign|experiment|outcome|review: one step of one owner.

#include "clients/cli/arguments.h"
#include "clients/cli/participants.h"
#include "clients/cli/progress_verbs.h"
#include "clients/cli/states.h"
#include "clients/cli/step_owner.h"
#include "clients/cli/step_result.h"
#include "clients/cli/step_work.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/progress_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

// Records what `fill` says was done; it runs after the owner is known.
absl::Status Record(Frame& frame, const StepWork& work,
                    const std::function<absl::Status(v1::RecordStepRequest&)>& fill) {
  v1::RecordStepRequest request;
  KASVU_RETURN_IF_ERROR(FillRequest(frame, work, request));
  KASVU_RETURN_IF_ERROR(fill(request));
  KASVU_ASSIGN_OR_RETURN(const auto response,
                         CallForOwner(frame, client::kRecordStep, request, request));
  return PrintRecorded(frame, response);
}

struct RecordOptions {
  StepWork work;
  bool done = false;
  bool absent = false;
};

void AddDone(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<RecordOptions>();
  Verb verb(noun, frame, "record",
            {"Kirjaa tehtävä, vierailu tai oma läsnäolo tehdyksi",
             "Anteckna en uppgift, ett besök eller den egna närvaron",
             "Record a task, a visit or one's own presence"},
            "kasvu progress record ekollega-2021/e7 exercise/goals --done --on 2021-02-03 --note "
            "\"…\"");
  AddStepWork(verb, options->work);
  CLI::Option* const done = verb.Flag("--done", options->done, {"Tehty", "Gjord", "It was done"});
  verb.Flag("--absent", options->absent, {"Ei paikalla", "Frånvarande", "One was absent"})
      ->excludes(done);
  verb.Does([&frame, options] {
    return Record(frame, options->work, [&](v1::RecordStepRequest& request) -> absl::Status {
      if (!options->done && !options->absent) {
        return WrongUsage({"Anna --done tai --absent.", "Ange --done eller --absent.",
                           "Give --done or --absent."});
      }
      if (options->absent) {
        request.mutable_absent();
      } else {
        request.mutable_done();
      }
      return absl::OkStatus();
    });
  });
}

struct MeetOptions {
  StepWork work;
  int minutes = 0;
  std::string mode;
  std::vector<std::string> with;
};

void AddMeet(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<MeetOptions>();
  Verb verb(noun, frame, "meet",
            {"Kirjaa pidetty tapaaminen kahden tai kolmen kesken",
             "Anteckna ett möte mellan två eller tre", "Record a meeting of two or three"},
            "kasvu progress meet ekollega-2021/l3 pair-talk/trust --minutes 45 --on 2021-02-10");
  AddStepWork(verb, options->work);
  verb.Option("--minutes", options->minutes, {"Kesto minuutteina", "Längd i minuter", "Minutes"})
      ->check(CLI::Range(1, 1440).description(""))
      ->type_name("N");
  AddModeOption(verb, options->mode);
  verb.List("--with", options->with,
            {"Kenen kanssa: henkilön tunnus, sähköposti tai osallistuja e9",
             "Med vem: en persons id, e-post eller en deltagare e9",
             "With whom: a person's id or e-mail, or a participant e9"});
  verb.Does([&frame, options] {
    return Record(frame, options->work, [&](v1::RecordStepRequest& request) -> absl::Status {
      v1::MeetingHeld& meeting = *request.mutable_meeting();
      meeting.set_minutes(options->minutes);
      meeting.set_mode(ModeOf(options->mode));
      for (const std::string& person : options->with) {
        KASVU_ASSIGN_OR_RETURN(*meeting.add_with(),
                               ResolvePersonIn(frame, CohortOf(request.owner()), person));
      }
      return absl::OkStatus();
    });
  });
}

void AddSign(CLI::App& noun, Frame& frame) {
  auto work = std::make_shared<StepWork>();
  auto role = std::make_shared<std::string>();
  Verb verb(noun, frame, "sign",
            {"Kirjaa allekirjoitus sopimukseen", "Anteckna en underskrift",
             "Record a signature under an agreement"},
            "kasvu progress sign ekollega-2021/e7 joining.ground-rules --on 2021-01-20");
  AddStepWork(verb, *work);
  verb.Option("--role", *role,
              {"Missä roolissa: self, mentor … (muuten --as kertoo; ylläpitäjälle self)",
               "I vilken roll: self, mentor … (annars enligt --as; för operator self)",
               "In which role: self, mentor … (else told by --as; for the operator self)"});
  verb.Does([&frame, work, role] {
    return Record(frame, *work, [&](v1::RecordStepRequest& request) {
      // Who enters others' signatures from paper has no part of her own to derive it from.
      const bool on_paper = frame.IsOperator() && role->empty() &&
                            request.owner().find("/enrolments/") != std::string::npos;
      request.mutable_signed_()->set_role(on_paper ? "self" : RoleNamed(*role));
      return absl::OkStatus();
    });
  });
}

void AddExperiment(CLI::App& noun, Frame& frame) {
  auto work = std::make_shared<StepWork>();
  Verb verb(noun, frame, "experiment",
            {"Kirjaa kokeilu: oletus, tulos ja mitä opittiin",
             "Anteckna ett experiment: hypotes, resultat och lärdom",
             "Record an experiment: hypothesis, result and what was learnt"},
            "kasvu progress experiment kasvu-2021/e7 experiment.close --field "
            "result=\"Three orders\" --field learning=\"Ask for the sale\"");
  AddStepWork(verb, *work);
  verb.Does([&frame, work] {
    return Record(frame, *work, [](v1::RecordStepRequest& request) {
      request.mutable_done();
      return absl::OkStatus();
    });
  });
}

absl::Status SharedWithOneself(const std::string& text) {
  return WrongUsage({"--shared-with: {text} on osallistuja itse; nimeä muut.",
                     "--shared-with: {text} är deltagaren själv; nämn de andra.",
                     "--shared-with: {text} is the participant herself; name the others."},
                    {{"text", text}});
}

void AddOutcome(CLI::App& noun, Frame& frame) {
  auto work = std::make_shared<StepWork>();
  auto shared = std::make_shared<std::vector<std::string>>();
  Verb verb(noun, frame, "outcome",
            {"Kirjaa tulos; yhteinen lasketaan kerran",
             "Anteckna ett resultat; ett gemensamt räknas en gång",
             "Record an outcome; a shared one counts once"},
            "kasvu progress outcome ekollega-2021/e7 connection --shared-with e9");
  AddStepWork(verb, *work);
  verb.List("--shared-with", *shared,
            {"Kenen kanssa: e9,e12", "Med vem: e9,e12", "With whom: e9,e12"});
  verb.Does([&frame, work, shared] {
    return Record(frame, *work, [&](v1::RecordStepRequest& request) -> absl::Status {
      v1::OutcomeReached& outcome = *request.mutable_outcome();
      for (const std::string& other : *shared) {
        KASVU_ASSIGN_OR_RETURN(const std::string name,
                               ResolvePlace(frame, other, CohortOf(request.owner())));
        if (name == request.owner()) return SharedWithOneself(other);
        outcome.add_shared_with(name);
      }
      return absl::OkStatus();
    });
  });
}

void AddReview(CLI::App& noun, Frame& frame) {
  auto work = std::make_shared<StepWork>();
  auto send_back = std::make_shared<bool>(false);
  Verb verb(noun, frame, "review",
            {"Kirjaa toisen arvio: hyväksy tai palauta täydennettäväksi",
             "Anteckna ett omdöme: godkänn eller skicka tillbaka",
             "Record a fellow's review: accept the work, or send it back"},
            "kasvu progress review kasvu-2021/e7 plan/vision --send-back --note \"…\"");
  AddStepWork(verb, *work);
  verb.Flag(
      "--send-back", *send_back,
      {"Palauta täydennettäväksi", "Skicka tillbaka för komplettering", "Send it back for more"});
  verb.Does([&frame, work, send_back] {
    return Record(frame, *work, [&](v1::RecordStepRequest& request) {
      request.mutable_review()->set_send_back(*send_back);
      return absl::OkStatus();
    });
  });
}

}  // namespace

void AddRecord(CLI::App& noun, Frame& frame) {
  AddDone(noun, frame);
  AddMeet(noun, frame);
  AddSign(noun, frame);
  AddExperiment(noun, frame);
  AddOutcome(noun, frame);
  AddReview(noun, frame);
}

}  // namespace kasvu::cli
