#pragma once

#include <string_view>

namespace kasvu::cli {

// How many columns of a terminal `text` (UTF-8) takes: none for combining marks and joiners, two
// for wide East Asian characters and emoji, one for all others. A stray byte counts as one.
int DisplayWidth(std::string_view text);

}  // namespace kasvu::cli
