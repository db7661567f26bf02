#include "clients/cli/wrong_usage.h"

#include "absl/strings/cord.h"
#include "errors/error.h"

namespace kasvu::cli {
namespace {

constexpr char kReason[] = "WRONG_USAGE";

std::string UrlOf(const std::string& language) { return "kasvu.cli/sentence/" + language; }

}  // namespace

absl::Status Refused(std::string_view reason, const Words& sentence,
                     const std::map<std::string, std::string>& values) {
  absl::Status status =
      Error(absl::StatusCode::kInvalidArgument, reason, Filled(sentence.en, values), values);
  for (const char* language : {"fi", "sv", "en"}) {
    status.SetPayload(UrlOf(language), absl::Cord(Filled(sentence.In(language), values)));
  }
  return status;
}

absl::Status WrongUsage(const Words& sentence, const std::map<std::string, std::string>& values) {
  return Refused(kReason, sentence, values);
}

bool IsWrongUsage(const absl::Status& status) { return ReasonOf(status) == kReason; }

std::optional<std::string> SentenceIn(const absl::Status& status, const std::string& language) {
  const auto sentence = status.GetPayload(UrlOf(language));
  if (!sentence) return std::nullopt;
  return std::string(*sentence);
}

}  // namespace kasvu::cli
