#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kasvu::client {

// The two-digit code of today's region (maakunta) that `text` names by code, also without its
// leading zero, or by name in Finnish, Swedish or English. The server's table is in
// workflows/calendar/region.h, and a test holds the two together.
std::optional<std::string> RegionCodeOf(std::string_view text);

// Whether `text` names a region that has been merged into another.
bool NamesFormerRegion(std::string_view text);

}  // namespace kasvu::client
