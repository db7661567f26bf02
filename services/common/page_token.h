// Pages of a list: how many rows, and where the next page begins.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace kasvu::services {

inline constexpr int kDefaultPageSize = 100;
inline constexpr int kMaxPageSize = 1000;
// A page ends early once it holds this many bytes, so that no answer comes near the limit of 4 MB.
inline constexpr size_t kMaxPageBytes = 1 << 20;

// How many rows to answer: 100 when nothing is asked for, never more than 1000. INVALID_FIELDS for
// a negative number.
absl::StatusOr<int> PageSize(int asked);

// The token that leads on from `position` (any bytes) in the answer to `request`. It fits the same
// request alone, whatever its page_size.
std::string MakePageToken(const google::protobuf::Message& request, std::string_view position);

// The position in the page_token of `request`; empty for the first page. INVALID_ARGUMENT
// (PAGE_TOKEN_INVALID) for what MakePageToken did not make for this request.
absl::StatusOr<std::string> ReadPageToken(const google::protobuf::Message& request);

}  // namespace kasvu::services
