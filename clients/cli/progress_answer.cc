// kasvu progress answer: the answers of one participant, or of a whole cohort from a file.

#include "clients/cli/answer_file.h"
#include "clients/cli/answers.h"
#include "clients/cli/arguments.h"
#include "clients/cli/dates.h"
#include "clients/cli/participants.h"
#include "clients/cli/progress_verbs.h"
#include "clients/cli/step_owner.h"
#include "clients/cli/step_result.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/progress_calls.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct AnswerOptions {
  std::string owner;
  std::string step;
  std::string cohort;
  std::vector<std::string> told;     // after the step
  std::vector<std::string> answers;  // with --answer
  std::string file;
  std::string on;
  bool dry_run = false;
};

absl::Status AnswerOne(Frame& frame, const AnswerOptions& options) {
  v1::RecordStepRequest request;
  std::vector<std::string> texts = options.told;
  std::string owner = options.owner;
  std::string step = options.step;
  // COHORT e7 STEP, the place in two words: the step is among the answers.
  if (owner.find('/') == std::string::npos && IsPart(step) && !texts.empty()) {
    owner += "/" + step;
    step = texts.front();
    texts.erase(texts.begin());
  }
  texts.insert(texts.end(), options.answers.begin(), options.answers.end());
  KASVU_ASSIGN_OR_RETURN(const auto answers, Assignments("--answer", texts));
  KASVU_ASSIGN_OR_RETURN(*request.mutable_owner(), ResolvePlace(frame, owner, options.cohort));
  request.set_step(step);
  KASVU_ASSIGN_OR_RETURN(const v1::Form form, FormOf(frame, CohortOf(request.owner()), step));
  if (answers.empty()) {
    PrintQuestions(frame, form);
    return WrongUsage({"Anna vastaukset: KYSYMYS=VASTAUS …", "Ange svaren: FRÅGA=SVAR …",
                       "Give the answers: QUESTION=ANSWER …"});
  }
  auto& by_question = *request.mutable_answers()->mutable_by_question();
  for (const auto& [question, text] : answers) {
    KASVU_ASSIGN_OR_RETURN(by_question[question], AnswerTo(form, question, text));
  }
  KASVU_RETURN_IF_ERROR(SetOccurTime(frame, request.owner(), options.on, request));
  KASVU_ASSIGN_OR_RETURN(const auto response,
                         CallForOwner(frame, client::kRecordStep, request, request));
  return PrintRecorded(frame, response);
}

}  // namespace

void AddAnswer(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<AnswerOptions>();
  Verb verb(noun, frame, "answer",
            {"Kirjaa vastaukset kyselyyn, yhden tai CSV:stä koko toteutuksen",
             "Anteckna svar på en enkät, en persons eller ur CSV hela genomförandets",
             "Record answers to a survey, one person's or, from CSV, a whole cohort's"},
            "kasvu progress answer ekollega-2021/e7 needs\n"
            "  kasvu progress answer ekollega-2021/e7 needs hopes=peers,sparring stage=running\n"
            "  kasvu progress answer ekollega-2021 after --file after.csv");
  verb.Option(
          "OWNER", options->owner,
          {"TOTEUTUS/e7, tai TOTEUTUS ja --file", "GENOMFÖRANDE/e7, eller GENOMFÖRANDE och --file",
           "COHORT/e7, or COHORT with --file"})
      ->required();
  verb.Option("STEP", options->step, kStepArgument)->required();
  verb.Option("ANSWERS", options->told,
              {"KYSYMYS=VASTAUS, niin monta kuin on; ilman niitä näytetään kysymykset",
               "FRÅGA=SVAR, så många som det finns; utan dem visas frågorna",
               "QUESTION=ANSWER, as many as there are; without any the questions are shown"})
      ->type_name("");
  CLI::Option* const answers =
      verb.Option("--answer", options->answers,
                  {"KYSYMYS=VASTAUS; voi toistaa", "FRÅGA=SVAR; kan upprepas",
                   "QUESTION=ANSWER; may be repeated"})
          ->type_name("QUESTION=ANSWER")
          ->allow_extra_args(false);
  verb.Option("--file", options->file,
              {"CSV: ensin osallistuminen tai sähköposti, sitten sarake kysymystä kohti",
               "CSV: först deltagande eller e-post, sedan en kolumn per fråga",
               "CSV: first the enrolment or e-mail, then a column for each question"})
      ->excludes(answers)
      ->type_name("FILE");
  AddCohortOption(verb, options->cohort);
  AddOnOption(verb, options->on);
  verb.Flag("--dry-run", options->dry_run,
            {"Tarkista vain (--file)", "Kontrollera bara (--file)", "Only check (--file)"});
  verb.Does([&frame, options] {
    if (options->file.empty()) return AnswerOne(frame, *options);
    if (!options->told.empty()) {
      return WrongUsage({"Anna vastaukset joko rivillä tai tiedostossa (--file), ei molempia.",
                         "Ange svaren antingen på raden eller i en fil (--file), inte båda.",
                         "Give the answers either on the line or in a file (--file), not both."});
    }
    return AnswerFromFile(frame, {.cohort = CohortName(options->owner),
                                  .step = options->step,
                                  .file = options->file,
                                  .on = options->on,
                                  .dry_run = options->dry_run});
  });
}

}  // namespace kasvu::cli
