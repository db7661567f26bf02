#include "clients/cli/failure.h"

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
  const std::string told(status.message());
  const auto words = WordsOfReason(ReasonOf(status));
  Particulars particulars = ParticularsOf(status);
  if (const auto column = particulars.find("column_name"); column != particulars.end()) {
    column->second = ColumnHeading(column->second, frame.language());
  }
  // The server speaks English, and more exactly than a sentence made for every case.
  if (!words || (frame.language() == "en" && !ReasonIsOurs(ReasonOf(status)))) return told;
  const std::string sentence = frame.Say(*words, particulars);
  const std::string rest = ParticularsText(particulars, frame.language());
  if (rest.empty() || ReasonIsOurs(ReasonOf(status))) return sentence;
  return sentence + " (" + rest + ")";
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
    err << "  " << Printable(violation.field()) << ": "
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
