// Reads any bytes as a page token and as a whole request. Built with a compiler that has libFuzzer
// (-fsanitize=fuzzer) this file is the fuzzer; the replay test runs it over the corpus.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "errors/error.h"
#include "kasvu/v1/person_service.pb.h"
#include "services/common/field_rules.h"
#include "services/common/page_token.h"

namespace {

void Require(bool promise) {
  if (!promise) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);

  // As a token: refused, or one that this request was answered with.
  kasvu::v1::ListMandatesRequest request;
  request.set_scope("regions/02");
  request.set_page_token(input);
  const auto position = kasvu::services::ReadPageToken(request);
  if (position.ok()) {
    Require(input.empty() || kasvu::services::MakePageToken(request, *position) == input);
  } else {
    Require(kasvu::ReasonOf(position.status()) == "PAGE_TOKEN_INVALID");
  }

  // As a position: it comes back.
  request.set_page_token(kasvu::services::MakePageToken(request, input));
  Require(kasvu::services::ReadPageToken(request).value() == input);

  // As a request: whatever parses is judged without harm; what does not may name a field.
  kasvu::v1::ImportPersonsRequest import;
  const auto& rules = kasvu::services::MessageRules::Of(import.GetDescriptor());
  if (import.ParseFromString(input)) {
    const absl::Status judged = rules.Check(import);
    Require(judged.ok() || kasvu::ReasonOf(judged) == "INVALID_FIELDS");
    for (const auto& row : import.rows()) {
      kasvu::services::MessageRules::Of(row.GetDescriptor()).Check(row).IgnoreError();
    }
    Require(rules.NotUtf8(import).empty());
  } else {
    rules.NotUtf8(import);
  }
  return 0;
}
