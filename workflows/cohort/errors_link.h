// Why a command on links may be refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace kasvu::workflows {

// INVALID_ARGUMENT LINK_UNKNOWN: the version has no link of that name.
absl::Status LinkUnknown(std::string_view link, const std::vector<std::string>& known);
// INVALID_ARGUMENT LINK_UNKNOWN: there is such a link, but none for that item of its series.
absl::Status LinkUnknownForItem(std::string_view link, std::string_view series,
                                std::string_view item);
// INVALID_ARGUMENT ITEM_UNKNOWN: `series` has no such item.
absl::Status ItemUnknown(std::string_view series, std::string_view item,
                         const std::vector<std::string>& known);
// FAILED_PRECONDITION LINK_NOT_ROTATED.
absl::Status LinkNotRotated(std::string_view link);
// FAILED_PRECONDITION LINK_SIZE; `sentence` has the numbers in words.
absl::Status LinkSize(std::string_view link, std::string_view sentence, int given, int least,
                      int most);
// FAILED_PRECONDITION LINK_CAPACITY: `person` has as many participants as she takes.
absl::Status LinkCapacity(std::string_view person, std::string_view role, int capacity);
// FAILED_PRECONDITION LINK_REMATCH_LIMIT.
absl::Status LinkRematchLimit(uint32_t enrolment, std::string_view link, int limit);
// FAILED_PRECONDITION LINK_EXISTS: the enrolment is in `other` already.
absl::Status LinkExists(uint32_t enrolment, std::string_view link, uint32_t other);
// FAILED_PRECONDITION LINK_EXISTS: the groups have theirs for that item.
absl::Status LinksExistForItem(std::string_view link, std::string_view item);
// FAILED_PRECONDITION NO_SUCH_ROLE: `person` is none of `roles`.
absl::Status NoSuchRole(std::string_view person, const std::vector<std::string>& roles);
// FAILED_PRECONDITION NO_SUCH_ROLE: both sides are of the same `attribute`.
absl::Status SidesAlike(std::string_view link, std::string_view attribute, std::string_view value);
// NOT_FOUND LINK_NOT_FOUND.
absl::Status LinkNotFound(uint32_t link);
// FAILED_PRECONDITION LINK_ENDED.
absl::Status LinkEndedBefore(uint32_t link);
// INVALID_ARGUMENT NOT_IN_LINK.
absl::Status NotInLink(uint32_t link);
// PERMISSION_DENIED NOT_ALLOWED: whoever asks may not make that link.
absl::Status MayNotLink(std::string_view link);

}  // namespace kasvu::workflows
