// The errors of the directory, one named constructor each.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"

namespace kasvu::directory {

// NOT_FOUND PERSON_NOT_FOUND: there is nobody `name`, or nobody whom the actor may see.
absl::Status PersonNotFound(std::string_view name);
// NOT_FOUND COMPANY_NOT_FOUND.
absl::Status CompanyNotFound(std::string_view name);
// NOT_FOUND MANDATE_NOT_FOUND.
absl::Status MandateNotFound(std::string_view name);
// ALREADY_EXISTS EMAIL_TAKEN: `person` has the address.
absl::Status EmailTaken(std::string_view person);
// ALREADY_EXISTS BUSINESS_ID_TAKEN: `company` has the business id.
absl::Status BusinessIdTaken(std::string_view company);
// ALREADY_EXISTS MANDATE_EXISTS: `name` says the same.
absl::Status MandateExists(std::string_view name);
// FAILED_PRECONDITION MANDATE_ENDED: it has been ended before.
absl::Status MandateEnded(std::string_view name);
// OUT_OF_RANGE POSITION_GONE: the feed ends at `newest`, before the position asked for.
absl::Status PositionGone(uint64_t newest);

}  // namespace kasvu::directory
