#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kasvu::client {

// Writes the business id that `text` means as "1234567-8" into `written`. The reason when it means
// none: BUSINESS_ID_MALFORMED or BUSINESS_ID_CHECK_DIGIT. The server's rule is in
// workflows/calendar/business_id.h; a client stands apart from the core and tells the same without
// asking, and a test holds the two together.
std::optional<std::string_view> ReadBusinessId(std::string_view text, std::string& written);

}  // namespace kasvu::client
