// What a text must be before anything else looks at it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kasvu::workflows {

// The offset of the first byte that is not UTF-8 (overlong forms and surrogates included), or that
// is a control character other than tab and line end; nothing when there is none.
std::optional<size_t> FirstUnreadable(std::string_view text);

// How many characters (code points) `text` has. It must be UTF-8.
int Characters(std::string_view text);

// `text`, or as much of it as fits in `bytes` with an ellipsis behind it. It must be UTF-8.
std::string Shortened(std::string_view text, size_t bytes);

}  // namespace kasvu::workflows
