// Pages of what lies under a cohort, by ordinal.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "errors/error.h"
#include "google/protobuf/message.h"
#include "services/common/errors.h"
#include "services/common/page_token.h"

namespace kasvu::engine {

// The ordinal after which the page that `request` asks for begins; 0 for the first.
// PAGE_TOKEN_INVALID.
inline absl::StatusOr<uint32_t> OrdinalAfter(const google::protobuf::Message& request) {
  KASVU_ASSIGN_OR_RETURN(const std::string position, services::ReadPageToken(request));
  uint32_t ordinal = 0;
  if (!position.empty() && !absl::SimpleAtoi(position, &ordinal)) {
    return services::PageTokenInvalid();
  }
  return ordinal;
}

}  // namespace kasvu::engine
