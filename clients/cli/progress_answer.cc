// kasvu progress answer: the answers of one participant, or of a whole cohort from a file.

#include <optional>

#include "clients/cli/answers.h"
#include "clients/cli/arguments.h"
#include "clients/cli/dates.h"
#include "clients/cli/failure.h"
#include "clients/cli/input_file.h"
#include "clients/cli/participants.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/progress_verbs.h"
#include "clients/cli/step_result.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/answers_csv.h"
#include "clients/cpp/progress_calls.h"
#include "clients/cpp/utf8.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

struct AnswerOptions {
  std::string owner;
  std::string step;
  std::string cohort;
  std::vector<std::string> answers;
  std::string file;
  std::string on;
  bool dry_run = false;
};

absl::Status AnswerOne(Frame& frame, const AnswerOptions& options) {
  v1::RecordStepRequest request;
  KASVU_ASSIGN_OR_RETURN(const auto answers, Assignments("--answer", options.answers));
  KASVU_ASSIGN_OR_RETURN(*request.mutable_owner(),
                         ResolvePlace(frame, options.owner, options.cohort));
  request.set_step(options.step);
  KASVU_ASSIGN_OR_RETURN(const v1::Form form,
                         FormOf(frame, CohortOf(request.owner()), options.step));
  auto& by_question = *request.mutable_answers()->mutable_by_question();
  for (const auto& [question, text] : answers) {
    KASVU_ASSIGN_OR_RETURN(by_question[question], AnswerTo(form, question, text));
  }
  if (!options.on.empty()) {
    KASVU_ASSIGN_OR_RETURN(const absl::Time on, MomentIn(frame, request.owner(), options.on));
    *request.mutable_occur_time() = StampOf(on);
  }
  KASVU_ASSIGN_OR_RETURN(const auto response, frame.Call(client::kRecordStep, request));
  return PrintRecorded(frame, response);
}

// What went wrong in one place of the file, as FILE:LINE:COLUMN.
void PrintFault(Frame& frame, const std::string& place, const std::string& sentence,
                const std::string& reason) {
  frame.terminal().err << Printable(place) << ": " << Printable(sentence) << " [" << reason
                       << "]\n";
  frame.RefusePart();
}

std::string PlaceIn(const std::string& file, int line, int column) {
  return file + ":" + std::to_string(line) + (column > 0 ? ":" + std::to_string(column) : "");
}

// The request that a row stands for; nothing when a cell does not fit its question, which has been
// printed then.
std::optional<v1::RecordStepRequest> RequestOf(Frame& frame, const AnswerOptions& options,
                                               const v1::Form& form, const client::AnswersRow& row,
                                               const std::string& owner) {
  v1::RecordStepRequest request;
  request.set_owner(owner);
  request.set_step(options.step);
  bool sound = true;
  for (const client::AnswersRow::Answer& answer : row.answers) {
    auto value = AnswerTo(form, answer.question, answer.text);
    if (value.ok()) {
      (*request.mutable_answers()->mutable_by_question())[answer.question] = *std::move(value);
      continue;
    }
    sound = false;
    PrintFault(frame, PlaceIn(options.file, answer.line, answer.column),
               SentenceIn(value.status(), frame.language()).value_or(""), ReasonOf(value.status()));
  }
  if (!sound) return std::nullopt;
  return request;
}

// Enrolments by what a file calls them: e7, COHORT/e7 or an e-mail.
absl::StatusOr<std::map<std::string, std::string>> OwnersByWord(Frame& frame,
                                                                const std::string& cohort) {
  KASVU_ASSIGN_OR_RETURN(const Participants participants, ParticipantsOf(frame, cohort));
  std::map<std::string, std::string> owners;
  for (const v1::Enrolment& enrolment : participants.enrolments) {
    owners[LastPart(enrolment.name())] = enrolment.name();
    const auto person = participants.persons.find(enrolment.person());
    if (person == participants.persons.end() || person->second.email().empty()) continue;
    owners[client::LowerCase(person->second.email())] = enrolment.name();
  }
  return owners;
}

