// What each column of a people file may hold, and how it is written down.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "clients/cpp/people_columns.h"
#include "clients/cpp/people_csv.h"

namespace kasvu::client {

inline constexpr size_t kMaxFieldBytes = 200;

// Sense and no more: one @, something before it and a dotted domain after it, no spaces, at most
// 254 bytes. Whether mail arrives is another matter.
bool LooksLikeEmail(std::string_view text);

// Writes `text`, trimmed and not empty, into the field of `row` that `column` names, in its one
// form. The reason when it cannot mean such a thing (see CsvIssueReasons); `row` is unchanged then.
std::optional<std::string_view> SetField(PeopleColumn column, std::string_view text,
                                         PersonRow& row);

}  // namespace kasvu::client
