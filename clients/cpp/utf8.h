#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kasvu::client {

// Bytes of the character that `text` begins with, 1 to 4; 0 when it begins with no valid UTF-8
// (overlong forms, surrogates and what lies beyond U+10FFFF are invalid) or is empty.
size_t CharacterLength(std::string_view text);

// `text` in lower case: ASCII letters and those of Finnish, Swedish and Northern Sámi.
std::string LowerCase(std::string_view text);

// `text` without spaces, tabs, line ends and no-break spaces at both ends.
std::string_view Trimmed(std::string_view text);

}  // namespace kasvu::client
