#include "clients/cli/failure.h"

#include <functional>
#include <map>
#include <string>

#include "absl/strings/cord.h"
#include "clients/cli/particulars.h"
#include "clients/cli/reasons.h"
#include "clients/cli/template_proof.h"
#include "clients/cli/violations.h"
#include "clients/cli/wrong_usage.h"
#include "errors/error.h"
#include "kasvu/v1/template_service.pb.h"

namespace kasvu::cli {
namespace {

template <class Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  const std::string url = "type.googleapis.com/" + Detail::descriptor()->full_name();
  if (const auto payload = status.GetPayload(url)) detail.ParseFromString(std::string(*payload));
  return detail;
}

std::string SentenceFor(const absl::Status& status, const Frame& frame) {
  if (const auto own = SentenceIn(status, frame.language())) return *own;
  const std::string reason = ReasonOf(status);
  std::string told(status.message());
  Particulars particulars = ParticularsOf(status);
  // Whose signature it is is told by an option of its own.
  if (reason == "FIELD_REQUIRED" && particulars["fields"] == "role") {
    particulars.emplace("roles", "self, mentor …");
    return frame.Say(
        {"Kenen puolesta kirjaat allekirjoituksen? Anna --role ja yksi näistä: {roles}.",
         "För vem antecknar du underskriften? Ange --role och en av: {roles}.",
         "For whom do you record the signature? Give --role and one of: {roles}."},
        particulars);
  }
  const auto words = WordsOfReason(reason, particulars);
  if (const auto column = particulars.find("column_name"); column != particulars.end()) {
    column->second = ColumnHeading(column->second, frame.language());
  }
  // The server speaks English, and more exactly than a sentence made for every case; only who is
  // refused altogether is better told what to do than which call it was.
  const bool tells = frame.language() == "en" && reason != "NOT_ALLOWED";
  if (!words || (tells && !ReasonIsOurs(reason))) return told;
  const std::string_view sentence = words->In(frame.language());
  Particulars rest, filled;
  for (const auto& [key, value] : particulars) {
    const bool is_told = sentence.find("{" + key + "}") != std::string_view::npos;
    filled[key] = ReasonIsOurs(reason) ? value : ParticularText(key, value, frame.language());
    if (!is_told) rest[key] = value;
  }
  const std::string text = Filled(sentence, filled);
  const std::string more = ParticularsText(rest, frame.language());
  return more.empty() || ReasonIsOurs(reason) ? text : text + " (" + more + ")";
}

// The option that sets a field of a request, as it is typed; the field where none does.
std::string OptionOf(const std::string& field) {
  static const auto& options = *new std::map<std::string, std::string, std::less<>>{
      {"cohort_id", "--id"},
      {"template", "--template"},
      {"start_date", "--start"},
      {"display_name", "--name"},
      {"business_id", "--business-id"},
      {"email", "--email"},
      {"phone", "--phone"},
      {"language", "--language"},
      {"region", "--region"},
      {"owner", "--owner"},
      {"project", "--project"},
      {"time_zone", "--time-zone"},
      {"title", "--title"},
      {"reason", "--reason"},
      {"scope", "--scope"},
      {"role", "--role"},
      {"from_date", "--from"},
      {"until_date", "--until"},
      {"note", "--note"},
      {"minutes", "--minutes"},
      {"topic", "--topic"},
      {"by", "--by"},
      {"publisher", "--publisher"},
      {"municipality", "--municipality"},
      {"size_class", "--size"},
      {"years_in_business", "--years"},
      {"attendance", "--attendance"},
      {"dropout", "--dropout"},
      {"groups", "--groups"},
  };
  const auto found = options.find(field.substr(field.rfind('.') + 1));
  return found == options.end() ? field : found->second;
}

}  // namespace

std::string Sentence(const absl::Status& status, const Frame& frame) {
  const std::string reason = ReasonOf(status);
  const std::string sentence = Printable(SentenceFor(status, frame));
  return reason.empty() || IsWrongUsage(status) ? sentence : sentence + " [" + reason + "]";
}

int Report(const absl::Status& status, Frame& frame) {
  std::ostream& err = frame.terminal().err;
  err << "kasvu: " << Sentence(status, frame) << '\n';
  const auto wrong_fields = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : wrong_fields.field_violations()) {
    err << "  " << Printable(OptionOf(violation.field())) << ": "
        << Printable(ViolationText(violation.description(), frame.language())) << '\n';
  }
  const auto faults = DetailOf<kasvu::v1::Findings>(status);
  for (const auto& finding : faults.findings()) {
    err << "  " << Printable(finding.file()) << ':' << finding.line() << ':' << finding.column()
        << ": " << Printable(finding.message()) << " [" << finding.code() << "]\n";
    PrintCounterexample(err, finding, "    ");
  }
  return IsWrongUsage(status) ? kWrongUsage : kWasRefused;
}

}  // namespace kasvu::cli
