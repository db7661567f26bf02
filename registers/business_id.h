// The Finnish business id (Y-tunnus, FO-nummer): seven digits, a hyphen and a check digit.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace kasvu::registers {

// `text` as "1234567-8", its check digit verified. Also takes an old id of six digits ("201256-6"),
// the VAT form ("FI12345678") and spaces around. INVALID_ARGUMENT with BUSINESS_ID_MALFORMED for
// another shape, or with BUSINESS_ID_CHECK_DIGIT when the digits do not fit together.
absl::StatusOr<std::string> ParseBusinessId(std::string_view text);

}  // namespace kasvu::registers