absl::Status AnswerFile(Frame& frame, const AnswerOptions& options) {
  const std::string cohort = CohortName(options.owner);
  KASVU_ASSIGN_OR_RETURN(const std::string bytes, ReadInput(options.file));
  KASVU_ASSIGN_OR_RETURN(const client::AnswersFile file, client::ReadAnswersCsv(bytes));
  KASVU_ASSIGN_OR_RETURN(const v1::Form form, FormOf(frame, cohort, options.step));
  KASVU_ASSIGN_OR_RETURN(const auto owners, OwnersByWord(frame, cohort));
  std::optional<google::protobuf::Timestamp> occurred;
  if (!options.on.empty()) {
    KASVU_ASSIGN_OR_RETURN(const absl::Time on, MomentIn(frame, cohort, options.on));
    occurred = StampOf(on);
  }
  for (const client::CsvIssue& issue : file.issues) {
    PrintFault(frame, PlaceIn(options.file, issue.line, issue.column),
               client::SentenceOf(issue, frame.language()), issue.reason);
  }
  int recorded = 0;
  {
    ProgressBar bar(frame, frame.Say({"Vastaukset", "Svar", "Answers"}),
                    static_cast<int>(file.rows.size()));
    for (size_t i = 0; i < file.rows.size(); ++i) {
      const client::AnswersRow& row = file.rows[i];
      const std::string word =
          row.email.empty() ? LastPart(row.enrolment) : client::LowerCase(row.email);
      const auto owner = owners.find(word);
      if (owner == owners.end()) {
        PrintFault(
            frame, PlaceIn(options.file, row.line, 0),
            frame.Say({"”{who}” ei ole toteutuksessa.", "”{who}” finns inte i genomförandet.",
                       "“{who}” is nobody in the cohort."},
                      {{"who", word}}),
            "ENROLMENT_NOT_FOUND");
        continue;
      }
      auto request = RequestOf(frame, options, form, row, owner->second);
      if (!request) continue;
      if (occurred) *request->mutable_occur_time() = *occurred;
      if (!options.dry_run) {
        const auto response = frame.Call(client::kRecordStep, *request);
        if (!response.ok()) {
          if (response.status().code() == absl::StatusCode::kUnavailable) return response.status();
          frame.terminal().err << Printable(PlaceIn(options.file, row.line, 0)) << ": ";
          Report(response.status(), frame);
          frame.RefusePart();
          continue;
        }
      }
      ++recorded;
      bar.At(static_cast<int>(i) + 1);
    }
  }
  const std::map<std::string, std::string> counts = {{"recorded", std::to_string(recorded)},
                                                     {"rows", std::to_string(file.rows_read)}};
  if (frame.options.json) {
    frame.PrintLine("{\"recorded\": " + std::to_string(recorded) +
                    ", \"rows\": " + std::to_string(file.rows_read) + "}");
    return absl::OkStatus();
  }
  frame.PrintLine(options.dry_run ? frame.Say({"Kirjattaisiin {recorded}/{rows} vastausta.",
                                               "Skulle anteckna {recorded}/{rows} svar.",
                                               "Would record answers of {recorded}/{rows}."},
                                              counts)
                                  : frame.Say({"Kirjattu {recorded}/{rows} vastausta.",
                                               "Antecknade {recorded}/{rows} svar.",
                                               "Recorded answers of {recorded}/{rows}."},
                                              counts));
  return absl::OkStatus();
}

}  // namespace

void AddAnswer(CLI::App& noun, Frame& frame) {
  auto options = std::make_shared<AnswerOptions>();
  Verb verb(noun, frame, "answer",
            {"Kirjaa vastaukset kyselyyn, yhden tai CSV:stä koko toteutuksen",
             "Anteckna svar på en enkät, en persons eller ur CSV hela genomförandets",
             "Record answers to a survey, one person's or, from CSV, a whole cohort's"},
            "kasvu progress answer ekollega-2021/e7 needs --answer hopes=peers,sparring\n"
            "  kasvu progress answer ekollega-2021 after --file after.csv");
  verb.Option(
          "OWNER", options->owner,
          {"TOTEUTUS/e7, tai TOTEUTUS ja --file", "GENOMFÖRANDE/e7, eller GENOMFÖRANDE och --file",
           "COHORT/e7, or COHORT with --file"})
      ->required();
  verb.Option("STEP", options->step, kStepArgument)->required();
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
    return options->file.empty() ? AnswerOne(frame, *options) : AnswerFile(frame, *options);
  });
}

}  // namespace kasvu::cli
