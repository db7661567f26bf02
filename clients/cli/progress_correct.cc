// kasvu progress waive|correct

#include "clients/cli/arguments.h"
#include "clients/cli/decided.h"
#include "clients/cli/participants.h"
#include "clients/cli/progress_verbs.h"
#include "clients/cli/step_owner.h"
#include "clients/cli/step_result.h"
#include "clients/cli/step_work.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/progress_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct WaiveOptions {
  std::string owner;
  std::string step;
  std::string cohort;
  std::string reason;
};

absl::Status Waive(Frame& frame, const WaiveOptions& options) {
  KASVU_RETURN_IF_ERROR(CheckReason(options.reason));
  v1::WaiveStepRequest request;
  KASVU_ASSIGN_OR_RETURN(*request.mutable_owner(),
                         ResolvePlace(frame, options.owner, options.cohort));
  request.set_step(options.step);
  request.set_reason(options.reason);
  KASVU_ASSIGN_OR_RETURN(const auto step,
                         CallForOwner(frame, client::kWaiveStep, request, request));
  if (!frame.PrintedJson(step)) PrintStep(frame, step);
  return absl::OkStatus();
}

struct CorrectOptions {
  StepWork work;
  std::string reason;
  std::string value;
  std::vector<std::string> by_enrolment;
  int minutes = 0;
  bool clear = false;
  bool done = false;
  bool absent = false;
};

absl::Status Correct(Frame& frame, const CorrectOptions& options) {
  KASVU_RETURN_IF_ERROR(CheckReason(options.reason));
  v1::CorrectStepRequest request;
  v1::RecordStepRequest& work = *request.mutable_work();
  KASVU_RETURN_IF_ERROR(FillRequest(frame, options.work, work));
  request.set_reason(options.reason);
  request.set_clear(options.clear);
  const int told = options.clear + options.done + options.absent + !options.value.empty() +
                   !options.by_enrolment.empty() + (options.minutes > 0);
  if (told != 1) {
    return WrongUsage({"Anna yksi: --done, --absent, --minutes, --value, --for tai --clear.",
                       "Ange ett: --done, --absent, --minutes, --value, --for eller --clear.",
                       "Give one of --done, --absent, --minutes, --value, --for and --clear."});
  }
  if (options.done) work.mutable_done();
  if (options.absent) work.mutable_absent();
  if (options.minutes > 0) work.mutable_meeting()->set_minutes(options.minutes);
  if (!options.value.empty()) work.mutable_decision()->set_value(ValueNamed(options.value));
  if (!options.by_enrolment.empty()) {
    KASVU_RETURN_IF_ERROR(
        SetDecided(frame, work.owner(), options.by_enrolment, *work.mutable_decision()));
  }
  KASVU_ASSIGN_OR_RETURN(const auto step, CallForOwner(frame, client::kCorrectStep, request, work));
  if (!frame.PrintedJson(step)) PrintStep(frame, step);
  return absl::OkStatus();
}

}  // namespace

void AddCorrect(CLI::App& noun, Frame& frame) {
  {
    auto options = std::make_shared<WaiveOptions>();
    Verb verb(noun, frame, "waive",
              {"Vapauta askeleesta, syy mukaan", "Befria från ett steg, med orsak",
               "Free somebody of a step, with a reason"},
              "kasvu progress waive ekollega-2021/e7 session/time --reason earlier-course");
    verb.Option("OWNER", options->owner, kOwnerArgument)->required();
    verb.Option("STEP", options->step, kStepArgument)->required();
    verb.TakesPlaceApart({&options->owner, &options->step});
    AddCohortOption(verb, options->cohort);
    AddReasonOption(verb, options->reason)->required();
    verb.Does([&frame, options] { return Waive(frame, *options); });
  }
  {
    auto options = std::make_shared<CorrectOptions>();
    Verb verb(noun, frame, "correct",
              {"Korjaa kirjaus; aiempi jää historiaan",
               "Rätta en anteckning; den tidigare blir kvar "
               "i historiken",
               "Correct what was recorded; the earlier record stays in the history"},
              "kasvu progress correct ekollega-2021/e7 session/time --done --reason wrong-person");
    AddStepWork(verb, options->work);
    verb.Flag("--done", options->done, {"Tehty", "Gjord", "It was done"});
    verb.Flag("--absent", options->absent, {"Ei paikalla", "Frånvarande", "One was absent"});
    verb.Option("--minutes", options->minutes,
                {"Tapaamisen oikea kesto", "Mötets rätta längd", "The meeting's right length"})
        ->check(CLI::Range(1, 1440).description(""))
        ->type_name("N");
    verb.Option("--value", options->value,
                {"Oikea päätös", "Det rätta beslutet", "The right decision"});
    verb.List("--for", options->by_enrolment, kDecidedForArgument);
    verb.Flag("--clear", options->clear,
              {"Kuin sitä ei olisi kirjattu", "Som om inget hade antecknats",
               "As if it had never been recorded"});
    AddReasonOption(verb, options->reason)->required();
    verb.Does([&frame, options] { return Correct(frame, *options); });
  }
}

}  // namespace kasvu::cli
