#include "clients/cli/answer_file.h"

#include <algorithm>
#include <map>
#include <optional>

#include "clients/cli/answers.h"
#include "clients/cli/dates.h"
#include "clients/cli/failure.h"
#include "clients/cli/input_file.h"
#include "clients/cli/participants.h"
#include "clients/cli/progress_bar.h"
#include "clients/cli/wrong_usage.h"
#include "clients/cpp/answers_csv.h"
#include "clients/cpp/progress_calls.h"
#include "clients/cpp/utf8.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

namespace v1 = kasvu::v1;

constexpr int kRowsPerCall = 500;

// Says what is wrong at FILE:LINE:COLUMN, or FILE:LINE where it is the whole row.
void PrintFault(Frame& frame, const AnswerFile& asked, int line, int column,
                const std::string& sentence) {
  frame.terminal().err << Printable(asked.file) << ':' << line;
  if (column > 0) frame.terminal().err << ':' << column;
  frame.terminal().err << ": " << Printable(sentence) << '\n';
  frame.RefusePart();
}

// Enrolments by what a file may call them: e7, or an e-mail.
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

absl::Status Nobody(const std::string& word) {
  return Refused("ENROLMENT_NOT_FOUND",
                 {"”{who}” ei ole toteutuksessa; katso kasvu enrolment list.",
                  "”{who}” finns inte i genomförandet; se kasvu enrolment list.",
                  "“{who}” is nobody in the cohort; look at kasvu enrolment list."},
                 {{"who", word}});
}

// The requests that the file's rows stand for. A row with a fault has been told and is left out.
std::vector<std::pair<int, v1::RecordStepRequest>> RequestsOf(
    Frame& frame, const AnswerFile& asked, const client::AnswersFile& file, const v1::Form& form,
    const std::map<std::string, std::string>& owners) {
  std::vector<std::pair<int, v1::RecordStepRequest>> requests;
  for (const client::AnswersRow& row : file.rows) {
    const std::string word =
        row.email.empty() ? LastPart(row.enrolment) : client::LowerCase(row.email);
    const auto owner = owners.find(word);
    bool sound = owner != owners.end();
    if (!sound) PrintFault(frame, asked, row.line, 0, Sentence(Nobody(word), frame));
    v1::RecordStepRequest request;
    for (const client::AnswersRow::Answer& answer : row.answers) {
      const auto value = AnswerTo(form, answer.question, answer.text);
      if (value.ok()) {
        (*request.mutable_answers()->mutable_by_question())[answer.question] = *value;
      } else {
        sound = false;
        PrintFault(frame, asked, answer.line, answer.column, Sentence(value.status(), frame));
      }
    }
    if (!sound) continue;
    request.set_owner(owner->second);
    request.set_step(asked.step);
    request.mutable_answers();
    requests.emplace_back(row.line, std::move(request));
  }
  return requests;
}

// How many of `requests` the server took, or would take; the others have been told. An error is of
// the whole file: the same file again goes on where it was.
absl::StatusOr<int> Send(Frame& frame, const AnswerFile& asked,
                         const std::vector<std::pair<int, v1::RecordStepRequest>>& requests) {
  const int count = static_cast<int>(requests.size());
  int recorded = 0;
  ProgressBar bar(frame, frame.Say({"Vastaukset", "Svar", "Answers"}), count);
  for (int begin = 0; begin < count; begin += kRowsPerCall) {
    const int end = std::min(count, begin + kRowsPerCall);
    v1::RecordStepsRequest together;
    together.set_validate_only(asked.dry_run);
    for (int i = begin; i < end; ++i) *together.add_steps() = requests[i].second;
    KASVU_ASSIGN_OR_RETURN(const auto response, frame.Call(client::kRecordSteps, together));
    for (int i = 0; i < response.results_size() && begin + i < end; ++i) {
      const v1::RecordStepsResult& result = response.results(i);
      if (result.has_recorded()) {
        ++recorded;
      } else {
        PrintFault(frame, asked, requests[begin + i].first, 0,
                   Sentence(StatusFrom(result.refused()), frame));
      }
    }
    bar.At(end);
  }
  return recorded;
}

void PrintSums(Frame& frame, const AnswerFile& asked, int recorded, int rows) {
  if (frame.options.json) {
    frame.PrintLine("{\"recorded\": " + std::to_string(recorded) +
                    ", \"rows\": " + std::to_string(rows) + "}");
    return;
  }
  const std::map<std::string, std::string> counts = {{"recorded", std::to_string(recorded)},
                                                     {"rows", std::to_string(rows)}};
  frame.PrintLine(asked.dry_run ? frame.Say({"Kirjattaisiin {recorded}/{rows} vastausta.",
                                             "Skulle anteckna {recorded}/{rows} svar.",
                                             "Would record answers of {recorded}/{rows}."},
                                            counts)
                                : frame.Say({"Kirjattu {recorded}/{rows} vastausta.",
                                             "Antecknade {recorded}/{rows} svar.",
                                             "Recorded answers of {recorded}/{rows}."},
                                            counts));
}

}  // namespace

absl::Status AnswerFromFile(Frame& frame, const AnswerFile& asked) {
  KASVU_ASSIGN_OR_RETURN(const std::string bytes, ReadInput(asked.file));
  KASVU_ASSIGN_OR_RETURN(const client::AnswersFile file, client::ReadAnswersCsv(bytes));
  KASVU_ASSIGN_OR_RETURN(const v1::Form form, FormOf(frame, asked.cohort, asked.step));
  KASVU_ASSIGN_OR_RETURN(const auto owners, OwnersByWord(frame, asked.cohort));
  for (const client::CsvIssue& issue : file.issues) {
    PrintFault(frame, asked, issue.line, issue.column,
               client::SentenceOf(issue, frame.language()) + " [" + issue.reason + "]");
  }
  auto requests = RequestsOf(frame, asked, file, form, owners);
  if (!asked.on.empty()) {
    KASVU_ASSIGN_OR_RETURN(const absl::Time on, MomentIn(frame, asked.cohort, asked.on));
    for (auto& [line, request] : requests) *request.mutable_occur_time() = StampOf(on);
  }
  KASVU_ASSIGN_OR_RETURN(const int recorded, Send(frame, asked, requests));
  PrintSums(frame, asked, recorded, file.rows_read);
  return absl::OkStatus();
}

}  // namespace kasvu::cli
